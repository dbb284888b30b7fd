import { closeSync, fdatasync, fstatSync, ftruncateSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { decodeFrame, type Frame, frameLengthAt, isPlausible } from './frame.js';

const flush = promisify(fdatasync);
const CHUNK_BYTES = 4 * 1_048_576;

/** One file of the shelf. Frames are added at its end and never changed. */
export class Segment {
  readonly #fd: number;
  #size: number;
  /** Bytes of frames that something newer has replaced. */
  staleBytes = 0;
  /** Whether it holds something that is to be seen no more. */
  holdsWithdrawn = false;

  constructor(
    readonly folder: string,
    readonly number: number,
  ) {
    this.#fd = openSync(this.#file, 'a+', 0o600);
    this.#size = fstatSync(this.#fd).size;
  }

  get #file(): string {
    return join(this.folder, `${String(this.number).padStart(6, '0')}.shelf`);
  }

  get size(): number {
    return this.#size;
  }

  /** Where the bytes begin in the file. Throws when the disk is full; what was half written is taken back. */
  append(bytes: Buffer): number {
    const offset = this.#size;
    try {
      let written = 0;
      while (written < bytes.length) written += writeSync(this.#fd, bytes, written, bytes.length - written);
    } catch (error) {
      this.truncate(offset);
      throw error;
    }
    this.#size += bytes.length;
    return offset;
  }

  /** One frame, from the operating system's memory as a rule. Undefined where it is damaged. */
  read(offset: number, length: number): Frame | undefined {
    const bytes = Buffer.allocUnsafe(length);
    return readSync(this.#fd, bytes, 0, length, offset) === length ? decodeFrame(bytes) : undefined;
  }

  /** Every frame from the first to the last whole one; returns where that ends. */
  scan(found: (frame: Frame, offset: number, length: number) => void): number {
    let start = 0;
    let bytes: Buffer = Buffer.alloc(0);
    for (let offset = 0; ; ) {
      const length = frameLengthAt(bytes, offset - start);
      if (length !== undefined && !isPlausible(length)) return offset;
      if (length === undefined || offset - start + length > bytes.length) {
        if (offset + (length ?? 1) > this.#size) return offset;
        [start, bytes] = [offset, this.#chunk(offset, Math.max(CHUNK_BYTES, length ?? 0))];
        if (frameLengthAt(bytes, 0) === undefined) return offset;
        continue;
      }
      const frame = decodeFrame(bytes.subarray(offset - start, offset - start + length));
      if (frame === undefined) return offset;
      found(frame, offset, length);
      offset += length;
    }
  }

  #chunk(offset: number, bytes: number): Buffer {
    const chunk = Buffer.allocUnsafe(Math.min(bytes, this.#size - offset));
    return chunk.subarray(0, readSync(this.#fd, chunk, 0, chunk.length, offset));
  }

  truncate(size: number): void {
    ftruncateSync(this.#fd, size);
    this.#size = size;
  }

  /** Resolves when everything that was added is on the disk. */
  flush(): Promise<void> {
    return flush(this.#fd);
  }

  close(): void {
    closeSync(this.#fd);
  }

  remove(): void {
    this.close();
    rmSync(this.#file, { force: true });
  }
}
