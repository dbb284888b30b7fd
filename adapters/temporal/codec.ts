import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { createKeyring, type Keyring } from '../crypto/keyring.js';

const CIPHER = 'aes-256-gcm';
const ENCODING = Buffer.from('binary/rightsdesk-aes-256-gcm');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What an argument becomes whose key is not ours: the history stays readable, its content does not. */
const TOMBSTONE: Payload = {
  metadata: { encoding: Buffer.from('json/plain') },
  data: Buffer.from(JSON.stringify({ tombstone: 'This value can no longer be read.' })),
};

/** `length of the heading | heading (metadata in JSON) | data`, the whole of a payload as bytes. */
function pack(payload: Payload): Buffer {
  const metadata = Object.entries(payload.metadata ?? {}).map(([name, value]) => [name, Buffer.from(value ?? []).toString('base64')]);
  const heading = Buffer.from(JSON.stringify(Object.fromEntries(metadata)));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(heading.length);
  return Buffer.concat([length, heading, payload.data ?? Buffer.alloc(0)]);
}

function unpack(clear: Buffer): Payload {
  const end = 4 + clear.readUInt32BE(0);
  const heading: Record<string, string> = JSON.parse(clear.toString('utf8', 4, end));
  const metadata = Object.entries(heading).map(([name, value]) => [name, Buffer.from(value, 'base64')]);
  return { metadata: Object.fromEntries(metadata), data: clear.subarray(end) };
}

function encrypt(keyring: Keyring, payload: Payload): Payload {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyring.payloads, nonce);
  const body = cipher.update(pack(payload));
  cipher.final();
  return {
    metadata: { encoding: ENCODING, 'key-id': Buffer.from(keyring.keyId) },
    data: Buffer.concat([nonce, cipher.getAuthTag(), body]),
  };
}

function decrypt(keyring: Keyring, payload: Payload): Payload {
  const { encoding } = payload.metadata ?? {};
  if (encoding === undefined || encoding === null || !ENCODING.equals(encoding)) return payload;
  const sealed = Buffer.from(payload.data ?? []);
  try {
    const decipher = createDecipheriv(CIPHER, keyring.payloads, sealed.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const clear = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES));
    decipher.final();
    return unpack(clear);
  } catch {
    return TOMBSTONE; // another key, or changed: a worker that threw here would stop every workflow that met it
  }
}

/**
 * Encrypts everything that goes into a workflow's history (AES-256-GCM). Histories hold opaque ids only, so this is the second
 * wall. Reading never throws: a payload of another key becomes `{tombstone}`, an unencrypted one passes.
 */
export function createPayloadCodec(masterKey: string): PayloadCodec {
  const keyring = createKeyring(masterKey);
  return {
    encode: async (payloads) => payloads.map((payload) => encrypt(keyring, payload)),
    decode: async (payloads) => payloads.map((payload) => decrypt(keyring, payload)),
  };
}
