import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { PutOptions } from '../storage/blob.js';
import type { BlobStore } from '../storage/blob-store.js';

const BUFFERED_BYTES = 256 * 1024;

/** A file of the store that is written piece by piece. */
export interface BlobWriter {
  /** Waits while the store is behind, so that memory stays bounded; throws what the store failed with. */
  write(piece: string | Uint8Array): Promise<void>;
  finish(): ReturnType<BlobStore['put']>;
  /** Gives the file up; nothing of it stays. */
  abandon(): Promise<void>;
}

/** Opens a file of the store for writing. */
export function openBlobWriter(blobs: BlobStore, options: PutOptions): BlobWriter {
  const stream = new PassThrough({ highWaterMark: BUFFERED_BYTES });
  const stored = blobs.put(stream, options);
  const failed = stored.then(() => undefined);
  failed.catch(() => stream.destroy()); // reported by the next write or by finish
  return {
    async write(piece) {
      if (stream.destroyed) return failed;
      if (!stream.write(piece)) await Promise.race([once(stream, 'drain'), failed]);
    },
    finish() {
      stream.end();
      return stored;
    },
    async abandon() {
      stream.destroy();
      await stored.then(
        ({ blobId }) => blobs.delete(blobId),
        () => undefined, // the store has removed what was incomplete
      );
    },
  };
}
