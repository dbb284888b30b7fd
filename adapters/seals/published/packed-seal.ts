import { createHash } from 'node:crypto';
import type { SealStatus } from '../../../domain/seals/life.js';
import type { LinkBack } from '../../../domain/seals/placement.js';
import type { SealStatement } from '../../../domain/seals/statement.js';
import type { SealForm, SealSignature } from '../forms/seal-forms.js';

/** A seal with its signatures, as it is stored and copied. */
export interface SignedSeal {
  statement: SealStatement;
  status: SealStatus;
  version: number;
  supersededBy: string | null;
  memberLanguage: string;
  /** What its website said of it when it was asked last; undefined before that. */
  linkBack?: LinkBack;
  signatures: readonly SealSignature[];
}

/** What many seals have in common is stored once, under the hash of itself: who issues and what is awarded, and which key signed. */
type Common = Pick<SealStatement, 'issuer' | 'achievement' | 'kind'>;
type Key = Pick<SealSignature, 'kid' | 'fragment'>;

type PackedSignature = [form: SealForm, key: string, signedAt: string, contentHash: string, signature: string];

/** Short names: there is one of these for each of a million seals. */
interface PackedSeal {
  c: string;
  s: Omit<SealStatement, keyof Common>;
  t: SealStatus;
  v: number;
  b: string | null;
  l: string;
  w?: LinkBack;
  p: PackedSignature[];
}

/** A document that packed seals refer to. */
export interface CommonDocument {
  name: string;
  content: Buffer;
}

const COMMON = 'common/';

function commonDocument(value: Common | Key): CommonDocument {
  const content = Buffer.from(JSON.stringify(value));
  return { name: COMMON + createHash('sha256').update(content).digest('base64url').slice(0, 16), content };
}

/** The keys that sign are few: what is stored of them is made once. */
const keyDocuments = new Map<string, CommonDocument>();
const MOST_KEYS = 1_000;

function keyDocument({ kid, fragment }: Key): CommonDocument {
  const name = `${kid} ${fragment}`;
  const known = keyDocuments.get(name) ?? commonDocument({ kid, fragment });
  if (keyDocuments.size >= MOST_KEYS) keyDocuments.clear();
  keyDocuments.set(name, known);
  return known;
}

/** Packs a seal, and gives what it has in common with others. */
export function packSeal({ statement, status, version, supersededBy, memberLanguage, linkBack, signatures }: SignedSeal): {
  content: Buffer;
  common: CommonDocument[];
} {
  const { issuer, achievement, kind, ...own } = statement;
  const shared = commonDocument({ issuer, achievement, kind });
  const keys = signatures.map(keyDocument);
  const packed: PackedSeal = {
    c: shared.name.slice(COMMON.length),
    s: own,
    t: status,
    v: version,
    b: supersededBy,
    l: memberLanguage,
    ...(linkBack === undefined ? {} : { w: linkBack }),
    p: signatures.map(({ form, signedAt, contentHash, signature }, n) => [
      form,
      keys[n]?.name.slice(COMMON.length) ?? '',
      signedAt,
      contentHash.toString('base64url'),
      signature.toString('base64url'),
    ]),
  };
  return { content: Buffer.from(JSON.stringify(packed)), common: [shared, ...keys] };
}

/** Unpacks seals; what they have in common is parsed once. */
export function createUnpacker(document: (name: string) => Buffer | undefined) {
  const statements = new Map<string, Common>();
  const keys = new Map<string, Key>();

  function common(name: string): Common {
    const known = statements.get(name) ?? parse<Common>(document, name);
    statements.set(name, known);
    return known;
  }

  function key(name: string) {
    const known = keys.get(name);
    if (known !== undefined) return known;
    const read = parse<Key>(document, name);
    keys.set(name, read);
    return read;
  }

  return (content: Buffer): SignedSeal => {
    const { c, s, t, v, b, l, w, p } = JSON.parse(content.toString()) as PackedSeal; // packed above
    const signatures = p.map(([form, name, signedAt, contentHash, signature]) => ({
      form,
      ...key(name),
      signedAt,
      contentHash: Buffer.from(contentHash, 'base64url'),
      signature: Buffer.from(signature, 'base64url'),
    }));
    return {
      statement: { ...s, ...common(c) },
      status: t,
      version: v,
      supersededBy: b,
      memberLanguage: l,
      ...(w === undefined ? {} : { linkBack: w }),
      signatures,
    };
  };
}

function parse<T>(document: (name: string) => Buffer | undefined, name: string): T {
  const content = document(COMMON + name);
  if (content === undefined) throw new Error(`the document ${COMMON}${name} is missing`);
  return JSON.parse(content.toString()) as T; // named by the hash of what was written above
}
