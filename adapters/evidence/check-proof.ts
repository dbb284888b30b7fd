import { DomainError } from '../../domain/errors.js';
import type { CaseProof, ProofVerdict } from '../../domain/evidence/case-proof.js';
import { bareLinkHash, genesisHash } from '../../domain/evidence/chain.js';
import { bucketOf, hashOfBuckets, rootHash } from './root-content.js';
import { sha256 } from './sha256.js';
import { isSigned, readPublicKey } from './signing.js';

const fault = (what: Extract<ProofVerdict, { ok: false }>['fault'], seq?: number): ProofVerdict => ({
  ok: false,
  fault: what,
  ...(seq === undefined ? {} : { seq }),
});

/** A proof as it was written to a file. Throws PROOF_UNREADABLE. */
export function readProof(text: string): CaseProof {
  try {
    const proof: unknown = JSON.parse(text);
    if (isProof(proof)) return proof;
  } catch (cause) {
    throw new DomainError({
      code: 'PROOF_UNREADABLE',
      kind: 'invalid',
      detail: 'This file is not JSON. Take the file as it was downloaded.',
      cause,
    });
  }
  throw new DomainError({
    code: 'PROOF_UNREADABLE',
    kind: 'invalid',
    detail: 'This file is no proof of a case (format rightsdesk-proof-1).',
  });
}

/** Whether it has the shape to be checked; what is wrong inside it fails the check. */
const isProof = (value: unknown): value is CaseProof =>
  typeof value === 'object' &&
  value !== null &&
  'format' in value &&
  value.format === 'rightsdesk-proof-1' &&
  'events' in value &&
  Array.isArray(value.events) &&
  'requestId' in value &&
  typeof value.requestId === 'string' &&
  'signed' in value;

/**
 * Checks the proof of one case with nothing but itself and the public key (base64 SPKI) that the checker trusts; without one, with the key
 * it carries, which proves that it is whole but not by whom it was signed.
 */
export function checkProof(proof: CaseProof, trustedKey?: string): ProofVerdict {
  const broken = brokenLink(proof);
  if (broken !== undefined) return broken;
  if (proof.signed === null) return { ok: true, events: proof.events.length, signedUpTo: 0 };
  return brokenRoot(proof, proof.signed, trustedKey) ?? { ok: true, events: proof.events.length, signedUpTo: proof.signed.upTo };
}

/** Every event follows the one before and is what its hash says. */
function brokenLink({ requestId, events }: CaseProof): ProofVerdict | undefined {
  let before = { seq: 0, hash: Buffer.from(genesisHash(requestId, sha256)).toString('hex') };
  for (const { hash, ...event } of events) {
    if (event.seq !== before.seq + 1) return fault('gap', event.seq);
    if (event.prevHash !== before.hash) return fault('link-moved', event.seq);
    if (Buffer.from(bareLinkHash({ ...event, requestId }, sha256)).toString('hex') !== hash) return fault('link-changed', event.seq);
    before = { seq: event.seq, hash };
  }
  return events.length === 0 ? fault('shape') : undefined;
}

/** The end of the chain is in its bucket, the bucket in the root, the root signed. */
function brokenRoot(proof: CaseProof, signed: NonNullable<CaseProof['signed']>, trustedKey: string | undefined): ProofVerdict | undefined {
  const { upTo, bucket, heads, buckets, root } = signed;
  const head = heads.find(({ requestId }) => requestId === proof.requestId);
  if (head?.seq !== upTo || proof.events[upTo - 1]?.hash !== head.hash) return fault('root-differs', upTo);
  const recorded = buckets.find((one) => one.bucket === bucket);
  const content = heads.map(({ requestId, seq, hash }) => {
    const number = Buffer.alloc(4);
    number.writeInt32BE(seq);
    return Buffer.concat([Buffer.from(requestId.replaceAll('-', ''), 'hex'), number, Buffer.from(hash, 'hex')]);
  });
  if (
    bucketOf(proof.requestId) !== bucket ||
    recorded?.count !== heads.length ||
    sha256(Buffer.concat(content)).toString('hex') !== recorded.hash
  )
    return fault('heads-changed');
  const stored = {
    seq: root.seq,
    at: new Date(root.at),
    headCount: root.headCount,
    root: Buffer.from(root.root, 'hex'),
    prevHash: Buffer.from(root.prevHash, 'hex'),
    keyId: root.keyId,
  };
  const overBuckets = hashOfBuckets(buckets.map((one) => ({ ...one, hash: Buffer.from(one.hash, 'hex') })));
  if (!overBuckets.equals(stored.root) || rootHash(stored).toString('hex') !== root.hash) return fault('root-changed');
  const key = readPublicKey(trustedKey ?? root.publicKey);
  if (key.keyId !== root.keyId) return fault('unknown-key');
  return isSigned(key.publicKey, Buffer.from(root.hash, 'hex'), Buffer.from(root.signature, 'base64'))
    ? undefined
    : fault('root-signature');
}
