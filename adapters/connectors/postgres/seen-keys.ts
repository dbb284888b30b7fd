import { createHash } from 'node:crypto';

const SLOT_WORDS = 4;

/**
 * A set of row keys in 16 bytes each (the first 128 bits of their SHA-256), so that remembering what was read of a table of millions
 * of rows stays small. Two different keys meeting by chance is out of the question at 2^64 rows.
 */
export class SeenKeys {
  private words = new Uint32Array(1024 * SLOT_WORDS);
  private used = 0;

  /** Remembers a key; false where it was known. */
  add(key: string): boolean {
    if (this.used * 2 > this.words.length / SLOT_WORDS) this.grow();
    const digest = createHash('sha256').update(key).digest();
    const hash = new Uint32Array([digest.readUInt32LE(0) || 1, digest.readUInt32LE(4), digest.readUInt32LE(8), digest.readUInt32LE(12)]);
    const isNew = place(this.words, hash, 0);
    if (isNew) this.used += 1;
    return isNew;
  }

  private grow(): void {
    const wider = new Uint32Array(this.words.length * 2);
    for (let at = 0; at < this.words.length; at += SLOT_WORDS) {
      if (this.words[at] !== 0) place(wider, this.words, at);
    }
    this.words = wider;
  }
}

/** Open addressing; a slot whose first word is 0 is free. */
function place(table: Uint32Array, hash: Uint32Array, from: number): boolean {
  const slots = table.length / SLOT_WORDS;
  let slot = (hash[from + 1] ?? 0) % slots;
  for (;;) {
    const at = slot * SLOT_WORDS;
    if (table[at] === 0) {
      table.set(hash.subarray(from, from + SLOT_WORDS), at);
      return true;
    }
    if (isSame(table, at, hash, from)) return false;
    slot = (slot + 1) % slots;
  }
}

function isSame(table: Uint32Array, at: number, hash: Uint32Array, from: number): boolean {
  for (let word = 0; word < SLOT_WORDS; word += 1) if (table[at + word] !== hash[from + word]) return false;
  return true;
}
