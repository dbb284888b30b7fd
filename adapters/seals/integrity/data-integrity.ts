import { createHash } from 'node:crypto';
import { canonicalJson } from '../encoding/canonical-json.js';
import { encodeMultibase } from '../encoding/multibase.js';
import { multikeyOf } from '../encoding/multikey.js';
import type { PublicJwk } from '../keys/public-key.js';
import { canonicalForm, canonicalFormOfOurs } from './canonical-template.js';

/** The cryptosuites we sign with (Data Integrity EdDSA Cryptosuites 1.0). */
export const CRYPTOSUITES = ['eddsa-rdfc-2022', 'eddsa-jcs-2022'] as const;
export type Cryptosuite = (typeof CRYPTOSUITES)[number];

/** A proof before its value. With JCS the proof carries the document's `@context`, as in the W3C's published vector. */
export interface ProofOptions {
  '@context'?: unknown;
  type: 'DataIntegrityProof';
  created: string;
  verificationMethod: string;
  cryptosuite: Cryptosuite;
  proofPurpose: 'assertionMethod';
}

export type Proof = ProofOptions & { proofValue: string };

/** A document that can be secured; its `@context` decides what its terms and those of the proof mean. */
export interface Document {
  '@context': unknown;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** The verification method of a key that makes such proofs: the key itself as fragment. Throws for RSA, which makes none. */
export function multikeyUrlOf(did: string, jwk: PublicJwk): string {
  const multikey = multikeyOf(jwk);
  if (multikey === undefined) throw new Error('an RSA key makes no such proof');
  return `${did}#${multikey}`;
}

export function proofOptions(
  cryptosuite: Cryptosuite,
  document: Document,
  { created, verificationMethod }: { created: string; verificationMethod: string },
): ProofOptions {
  const common = { type: 'DataIntegrityProof', created, verificationMethod, cryptosuite, proofPurpose: 'assertionMethod' } as const;
  return cryptosuite === 'eddsa-jcs-2022' ? { '@context': document['@context'], ...common } : common;
}

type Canonical = (document: object) => Promise<string>;
type Options = object & { cryptosuite: string };

/**
 * What is signed: the hash of the proof options, then the hash of the document, each in its canonical form. Throws NotCanonical where
 * JSON-LD cannot take the document.
 */
export async function hashOf(document: Document, options: Options): Promise<Buffer> {
  return Buffer.concat([
    await hashOfOptions(document, options, canonicalForm),
    await hashOfDocument(document, options.cryptosuite, canonicalForm),
  ]);
}

async function hashOfOptions(document: Document, options: Options, canonical: Canonical): Promise<Buffer> {
  if (!isRdfc(options.cryptosuite)) return sha256(canonicalJson(options));
  return sha256(await canonical({ '@context': document['@context'], ...options }));
}

const hashOfDocument = async (document: Document, cryptosuite: string, canonical: Canonical) =>
  sha256(isRdfc(cryptosuite) ? await canonical(document) : canonicalJson(document));

const isRdfc = (cryptosuite: string) => cryptosuite.includes('-rdfc-');

/** Options are the same for all that one key signs in one second, so their hash is kept. */
const hashesOfOptions = new Map<string, Buffer>();
const MOST_KEPT = 100;

/** The same for a document of ours, whose shape is learnt. */
export async function hashForSigning(document: Document, options: ProofOptions): Promise<Buffer> {
  const key = JSON.stringify([document['@context'], options]);
  const known = hashesOfOptions.get(key) ?? (await hashOfOptions(document, options, canonicalFormOfOurs));
  if (hashesOfOptions.size >= MOST_KEPT) hashesOfOptions.clear();
  hashesOfOptions.set(key, known);
  return Buffer.concat([known, await hashOfDocument(document, options.cryptosuite, canonicalFormOfOurs)]);
}

export const withValue = (options: ProofOptions, signature: Uint8Array): Proof => ({ ...options, proofValue: encodeMultibase(signature) });
