import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { DomainError } from '../../domain/errors.js';
import { sha256 } from './sha256.js';

/** What precedes a 32-byte seed in the PKCS#8 form of an Ed25519 key (RFC 8410). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Signs roots. `keyId` names the public key without holding it. */
export interface RootSigner {
  keyId: string;
  publicKey: KeyObject;
  sign(content: Uint8Array): Buffer;
}

const keyIdOf = (publicKey: KeyObject) =>
  sha256(publicKey.export({ type: 'spki', format: 'der' }))
    .toString('hex')
    .slice(0, 16);

function privateKeyOf(signingKey: string): KeyObject {
  const bytes = Buffer.from(signingKey, 'base64');
  const der = bytes.length === 32 ? Buffer.concat([PKCS8_HEAD, bytes]) : bytes;
  try {
    const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch (cause) {
    throw new DomainError({ code: 'ROOT_SIGNING_KEY_INVALID', kind: 'invalid', detail: SIGNING_KEY_HINT, cause });
  }
  throw new DomainError({ code: 'ROOT_SIGNING_KEY_INVALID', kind: 'invalid', detail: SIGNING_KEY_HINT });
}

const SIGNING_KEY_HINT = 'ROOT_SIGNING_KEY must be an Ed25519 private key in base64: 32 bytes of seed, or PKCS#8 in DER.';

/** Makes the signer of roots. @param signingKey base64 of a 32-byte seed or of PKCS#8 DER; else ROOT_SIGNING_KEY_INVALID. */
export function createRootSigner(signingKey: string): RootSigner {
  const key = privateKeyOf(signingKey);
  const publicKey = createPublicKey(key);
  return { keyId: keyIdOf(publicKey), publicKey, sign: (content) => sign(null, content, key) };
}

/** Reads a public key (base64 of SPKI DER), for roots that a former key signed. */
export function readPublicKey(spki: string): { keyId: string; publicKey: KeyObject } {
  const publicKey = createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' });
  return { keyId: keyIdOf(publicKey), publicKey };
}

/** Whether the key's owner signed this content. */
export function isSigned(publicKey: KeyObject, content: Uint8Array, signature: Uint8Array): boolean {
  return verify(null, content, publicKey, signature);
}
