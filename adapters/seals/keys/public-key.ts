import { createHash, createPublicKey, type JsonWebKey, type KeyObject, verify } from 'node:crypto';
import { isObject } from '../encoding/json-object.js';
import { decodeBase64url } from '../encoding/multibase.js';

/** The signatures we make and accept: JWA names (RFC 7518, RFC 8037). `none` and keyed hashes are not among them. */
export const SEAL_ALGORITHMS = ['EdDSA', 'ES256', 'RS256'] as const;
export type SealAlgorithm = (typeof SEAL_ALGORITHMS)[number];

/** The public members of a key, nothing else. */
export type PublicJwk =
  | { kty: 'OKP'; crv: 'Ed25519'; x: string }
  | { kty: 'EC'; crv: 'P-256'; x: string; y: string }
  | { kty: 'RSA'; n: string; e: string };

const RSA_BYTES = { least: 256, most: 1_024 };

const isText = (value: unknown, bytes: { least: number; most: number }): value is string => {
  const decoded = typeof value === 'string' && value.length <= 2 * bytes.most ? decodeBase64url(value) : undefined;
  return decoded !== undefined && decoded.length >= bytes.least && decoded.length <= bytes.most;
};
const exactly = (size: number) => ({ least: size, most: size });

/**
 * Reads a JWK that somebody published. Undefined for a kind we do not use, an RSA key under 2,048 bits or with a huge exponent, and
 * for a key whose private part was published with it: whoever finds that can sign.
 */
export function readPublicJwk(value: unknown): PublicJwk | undefined {
  if (!isObject(value) || 'd' in value) return undefined;
  const { kty, crv, x, y, n, e } = value;
  if (kty === 'OKP' && crv === 'Ed25519' && isText(x, exactly(32))) return { kty, crv, x };
  if (kty === 'EC' && crv === 'P-256' && isText(x, exactly(32)) && isText(y, exactly(32))) return { kty, crv, x, y };
  if (kty === 'RSA' && isText(n, RSA_BYTES) && isText(e, { least: 1, most: 4 })) return { kty, n, e };
  return undefined;
}

/** The public members of a key. Throws for a kind that seals do not use. */
export function publicJwkOf(key: KeyObject): PublicJwk {
  const publicKey = key.type === 'public' ? key : createPublicKey(key);
  const jwk = readPublicJwk(publicKey.export({ format: 'jwk' }));
  if (jwk === undefined) throw new Error(`no key for seals: ${key.asymmetricKeyType}`);
  return jwk;
}

/** The one algorithm a key is used with. */
export function algorithmOf({ kty }: PublicJwk): SealAlgorithm {
  return kty === 'OKP' ? 'EdDSA' : kty === 'EC' ? 'ES256' : 'RS256';
}

/** RFC 7638: the hash of the members a key needs, in alphabetical order. */
export function thumbprintOf(jwk: PublicJwk): string {
  const needed =
    jwk.kty === 'RSA'
      ? { e: jwk.e, kty: jwk.kty, n: jwk.n }
      : jwk.kty === 'EC'
        ? { crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y }
        : { crv: jwk.crv, kty: jwk.kty, x: jwk.x };
  return createHash('sha256').update(JSON.stringify(needed)).digest('base64url');
}

/** Opens a key for verifying; undefined where its numbers are no key, like a point off the curve. */
export function openPublicKey(jwk: PublicJwk): KeyObject | undefined {
  try {
    return createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' }); // each member of PublicJwk is one of JsonWebKey
  } catch {
    return undefined;
  }
}

/** Whether the owner of `key` signed `content` with the algorithm of that key; signatures as in JWA (ES256: r and s, not DER). */
export function isSignedBy(key: KeyObject, algorithm: SealAlgorithm, content: Uint8Array, signature: Uint8Array): boolean {
  try {
    if (algorithm === 'EdDSA') return signature.length === 64 && verify(null, content, key, signature);
    if (algorithm === 'ES256') return verify('sha256', content, { key, dsaEncoding: 'ieee-p1363' }, signature);
    return verify('sha256', content, key, signature);
  } catch {
    return false; // OpenSSL refuses to read the signature
  }
}
