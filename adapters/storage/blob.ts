import type pg from 'pg';

/** What is known of a complete file. `sha256` and `sizeBytes` are of the clear content. */
export interface BlobStat {
  blobId: string;
  subjectId: string;
  sizeBytes: number;
  sha256: Buffer;
  mediaType: string;
  createdAt: Date;
  deleteAfter?: Date;
}

/** How a file is kept. With `tx` everything happens in the caller's transaction; `id` fixes the id (default: a new one). */
export interface PutOptions {
  subjectId: string;
  mediaType: string;
  tx?: pg.PoolClient;
  id?: string;
  deleteAfter?: Date;
}
