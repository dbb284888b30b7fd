import { createPublicKey } from 'node:crypto';
import { type PublicJwk, publicJwkOf } from '../keys/public-key.js';
import { decodeMultibase, encodeMultibase } from './multibase.js';

/** The multicodec prefixes of public keys: ed25519-pub and p256-pub, as unsigned varints. */
const ED25519 = Buffer.of(0xed, 0x01);
const P256 = Buffer.of(0x80, 0x24);
/** What precedes a compressed point in the SPKI form of a P-256 key. */
const P256_SPKI_HEAD = Buffer.from('3039301306072a8648ce3d020106082a8648ce3d030107032200', 'hex');

const known = new WeakMap<PublicJwk, string>();

/** A key as `publicKeyMultibase` (Controlled Identifiers 2.2.2). RSA keys have no such form here. */
export function multikeyOf(jwk: PublicJwk): string | undefined {
  const text = known.get(jwk) ?? encode(jwk);
  if (text !== undefined) known.set(jwk, text);
  return text;
}

function encode(jwk: PublicJwk): string | undefined {
  if (jwk.kty === 'OKP') return encodeMultibase(Buffer.concat([ED25519, Buffer.from(jwk.x, 'base64url')]));
  if (jwk.kty === 'RSA') return undefined;
  const y = Buffer.from(jwk.y, 'base64url');
  const sign = Buffer.of(2 + ((y[y.length - 1] ?? 0) & 1));
  return encodeMultibase(Buffer.concat([P256, sign, Buffer.from(jwk.x, 'base64url')]));
}

/** Reads a `publicKeyMultibase` or the body of a did:key; undefined where it is no Ed25519 or P-256 key. */
export function readMultikey(text: string): PublicJwk | undefined {
  const bytes = decodeMultibase(text);
  if (bytes === undefined) return undefined;
  const [head, key] = [bytes.subarray(0, 2), bytes.subarray(2)];
  if (head.equals(ED25519) && key.length === 32) return { kty: 'OKP', crv: 'Ed25519', x: key.toString('base64url') };
  return head.equals(P256) && key.length === 33 ? readPoint(key) : undefined;
}

function readPoint(point: Buffer): PublicJwk | undefined {
  try {
    return publicJwkOf(createPublicKey({ key: Buffer.concat([P256_SPKI_HEAD, point]), format: 'der', type: 'spki' }));
  } catch {
    return undefined; // no point of the curve
  }
}
