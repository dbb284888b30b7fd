import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';
import { DomainError } from '../../domain/errors.js';

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + NONCE_BYTES + TAG_BYTES;
const CIPHER = 'aes-256-gcm';

/** How many bytes an envelope is longer than what it holds. */
export const ENVELOPE_OVERHEAD_BYTES = HEADER_BYTES;

// Random bytes by the block: one call to the system's generator for many nonces.
const nonces = Buffer.alloc(NONCE_BYTES * 256);
let used = nonces.length;

function nextNonce(): Buffer {
  if (used === nonces.length) {
    randomFillSync(nonces);
    used = 0;
  }
  used += NONCE_BYTES;
  return nonces.subarray(used - NONCE_BYTES, used);
}

/** Seals bytes with AES-256-GCM into `version | nonce | tag | cipher text`. `aad` ties the envelope to its place. */
export function sealEnvelope(key: Buffer, clear: Uint8Array, aad: string): Buffer {
  const nonce = nextNonce();
  const cipher = createCipheriv(CIPHER, key, nonce);
  cipher.setAAD(Buffer.from(aad));
  const body = cipher.update(clear);
  cipher.final();
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), body], HEADER_BYTES + body.length);
}

function broken(cause?: unknown): DomainError {
  return new DomainError({
    code: 'SEAL_BROKEN',
    kind: 'conflict',
    detail: 'A sealed value was changed or stands in the wrong place.',
    cause,
  });
}

/** Opens what `sealEnvelope` made. SEAL_BROKEN when a byte was changed, the key is another one or `aad` names another place. */
export function openEnvelope(key: Buffer, envelope: Uint8Array, aad: string): Buffer {
  const sealed = Buffer.from(envelope.buffer, envelope.byteOffset, envelope.byteLength);
  if (sealed.length < HEADER_BYTES || sealed[0] !== VERSION) throw broken();
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(1, 1 + NONCE_BYTES));
  decipher.setAAD(Buffer.from(aad));
  decipher.setAuthTag(sealed.subarray(1 + NONCE_BYTES, HEADER_BYTES));
  try {
    const clear = decipher.update(sealed.subarray(HEADER_BYTES));
    decipher.final();
    return clear;
  } catch (cause) {
    throw broken(cause);
  }
}
