import { createHmac } from 'node:crypto';
import type { Keyring } from './keyring.js';
import { normaliseEmail, trigramsOf, wordsOf } from './normalise.js';

const CACHED_TRIGRAMS = 50_000;

/** What a blind index may stand for; the same text under two purposes has two indexes. */
export type IndexPurpose = 'email' | 'message-id' | 'row-key' | 'word' | 'idempotency' | 'sender' | 'masking';

/** Look-up of personal data without storing it: equal texts have equal values, and nobody without the key can tell which text. */
export interface Indexes {
  /** HMAC-SHA-256 of the normalised address. */
  blindIndex(email: string): Buffer;
  /** HMAC-SHA-256 of a text as it stands, for one purpose. */
  indexOf(purpose: IndexPurpose, text: string): Buffer;
  /** Keyed trigrams (signed 64 bit) of texts, to be found by any part of at least three characters. */
  searchTokens(texts: readonly string[]): bigint[];
  /** The tokens a row must all have to hold `query`; empty when the query is shorter than three characters. */
  queryTokens(query: string): bigint[];
  /** Keyed hashes (signed 64 bit) of the words of a text, folded; each word is found whole or not at all. */
  wordTokens(text: string): bigint[];
}

function createTrigramTokens(key: Buffer): (trigram: string) => bigint {
  const known = new Map<string, bigint>();
  return (trigram) => {
    const cached = known.get(trigram);
    if (cached !== undefined) return cached;
    const token = createHmac('sha256', key).update(trigram).digest().readBigInt64BE(0);
    if (known.size >= CACHED_TRIGRAMS) known.clear();
    known.set(trigram, token);
    return token;
  };
}

/** Makes the indexes of one keyring. Pure computation, no I/O. */
export function createIndexes(keyring: Keyring): Indexes {
  const tokenOf = createTrigramTokens(keyring.search);
  const indexOf = (purpose: IndexPurpose, text: string) => createHmac('sha256', keyring.index).update(`${purpose}\n${text}`).digest();
  return {
    blindIndex: (email) => indexOf('email', normaliseEmail(email)),
    indexOf,
    searchTokens: (texts) => [...new Set(texts.flatMap(trigramsOf).map(tokenOf))],
    queryTokens: (query) => trigramsOf(query).map(tokenOf),
    wordTokens: (text) => wordsOf(text).map((word) => indexOf('word', word).readBigInt64BE(0)),
  };
}
