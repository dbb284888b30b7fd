import { createHash, createPublicKey, type JsonWebKey, type KeyObject, sign, verify } from 'node:crypto';
import type { Vault } from '../crypto/vault.js';

/** An Ed25519 public key as organisations publish it (RFC 8037, `kid` by RFC 7638). */
export interface TransferJwk {
  kty: 'OKP';
  crv: 'Ed25519';
  x: string;
  kid: string;
  use: 'sig';
  alg: 'EdDSA';
}

/** The RFC 7638 thumbprint of an Ed25519 key. */
export function thumbprintOf(x: string): string {
  return createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url');
}

/** Our public key, as it stands in our JWKS. */
export function ownJwk(vault: Pick<Vault, 'transferKey'>): TransferJwk {
  const { x = '' } = createPublicKey(vault.transferKey()).export({ format: 'jwk' });
  return { kty: 'OKP', crv: 'Ed25519', x, kid: thumbprintOf(x), use: 'sig', alg: 'EdDSA' };
}

/** Reads the Ed25519 keys of a JWKS; others are passed over. Each gets the name that follows from the key itself. */
export function readJwks(value: unknown): TransferJwk[] {
  const keys: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'keys') : undefined;
  if (!Array.isArray(keys)) return [];
  return keys.slice(0, 20).flatMap((key: unknown) => {
    const x: unknown = typeof key === 'object' && key !== null ? Reflect.get(key, 'x') : undefined;
    const isEd25519 = typeof key === 'object' && key !== null && Reflect.get(key, 'kty') === 'OKP' && Reflect.get(key, 'crv') === 'Ed25519';
    if (!isEd25519 || typeof x !== 'string' || !/^[A-Za-z0-9_-]{43}$/.test(x)) return [];
    return [{ kty: 'OKP', crv: 'Ed25519', x, kid: thumbprintOf(x), use: 'sig', alg: 'EdDSA' } satisfies TransferJwk];
  });
}

export function publicKeyOf({ kty, crv, x }: TransferJwk): KeyObject {
  return createPublicKey({ key: { kty, crv, x } satisfies JsonWebKey, format: 'jwk' });
}

const HEAD = Buffer.from(JSON.stringify({ alg: 'EdDSA', typ: 'data-portability-receipt+jws' })).toString('base64url');

/** What the receiving side confirms, signed. */
export interface TransferReceipt {
  transferId: string;
  from: string;
  to: string;
  toName: string;
  sha256: string;
  sizeBytes: number;
  receivedAt: string;
}

/** A receipt as a compact JWS (RFC 7515, EdDSA): evidence that stands without us. */
export function signReceipt(vault: Pick<Vault, 'transferKey'>, receipt: TransferReceipt): string {
  const content = `${HEAD}.${Buffer.from(JSON.stringify(receipt)).toString('base64url')}`;
  return `${content}.${sign(null, Buffer.from(content), vault.transferKey()).toString('base64url')}`;
}

/** The content of a receipt that one of these keys signed; undefined where none did or it is no receipt. */
export function openReceipt(jws: string, keys: readonly TransferJwk[]): Partial<TransferReceipt> | undefined {
  const [head = '', body = '', signature = '', ...rest] = jws.split('.');
  if (rest.length > 0 || head !== HEAD) return undefined;
  const content = Buffer.from(`${head}.${body}`);
  const isSigned = keys.some((key) => verify(null, content, publicKeyOf(key), Buffer.from(signature, 'base64url')));
  return isSigned ? (JSON.parse(Buffer.from(body, 'base64url').toString()) as Partial<TransferReceipt>) : undefined; // its members are compared, not trusted
}
