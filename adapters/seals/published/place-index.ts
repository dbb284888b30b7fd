import type { IdWords } from './seal-id.js';

/** Where the newest frame of a seal is. A `length` of 0 says that the seal is gone. */
export interface Place {
  segment: number;
  offset: number;
  length: number;
  /** Which version of the seal it is: the last 32 bits of the stamp of its row. */
  stamp: number;
}

const WORDS = 8; // four of the id, then segment + 1 (0: empty slot), offset, length, stamp
const FIRST_SLOTS = 4_096;
const FULLEST = 0.7;

/** Mixes all four words (as MurmurHash3 does): ids of version 7 that were made together begin alike. */
function hashOf(id: IdWords): number {
  let hash = 0;
  for (const word of id) {
    let mixed = Math.imul(word, 0xcc9e2d51);
    mixed = Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
    hash ^= mixed;
    hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * Finds a seal's place by its id: an open-addressed hash table in one typed array, 32 bytes a slot, so that a million seals take 64 MB
 * and nothing for the garbage collector to walk through. Ids are never taken out; one that is gone stays, with no length.
 */
export class PlaceIndex {
  #slots = new Uint32Array(FIRST_SLOTS * WORDS);
  #mask = FIRST_SLOTS - 1;
  #used = 0;

  /** How many ids it holds, those that are gone too. */
  get size(): number {
    return this.#used;
  }

  get bytes(): number {
    return this.#slots.byteLength;
  }

  find(id: IdWords): Place | undefined {
    const at = this.#slotOf(id);
    return this.#slots[at + 4] === 0 ? undefined : this.#placeAt(at);
  }

  set(id: IdWords, place: Place): void {
    if (this.#used >= FULLEST * (this.#mask + 1)) this.#grow();
    const at = this.#slotOf(id);
    if (this.#slots[at + 4] === 0) this.#used += 1;
    const slots = this.#slots;
    [slots[at], slots[at + 1], slots[at + 2], slots[at + 3]] = id;
    slots[at + 4] = place.segment + 1;
    slots[at + 5] = place.offset;
    slots[at + 6] = place.length;
    slots[at + 7] = place.stamp;
  }

  *entries(): Generator<[id: IdWords, place: Place]> {
    for (let at = 0; at < this.#slots.length; at += WORDS) if (this.#slots[at + 4] !== 0) yield [this.#idAt(at), this.#placeAt(at)];
  }

  /** Where the id's slot begins: its own, or the empty one where it would go. */
  #slotOf(id: IdWords): number {
    const slots = this.#slots;
    const [a, b, c, d] = id;
    for (let slot = hashOf(id) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const at = slot * WORDS;
      if (slots[at + 4] === 0) return at;
      if (slots[at] === a && slots[at + 1] === b && slots[at + 2] === c && slots[at + 3] === d) return at;
    }
  }

  #word = (at: number) => this.#slots[at] ?? 0;
  #idAt = (at: number): IdWords => [this.#word(at), this.#word(at + 1), this.#word(at + 2), this.#word(at + 3)];
  #placeAt = (at: number): Place => ({
    segment: this.#word(at + 4) - 1,
    offset: this.#word(at + 5),
    length: this.#word(at + 6),
    stamp: this.#word(at + 7),
  });

  #grow(): void {
    const before = this.#slots;
    this.#mask = this.#mask * 2 + 1;
    this.#slots = new Uint32Array((this.#mask + 1) * WORDS);
    for (let at = 0; at < before.length; at += WORDS) {
      if (before[at + 4] === 0) continue;
      const slot = before.subarray(at, at + WORDS);
      const [a = 0, b = 0, c = 0, d = 0] = slot;
      this.#slots.set(slot, this.#slotOf([a, b, c, d]));
    }
  }
}
