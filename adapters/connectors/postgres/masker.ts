import { createHmac } from 'node:crypto';
import type { DeclaredMasking } from '../../../domain/collection/declared-masking.js';
import type { ColumnFacts } from '../../../domain/collection/masking.js';

/** Keyed one-way function over a text: HMAC-SHA-256 with a key that only this installation has. */
export type KeyedHash = (text: string) => Buffer;

/** A field of a row that is to be masked. `seed` tells the row and field apart from others and outlives the masking. */
export interface MaskedField {
  masking: DeclaredMasking;
  facts: ColumnFacts;
  typeName: string;
  isEmail: boolean;
}

const FULL_HASH = 32;
const ERASED_DOMAIN = '@erased.invalid';
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** The neutral value of a type that has no text to fix. */
const NEUTRAL: Readonly<Record<string, string>> = {
  uuid: '00000000-0000-0000-0000-000000000000',
  date: '1900-01-01',
  'timestamp without time zone': '1900-01-01 00:00:00',
  'timestamp with time zone': '1900-01-01 00:00:00+00',
  'time without time zone': '00:00:00',
  interval: 'PT0S',
  boolean: 'f',
  json: '{}',
  jsonb: '{}',
  bytea: '\\x',
  inet: '0.0.0.0',
  cidr: '0.0.0.0/32',
};

/** A keyed hash from a secret of the caller's. */
export function keyedHash(key: Uint8Array): KeyedHash {
  return (text) => createHmac('sha256', key).update(text).digest();
}

/**
 * Masks values so that doing it twice changes nothing: what was masked before is recognised by its check digits, or comes out the
 * same. Nulls and empty texts say nothing and stay.
 */
export function createMasker(hash: KeyedHash) {
  function mask(field: MaskedField, value: string | null, seed: string): string | null {
    if (value === null || value.trim() === '') return value;
    const { strategy } = field.masking;
    switch (strategy) {
      case 'keep':
        return value;
      case 'null':
        return null;
      case 'fixed-text':
        return fixed(field);
      case 'keyed-hash':
        return isMasked(value) ? value : hashed(field, value);
      case 'random-same-form':
        return sameForm(field, value, seed);
      default:
        return strategy satisfies never;
    }
  }

  function isMasked(value: string): boolean {
    const text = value.trim();
    if (/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text)) {
      const hex = text.replaceAll('-', '');
      return uuidCheck(hex.slice(0, 20)) === hex.slice(20);
    }
    const body = text.endsWith(ERASED_DOMAIN) ? text.slice(0, -ERASED_DOMAIN.length) : text;
    if (!/^[a-z2-7]{12,32}$/.test(body)) return false;
    const check = checkLength(body.length);
    return letters(hash(`check\n${body.slice(0, -check)}`), check) === body.slice(-check);
  }

  function hashed({ facts, isEmail }: MaskedField, value: string): string {
    if (facts.form === 'uuid') return hashedUuid(value);
    const most = facts.maxLength ?? FULL_HASH + ERASED_DOMAIN.length;
    const length = Math.min(FULL_HASH, most);
    const check = checkLength(length);
    const body = letters(hash(`value\n${value}`), length - check);
    const whole = body + letters(hash(`check\n${body}`), check);
    return isEmail && whole.length + ERASED_DOMAIN.length <= most ? whole + ERASED_DOMAIN : whole;
  }

  function hashedUuid(value: string): string {
    const bytes = hash(`value\n${value}`).subarray(0, 10);
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80; // version 8: made to a rule of our own (RFC 9562)
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const hex = bytes.toString('hex');
    const all = hex + uuidCheck(hex);
    return [all.slice(0, 8), all.slice(8, 12), all.slice(12, 16), all.slice(16, 20), all.slice(20)].join('-');
  }

  const uuidCheck = (hex: string) => hash(`check\n${hex}`).subarray(0, 6).toString('hex');

  /** The form decides, not the value: so the outcome of the same row has the same form and comes out the same. */
  function sameForm({ facts }: MaskedField, value: string, seed: string): string {
    const form = [...value].map((character) => formOf(character));
    const stream = byteStream(hash, `form\n${seed}\n${form.join('')}`);
    let isLeading = facts.form === 'integer';
    return form
      .map((kind) => {
        if (kind === 'A') return String.fromCharCode(65 + (stream() % 26));
        if (kind === 'a') return String.fromCharCode(97 + (stream() % 26));
        if (kind !== '0') return kind;
        const digit = isLeading ? '1' : String(stream() % 10); // a leading 1 never leaves the range of the type
        isLeading = false;
        return digit;
      })
      .join('');
  }

  return { mask, isMasked };
}

export type Masker = ReturnType<typeof createMasker>;

function fixed({ masking, facts, typeName }: MaskedField): string {
  if (facts.form === 'text') return (masking.text ?? 'erased').slice(0, facts.maxLength ?? undefined);
  if (facts.form === 'integer' || facts.form === 'decimal' || typeName === 'money') return '0';
  return NEUTRAL[typeName] ?? '{}';
}

const checkLength = (length: number) => (length === FULL_HASH ? 6 : 4);

function letters(bytes: Buffer, count: number): string {
  return [...bytes.subarray(0, count)].map((byte) => ALPHABET[byte % 32]).join('');
}

/** A for capitals, a for other letters and marks, 0 for digits; anything else stands for itself. */
function formOf(character: string): string {
  if (/\p{Lu}|\p{Lt}/u.test(character)) return 'A';
  if (/\p{L}|\p{M}/u.test(character)) return 'a';
  return /\p{N}/u.test(character) ? '0' : character;
}

function byteStream(hash: KeyedHash, seed: string): () => number {
  let block = Buffer.alloc(0);
  let at = 0;
  let count = 0;
  return () => {
    if (at >= block.length) {
      block = Buffer.from(hash(`${seed}\n${count}`));
      count += 1;
      at = 0;
    }
    const byte = block[at] ?? 0;
    at += 1;
    return byte;
  };
}
