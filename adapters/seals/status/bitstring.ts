import { gunzipSync, gzipSync } from 'node:zlib';
import { decodeBase64url } from '../encoding/multibase.js';

/** Entries of a list: the least the standard allows, so that one entry says little about whose it is (Bitstring Status List 1.0, 3.1). */
export const LIST_ENTRIES = 131_072;
const LEAST_BYTES = LIST_ENTRIES / 8;
/** The longest list we read, and the longest text of one. */
const MOST_BYTES = 4_194_304;
const MOST_TEXT = 1_048_576;

/** A bitstring in which the entries at `indexes` are set; index 0 is the left-most bit. */
export function bitstringOf(indexes: Iterable<number>): Buffer {
  const bits = Buffer.alloc(LEAST_BYTES);
  for (const index of indexes) bits[index >> 3] = (bits[index >> 3] ?? 0) | (0x80 >> (index & 7));
  return bits;
}

/** `encodedList`: multibase base64url of the gzipped bitstring. */
export const encodeList = (bits: Buffer) => `u${gzipSync(bits, { level: 9 }).toString('base64url')}`;

/** Why a list cannot be read, in the words of the standard (section 3.5). */
export type ListProblem = 'MALFORMED_VALUE_ERROR' | 'STATUS_LIST_LENGTH_ERROR';

/**
 * Reads an `encodedList` as strictly as the standard writes it: the letter `u`, base64url without padding, GZIP and nothing else that
 * a lenient library would also unpack, at least 131,072 entries, and no more than fits in memory.
 */
export function decodeList(text: string): Buffer | ListProblem {
  const packed = text.startsWith('u') && text.length <= MOST_TEXT ? decodeBase64url(text.slice(1)) : undefined;
  if (packed === undefined || packed[0] !== 0x1f || packed[1] !== 0x8b) return 'MALFORMED_VALUE_ERROR';
  try {
    const bits = gunzipSync(packed, { maxOutputLength: MOST_BYTES });
    return bits.length < LEAST_BYTES ? 'STATUS_LIST_LENGTH_ERROR' : bits;
  } catch {
    return 'MALFORMED_VALUE_ERROR';
  }
}

/** The status at an index, of `size` bits. Undefined beyond the end of the list. */
export function statusAt(bits: Buffer, index: number, size = 1): number | undefined {
  let value = 0;
  for (let bit = index * size; bit < (index + 1) * size; bit += 1) {
    const byte = bits[Math.floor(bit / 8)];
    if (byte === undefined) return undefined;
    value = value * 2 + ((byte >> (7 - (bit % 8))) & 1);
  }
  return value;
}
