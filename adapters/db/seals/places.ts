import { createHmac, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';

/** Seals of one status list: the least a list may have (Bitstring Status List 1.0: 16 KB), so that one seal does not stand out. */
export const LIST_PLACES = 131_072;

/** Where the bits of a seal are: the same list number in both purposes, an index of its own in each. */
export interface Place {
  listNumber: number;
  revocationIndex: number;
  suspensionIndex: number;
}

/** The columns of a seal that say its places. */
export const placeColumns = ({ listNumber, revocationIndex, suspensionIndex }: Place) => ({
  list_number: listNumber,
  revocation_index: revocationIndex,
  suspension_index: suspensionIndex,
});

const ROUNDS = 8;
const LOW_BITS = 8;
const LOW = 0xff;
const HIGH = 0x1ff;

/**
 * The place of the n-th seal of a list: a random order of all 131,072 places in which each comes once (a Feistel network over 8 and 9
 * bits, keyed per list and purpose). So an index is random and unique without looking for a free one, and tells nothing of when the
 * seal was issued (Bitstring Status List 1.0, 5.1).
 */
export function shuffleOf(key: Uint8Array, purpose: string): (n: number) => number {
  const known = new Map<number, number>();
  const mix = (round: number, half: number): number => {
    const at = (round << 9) | half;
    const mixed = known.get(at) ?? createHmac('sha256', key).update(`${purpose}|${round}|${half}`).digest().readUInt32BE(0);
    known.set(at, mixed);
    return mixed;
  };
  return (n) => {
    let low = n & LOW;
    let high = n >> LOW_BITS;
    for (let round = 0; round < ROUNDS; round += 1) {
      if (round % 2 === 0) high ^= mix(round, low) & HIGH;
      else low ^= mix(round, high) & LOW;
    }
    return (high << LOW_BITS) | low;
  };
}

/** The newest list with places left is the one to take from; its row is locked for one statement only. */
const TAKE = `WITH open AS (SELECT issuer_slug, number, taken FROM status_list WHERE issuer_slug = $1 AND taken < ${LIST_PLACES} ORDER BY number LIMIT 1 FOR UPDATE)
  UPDATE status_list l SET taken = least(open.taken + $2, ${LIST_PLACES}) FROM open WHERE l.issuer_slug = open.issuer_slug AND l.number = open.number
  RETURNING l.number, l.shuffle_key, open.taken AS first, l.taken AS after`;
const NEXT_LIST = `INSERT INTO status_list (issuer_slug, number, shuffle_key)
  SELECT $1, coalesce(max(number), 0) + 1, $2 FROM status_list WHERE issuer_slug = $1 ON CONFLICT DO NOTHING`;

/**
 * Takes places in the status lists of an issuer. Safe with any number of writers: each gets its own. Stands in no transaction of the
 * caller, so that writers do not wait for each other; what is taken and then not used stays empty.
 */
export async function takePlaces(pool: Pick<Pool, 'query'>, issuerSlug: string, count: number): Promise<Place[]> {
  const places: Place[] = [];
  while (places.length < count) {
    const { rows } = await pool.query<{ number: number; shuffle_key: Buffer; first: number; after: number }>(TAKE, [
      issuerSlug,
      count - places.length,
    ]);
    const [taken] = rows;
    if (taken === undefined) await pool.query(NEXT_LIST, [issuerSlug, randomBytes(16)]);
    else places.push(...placesOf(taken));
  }
  return places;
}

function placesOf(taken: { number: number; shuffle_key: Buffer; first: number; after: number }): Place[] {
  const revocation = shuffleOf(taken.shuffle_key, 'revocation');
  const suspension = shuffleOf(taken.shuffle_key, 'suspension');
  return Array.from({ length: taken.after - taken.first }, (_, offset) => ({
    listNumber: taken.number,
    revocationIndex: revocation(taken.first + offset),
    suspensionIndex: suspension(taken.first + offset),
  }));
}
