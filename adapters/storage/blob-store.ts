import type pg from 'pg';
import type { Vault } from '../crypto/vault.js';
import type { BlobStat, PutOptions } from './blob.js';
import { deleteBlob, findBlob, sweepBlobs } from './blob-rows.js';
import { readBlob } from './read-blob.js';
import { writeBlob } from './write-blob.js';

/**
 * Files in the database, encrypted in chunks under a key of their own that the subject's key wraps: one transaction with the rows
 * they belong to, the same for every process, unreadable with the subject's key gone. Memory stays bounded whatever the size.
 */
export interface BlobStore {
  /** Stores a file. When the content fails, nothing complete is left; without `tx` a crash leaves an incomplete one for `sweep`. */
  put(content: Uint8Array | AsyncIterable<Uint8Array>, options: PutOptions): Promise<{ blobId: string; sizeBytes: number; sha256: Buffer }>;
  /** Streams the clear content. BLOB_MISSING, BLOB_BROKEN (at the first chunk that is not as written) or SUBJECT_KEY_DESTROYED. */
  open(blobId: string, tx?: pg.PoolClient): AsyncGenerator<Buffer>;
  /** The whole content in memory: for what is known to be small. */
  read(blobId: string, tx?: pg.PoolClient): Promise<Buffer>;
  delete(blobId: string, tx?: pg.PoolClient): Promise<void>;
  /** Undefined unless the file is there and complete. */
  stat(blobId: string, tx?: pg.PoolClient): Promise<BlobStat | undefined>;
  /** Deletes what is past `deleteAfter` and what was never completed within a day. Returns how many. */
  sweep(now: Date): Promise<number>;
}

/** The file store over the product's database. */
export function createBlobStore(deps: { pool: pg.Pool; vault: Vault }): BlobStore {
  const { pool, vault } = deps;
  const open = (blobId: string, tx?: pg.PoolClient) => readBlob({ pool, tx, vault }, blobId);
  return {
    put: (content, options) => writeBlob({ pool, vault }, content, options),
    open,
    async read(blobId, tx) {
      const chunks: Buffer[] = [];
      for await (const chunk of open(blobId, tx)) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
    delete: (blobId, tx) => deleteBlob(tx ?? pool, blobId),
    async stat(blobId, tx) {
      const row = await findBlob(tx ?? pool, blobId);
      if (row === undefined) return undefined;
      const { wrappedKey: _secret, ...stat } = row;
      return stat;
    },
    sweep: (now) => sweepBlobs(pool, now),
  };
}
