import { mkdirSync, readdirSync } from 'node:fs';
import { encodeFrame, type Frame } from './frame.js';
import { type Place, PlaceIndex } from './place-index.js';
import { type IdWords, textOf, wordsOf } from './seal-id.js';
import { Segment } from './segment.js';

/** A change of what is published. `stamp` names the version of a seal; its last 32 bits are kept. */
export type ShelfChange =
  | { kind: 'seal'; id: string; stamp: number; content: Buffer }
  | { kind: 'seal-gone'; id: string }
  | { kind: 'document'; name: string; content: Buffer }
  | { kind: 'document-gone'; name: string };

const SEGMENT_BYTES = 16 * 1_048_576;
const STALE_SHARE = 0.5;

/**
 * A durable copy of everything the public may ask, for one process: seals by id on the disk, found through an index in memory, and
 * documents by name in memory. Files only grow, each frame has its checksum, and the position in the database that they are a copy of
 * is itself a frame behind what it covers: after a crash the copy is of an earlier position, never half of a later one.
 */
export class Shelf {
  readonly #index = new PlaceIndex();
  readonly #documents = new Map<string, Place & { content: Buffer }>();
  readonly #segments = new Map<number, Segment>();
  readonly #unflushed = new Set<Segment>();
  #active: Segment;
  #position: Buffer | undefined;
  #sealCount = 0;
  /** Whether a file was damaged elsewhere than at the very end: some seals are of an older state, and all have to be compared. */
  isDamaged = false;

  /** Opens the shelf in a folder that no other process uses, and reads it through: about a second for a million seals. */
  constructor(
    readonly folder: string,
    readonly segmentBytes: number = SEGMENT_BYTES,
  ) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const numbers = readdirSync(folder).flatMap((name) => /^(\d{6})\.shelf$/.exec(name)?.[1] ?? []);
    const known = numbers.map(Number).sort((a, b) => a - b);
    this.#active = this.#open(known.at(-1) ?? 1);
    for (const number of known) this.#readThrough(number === this.#active.number ? this.#active : this.#open(number));
  }

  /** Seals that are there. */
  get sealCount(): number {
    return this.#sealCount;
  }

  /** What it takes of memory for finding seals, and of the disk. */
  get sizes(): { indexBytes: number; fileBytes: number } {
    return { indexBytes: this.#index.bytes, fileBytes: [...this.#segments.values()].reduce((sum, { size }) => sum + size, 0) };
  }

  /** The position in the database up to which the copy is complete; undefined before the first `commit`. */
  get position(): Buffer | undefined {
    return this.#position;
  }

  /** The content of a seal; undefined where there is none, also where the disk gives back something else than was written. */
  seal(id: string): Buffer | undefined {
    const words = wordsOf(id);
    const place = words === undefined ? undefined : this.#index.find(words);
    if (words === undefined || place === undefined || place.length === 0) return undefined;
    const frame = this.#segments.get(place.segment)?.read(place.offset, place.length);
    if (frame?.kind === 'seal') return frame.content;
    this.isDamaged = true;
    this.#index.set(words, { ...place, stamp: 0 }); // compared again, it differs and is fetched
    return undefined;
  }

  /** The last 32 bits of the stamp of a seal that is there. */
  stampOf(id: string): number | undefined {
    const words = wordsOf(id);
    const place = words === undefined ? undefined : this.#index.find(words);
    return place === undefined || place.length === 0 ? undefined : place.stamp;
  }

  document(name: string): Buffer | undefined {
    return this.#documents.get(name)?.content;
  }

  documentNames(): string[] {
    return [...this.#documents.keys()];
  }

  *sealIds(): Generator<string> {
    for (const [id, place] of this.#index.entries()) if (place.length > 0) yield textOf(id);
  }

  /** Takes changes over, in order. They are seen at once, and are durable with the next `commit`. */
  apply(changes: readonly ShelfChange[]): void {
    this.#add(changes.flatMap((change) => frameOf(change) ?? []));
  }

  /** Makes everything that was applied durable, and with it the position it came from. */
  async commit(position: Buffer): Promise<void> {
    this.#add([{ kind: 'position', content: position }]);
    await this.#flush();
  }

  /** Rewrites one file that holds something withdrawn, or of which most is stale, if there is one; says whether there was. The others stay as they are, so it takes milliseconds. */
  async clean(): Promise<boolean> {
    if (this.#active.holdsWithdrawn) this.#active = this.#open(this.#active.number + 1);
    const worst = [...this.#segments.values()].find(
      (one) => one !== this.#active && (one.holdsWithdrawn || one.staleBytes >= STALE_SHARE * one.size),
    );
    if (worst === undefined) return false;
    const live: Frame[] = [];
    worst.scan((frame, offset) => {
      if (this.#isNewest(frame, worst.number, offset)) live.push(frame);
    });
    if (this.#position !== undefined) live.push({ kind: 'position', content: this.#position });
    this.#add(live);
    await this.#flush();
    this.#segments.delete(worst.number);
    worst.remove();
    return true;
  }

  close(): void {
    for (const segment of this.#segments.values()) segment.close();
    this.#segments.clear();
  }

  #open(number: number): Segment {
    const segment = new Segment(this.folder, number);
    this.#segments.set(number, segment);
    return segment;
  }

  async #flush(): Promise<void> {
    const unflushed = [...this.#unflushed];
    this.#unflushed.clear();
    await Promise.all(unflushed.map((segment) => segment.flush()));
  }

  #readThrough(segment: Segment): void {
    const end = segment.scan((frame, offset, length) => this.#note(frame, { segment: segment.number, offset, length }));
    if (end < segment.size && segment !== this.#active) this.isDamaged = true;
    if (end < segment.size) segment.truncate(end);
  }

  /** Adds frames with one write; only then they count. */
  #add(frames: readonly Frame[]): void {
    const encoded = frames.map(encodeFrame);
    const bytes = Buffer.concat(encoded);
    const isFull = this.#active.size > 0 && this.#active.size + bytes.length > this.segmentBytes;
    if (isFull) this.#active = this.#open(this.#active.number + 1);
    this.#unflushed.add(this.#active);
    let offset = this.#active.append(bytes);
    for (const [n, frame] of frames.entries()) {
      const length = encoded[n]?.length ?? 0;
      this.#note(frame, { segment: this.#active.number, offset, length });
      offset += length;
    }
  }

  /** Remembers a frame as the newest of its key, and what it replaces as stale. */
  #note(frame: Frame, at: { segment: number; offset: number; length: number }): void {
    const stale = (place: { segment: number; length: number } | undefined, length = place?.length ?? 0) => {
      const segment = place === undefined ? undefined : this.#segments.get(place.segment);
      if (segment !== undefined) segment.staleBytes += length;
    };
    if (frame.kind === 'position') {
      stale(at);
      this.#position = Buffer.from(frame.content);
    } else if (frame.kind === 'seal' || frame.kind === 'seal-gone') {
      this.#noteSeal(frame.id, frame.kind === 'seal' ? { ...at, stamp: frame.stamp } : { ...at, length: 0, stamp: 0 }, stale);
    } else {
      stale(this.#documents.get(frame.name));
      if (frame.kind === 'document') this.#documents.set(frame.name, { ...at, stamp: 0, content: Buffer.from(frame.content) });
      else this.#documents.delete(frame.name);
    }
  }

  #noteSeal(id: IdWords, place: Place, stale: (place: Place | undefined) => void): void {
    const before = this.#index.find(id);
    stale(before);
    const withdrawn = place.length === 0 && before !== undefined && before.length > 0 ? this.#segments.get(before.segment) : undefined;
    if (withdrawn !== undefined) withdrawn.holdsWithdrawn = true;
    this.#sealCount += (place.length > 0 ? 1 : 0) - (before !== undefined && before.length > 0 ? 1 : 0);
    this.#index.set(id, place);
  }

  /** A mark that something is gone stays newest for good: an older file may still hold what it ended. */
  #isNewest(frame: Frame, segment: number, offset: number): boolean {
    if (frame.kind === 'position') return false;
    if (frame.kind === 'document-gone') return !this.#documents.has(frame.name);
    const newest = frame.kind === 'document' ? this.#documents.get(frame.name) : this.#index.find(frame.id);
    return newest !== undefined && newest.segment === segment && newest.offset === offset;
  }
}

/** Undefined for what is no uuid. */
function frameOf(change: ShelfChange): Frame | undefined {
  if (change.kind === 'document' || change.kind === 'document-gone') return change;
  const id = wordsOf(change.id);
  if (id === undefined) return undefined;
  return change.kind === 'seal' ? { kind: 'seal', id, stamp: change.stamp >>> 0, content: change.content } : { kind: 'seal-gone', id };
}
