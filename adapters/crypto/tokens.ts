import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Keyring } from './keyring.js';

const THREAD_ALPHABET = 'abcdefghjkmnpqrstvwxyz0123456789';
const THREAD_TOKEN_LENGTH = 20;

/** Secrets that are handed out. Only the hash of a token is ever stored. */
export interface Tokens {
  /** 256 random bits in base64url, and what to store of them. */
  newToken(): { token: string; hash: Buffer };
  /** What is stored for a token somebody shows. */
  hashToken(token: string): Buffer;
  /** 100 random bits in lower-case letters and digits, fit for a plus-address. Leads to a thread, proves nothing. */
  newThreadToken(): string;
  /** The key in a request's status address, the same each time. */
  statusKey(requestId: string): string;
  /** Whether `key` is the request's status key; takes the same time whatever the answer. */
  isStatusKey(requestId: string, key: string): boolean;
}

function newThreadToken(): string {
  return Array.from(randomBytes(THREAD_TOKEN_LENGTH), (byte) => THREAD_ALPHABET[byte % 32]).join('');
}

/** Makes the tokens of one keyring. Pure computation, no I/O. */
export function createTokens(keyring: Keyring): Tokens {
  const hashToken = (token: string) => createHmac('sha256', keyring.links).update(token).digest();
  const statusKey = (requestId: string) =>
    createHmac('sha256', keyring.status).update(requestId).digest().subarray(0, 16).toString('base64url');
  return {
    newToken() {
      const token = randomBytes(32).toString('base64url');
      return { token, hash: hashToken(token) };
    },
    hashToken,
    newThreadToken,
    statusKey,
    isStatusKey: (requestId, key) => timingSafeEqual(hashToken(statusKey(requestId)), hashToken(key)),
  };
}
