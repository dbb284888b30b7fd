import type { EvidenceRole } from '../evidence.js';

/** A link of a case's chain as it is stored. `seq` counts from 1 without a gap. */
export interface EvidenceLink {
  requestId: string;
  seq: number;
  at: Date;
  event: string;
  actor: string;
  role: EvidenceRole | string;
  data: unknown;
  sealed: Uint8Array | null;
  prevHash: Uint8Array;
}

/** SHA-256, handed in because the domain has no cryptography of its own. */
export type Sha256 = (content: string | Uint8Array) => Uint8Array;

const VERSION = 'rightsdesk-evidence-1';

/**
 * The one spelling of a JSON value: members in the order of their names (code units), no spaces, absent members left out
 * (RFC 8785 for what evidence holds: texts, whole numbers, booleans, null, lists, objects).
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    members.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX[byte];
  return text;
}

/** What stands before the first link: the hash of the case's id, so that a chain cannot be moved to another case. */
export function genesisHash(requestId: string, sha256: Sha256): Uint8Array {
  return sha256(`${VERSION} ${requestId}`);
}

/** A link without its sealed text, of which the hash is enough. `sealedHash` and `prevHash` in hex. */
export type BareLink = Omit<EvidenceLink, 'at' | 'sealed' | 'prevHash'> & { at: string; sealedHash: string | null; prevHash: string };

/** The hash of a link: over all of it, and over the hash of the link before. */
export function linkHash(link: EvidenceLink, sha256: Sha256): Uint8Array {
  const { at, sealed, prevHash, ...rest } = link;
  return bareLinkHash(
    { ...rest, at: at.toISOString(), sealedHash: sealed === null ? null : hex(sha256(sealed)), prevHash: hex(prevHash) },
    sha256,
  );
}

/** The same hash for whoever has not the sealed text. */
export function bareLinkHash({ requestId, seq, at, event, actor, role, data, sealedHash, prevHash }: BareLink, sha256: Sha256): Uint8Array {
  return sha256(canonicalJson([VERSION, requestId, seq, at, event, actor, role, data, sealedHash, prevHash]));
}
