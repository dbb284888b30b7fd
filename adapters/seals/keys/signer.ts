import type { PublicJwk, SealAlgorithm } from './public-key.js';

/** Signs for one issuer with one key. Where the private key is, a file or a hardware module, is the keystore's own business. */
export interface Signer {
  readonly algorithm: SealAlgorithm;
  /** The RFC 7638 thumbprint of the key. */
  readonly kid: string;
  readonly jwk: PublicJwk;
  /** A signature as JWA writes it: Ed25519 64 bytes, ES256 r and s, RS256 PKCS#1 v1.5. */
  sign(content: Uint8Array): Promise<Buffer>;
}

/**
 * `active`: signs. `retired`: signs no more and stays published while seals signed with it are valid. `compromised`: is published no
 * more, and what it signed counts for nothing.
 */
export type KeyState = 'active' | 'retired' | 'compromised';

/** What is public of a key, and where it stands in its life. */
export interface SealKey {
  kid: string;
  algorithm: SealAlgorithm;
  jwk: PublicJwk;
  state: KeyState;
  createdAt: string;
  /** Until when a retired key stays published; without, for good. */
  publishedUntil?: string;
}

/** The keys of all issuers. An issuer's key comes into being when it is first needed, once, however many processes ask. */
export interface SealKeys {
  signer(issuerSlug: string, algorithm: SealAlgorithm): Promise<Signer>;
  /** Every key an issuer ever had, oldest first. */
  list(issuerSlug: string): Promise<SealKey[]>;
  issuers(): Promise<string[]>;
  /** A new key takes over; the one before is retired. Throws DomainError conflict where somebody rotated at the same moment. */
  rotate(issuerSlug: string, algorithm: SealAlgorithm, options?: { publishedUntil?: Date }): Promise<SealKey>;
  /** Ends a key at once, for good. Throws DomainError missing. */
  compromise(issuerSlug: string, kid: string): Promise<void>;
}

/** Whether a key stands in the issuer's public documents at this moment. */
export function isPublished(key: SealKey, now: Date): boolean {
  if (key.state === 'compromised') return false;
  return key.state === 'active' || key.publishedUntil === undefined || new Date(key.publishedUntil) > now;
}
