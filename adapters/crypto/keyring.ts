import { createHash, hkdfSync } from 'node:crypto';
import { DomainError } from '../../domain/errors.js';

const PURPOSES = ['wrapping', 'sealing', 'index', 'search', 'links', 'status', 'payloads', 'transfers', 'seal-keys', 'day-marks'] as const;

/** What a sub-key of the master key may be used for. No two uses share a key. */
export type KeyPurpose = (typeof PURPOSES)[number];

/** The master key's children (HKDF-SHA-256), and a short public name of the master key itself. */
export type Keyring = Readonly<Record<KeyPurpose, Buffer>> & { readonly keyId: string };

function decodeMasterKey(masterKey: string): Buffer {
  const key = Buffer.from(masterKey, 'base64');
  if (key.length !== 32) {
    throw new DomainError({ code: 'MASTER_KEY_INVALID', kind: 'invalid', detail: 'MASTER_KEY must be 32 bytes in base64.' });
  }
  return key;
}

/**
 * Derives every key of the program from the master key.
 * @param masterKey 32 bytes in base64; anything else is MASTER_KEY_INVALID.
 */
export function createKeyring(masterKey: string): Keyring {
  const master = decodeMasterKey(masterKey);
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', master, 'rightsdesk/v1', purpose, 32));
  return {
    keyId: createHash('sha256').update(derive('key-id')).digest('hex').slice(0, 8),
    wrapping: derive('wrapping'),
    sealing: derive('sealing'),
    index: derive('index'),
    search: derive('search'),
    links: derive('links'),
    status: derive('status'),
    payloads: derive('payloads'),
    transfers: derive('transfers'),
    'seal-keys': derive('seal-keys'),
    'day-marks': derive('day-marks'),
  };
}
