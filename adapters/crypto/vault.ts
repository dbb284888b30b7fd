import { createPrivateKey, type KeyObject } from 'node:crypto';
import type pg from 'pg';
import { DomainError } from '../../domain/errors.js';
import { destroySubjectKey, type KeyDestruction } from './destroy-key.js';
import { openEnvelope, sealEnvelope } from './envelope.js';
import { createIndexes, type Indexes } from './indexes.js';
import type { KeyState } from './key-cache.js';
import { createKeyring } from './keyring.js';
import { createSubjectKeys } from './subject-keys.js';
import { createTokens, type Tokens } from './tokens.js';

const DEFAULT_TTL_MS = 3_000;
/** What precedes a 32-byte seed in the PKCS#8 form of an Ed25519 key (RFC 8410). */
const ED25519_PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A sealed value and where it stands. `context` is table.column by convention. */
export interface SealedItem {
  subjectId: string;
  sealed: Uint8Array;
  context: string;
}

/**
 * Personal data at rest: sealed with AES-256-GCM under a key per subject, tied to subject and place. Once a subject's key is
 * destroyed, nothing of the subject opens any more, here at once and in every other process within seconds.
 *
 * Sealing for a destroyed key is SUBJECT_KEY_DESTROYED; a subject without any key is SUBJECT_KEY_MISSING; a changed or misplaced
 * value is SEAL_BROKEN.
 */
export interface Vault extends Indexes, Tokens {
  /** A new subject id whose key is already committed and at hand: sealing for it costs no round trip. */
  freshSubject(): Promise<string>;
  /** Makes the key for an id of the caller's own where there is none. */
  ensureKey(subjectId: string): Promise<void>;
  /** The same for many, in one round trip or two. */
  ensureKeys(subjectIds: readonly string[]): Promise<void>;
  /** Seals a JSON value. */
  seal(subjectId: string, value: unknown, context: string): Promise<Buffer>;
  /** Opens a JSON value; undefined when the subject's key was destroyed. */
  open<T>(subjectId: string, sealed: Uint8Array, context: string): Promise<T | undefined>;
  sealText(subjectId: string, text: string, context: string): Promise<Buffer>;
  openText(subjectId: string, sealed: Uint8Array, context: string): Promise<string | undefined>;
  sealBytes(subjectId: string, clear: Uint8Array, context: string): Promise<Buffer>;
  openBytes(subjectId: string, sealed: Uint8Array, context: string): Promise<Buffer | undefined>;
  /** Opens JSON values of many subjects with one query for all keys, in the order given. */
  openMany<T>(items: readonly SealedItem[]): Promise<(T | undefined)[]>;
  /** Seals what belongs to no subject. */
  sealMaster(value: unknown, context: string): Buffer;
  openMaster<T>(sealed: Uint8Array, context: string): T;
  /** The Ed25519 key that transfers to other organisations and receipts for theirs are signed with. */
  transferKey(): KeyObject;
  /** Destroys the key here and in every key backup that can be reached. `reason` is a code, never personal data. */
  destroyKey(subjectId: string, reason: string): Promise<KeyDestruction>;
  /** Waits for keys that are being made. The pool stays the caller's to end. */
  close(): Promise<void>;
}

function sealable(state: KeyState | undefined): Buffer {
  if (state instanceof Buffer) return state;
  throw new DomainError({
    code: 'SUBJECT_KEY_DESTROYED',
    kind: 'conflict',
    detail: 'The key of this subject was destroyed; nothing more is kept about it.',
  });
}

/** Opens the vault over the keys database. `masterKey`: 32 bytes in base64. `tombstoneFile`: where destroyed keys are listed. */
export function createVault(deps: { keysPool: pg.Pool; masterKey: string; tombstoneFile?: string; ttlMs?: number }): Vault {
  const keyring = createKeyring(deps.masterKey);
  const keys = createSubjectKeys({ keysPool: deps.keysPool, keyring, ttlMs: deps.ttlMs ?? DEFAULT_TTL_MS });
  const aad = (subjectId: string, context: string) => `${subjectId}|${context}`;
  const stateOf = async (subjectId: string) => keys.cached(subjectId) ?? (await keys.load([subjectId])).get(subjectId);

  async function sealBytes(subjectId: string, clear: Uint8Array, context: string): Promise<Buffer> {
    return sealEnvelope(sealable(await stateOf(subjectId)), clear, aad(subjectId, context));
  }

  async function openBytes(subjectId: string, sealed: Uint8Array, context: string): Promise<Buffer | undefined> {
    const state = await stateOf(subjectId);
    return state instanceof Buffer ? openEnvelope(state, sealed, aad(subjectId, context)) : undefined;
  }

  const sealText = (subjectId: string, text: string, context: string) => sealBytes(subjectId, Buffer.from(text), context);
  const openText = async (subjectId: string, sealed: Uint8Array, context: string) =>
    (await openBytes(subjectId, sealed, context))?.toString();

  async function openMany<T>(items: readonly SealedItem[]): Promise<(T | undefined)[]> {
    const states = await keys.load(items.map(({ subjectId }) => subjectId));
    return items.map(({ subjectId, sealed, context }) => {
      const state = states.get(subjectId);
      return state instanceof Buffer ? JSON.parse(openEnvelope(state, sealed, aad(subjectId, context)).toString()) : undefined;
    });
  }

  return {
    ...createIndexes(keyring),
    ...createTokens(keyring),
    freshSubject: keys.fresh,
    ensureKey: (subjectId) => keys.ensure([subjectId]),
    ensureKeys: keys.ensure,
    seal: (subjectId, value, context) => sealText(subjectId, JSON.stringify(value), context),
    async open(subjectId, sealed, context) {
      const text = await openText(subjectId, sealed, context);
      return text === undefined ? undefined : JSON.parse(text);
    },
    sealText,
    openText,
    sealBytes,
    openBytes,
    openMany,
    sealMaster: (value, context) => sealEnvelope(keyring.sealing, Buffer.from(JSON.stringify(value)), `master|${context}`),
    openMaster: (sealed, context) => JSON.parse(openEnvelope(keyring.sealing, sealed, `master|${context}`).toString()),
    transferKey: () =>
      createPrivateKey({ key: Buffer.concat([ED25519_PKCS8_HEAD, keyring.transfers]), format: 'der', type: 'pkcs8' }),
    async destroyKey(subjectId, reason) {
      const destruction = await destroySubjectKey(deps, subjectId, reason);
      keys.forget(subjectId);
      return destruction;
    },
    close: keys.settled,
  };
}
