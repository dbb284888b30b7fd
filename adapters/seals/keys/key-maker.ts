import type { PublicJwk, SealAlgorithm } from './public-key.js';

/** Where the private half of a key is: wrapped in the key file itself, or in a hardware module under a label. */
export type PrivatePart = { kind: 'wrapped'; value: string } | { kind: 'pkcs11'; label: string };

/** Which key is meant; `label` is unique among all keys of the installation and names nobody but the issuer. */
export interface KeyName {
  issuerSlug: string;
  algorithm: SealAlgorithm;
  label: string;
}

/** Makes keys and signs with them. The key folder keeps what it made. */
export interface KeyMaker {
  make(name: KeyName): Promise<{ jwk: PublicJwk; privatePart: PrivatePart }>;
  /** Throws DomainError unavailable where the key cannot be used now. */
  sign(name: KeyName, privatePart: PrivatePart, content: Uint8Array): Promise<Buffer>;
}
