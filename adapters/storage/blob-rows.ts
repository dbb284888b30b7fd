import type pg from 'pg';
import type { BlobStat } from './blob.js';

const INCOMPLETE_KEPT_MS = 24 * 3_600_000;

/** A pool, or the client of the caller's transaction. */
export type Queryable = Pick<pg.Pool, 'query'>;

/** A complete file's row with its wrapped key; undefined where there is none. */
export async function findBlob(db: Queryable, blobId: string): Promise<(BlobStat & { wrappedKey: Buffer }) | undefined> {
  const { rows } = await db.query<{
    subject_id: string;
    wrapped_key: Buffer;
    size_bytes: string;
    sha256: Buffer;
    media_type: string;
    created_at: Date;
    delete_after: Date | null;
  }>(
    `SELECT subject_id, wrapped_key, size_bytes::text, sha256, media_type, created_at, delete_after
       FROM blob WHERE id = $1 AND is_complete AND sha256 IS NOT NULL`,
    [blobId],
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  return {
    blobId,
    subjectId: row.subject_id,
    wrappedKey: row.wrapped_key,
    sizeBytes: Number(row.size_bytes),
    sha256: row.sha256,
    mediaType: row.media_type,
    createdAt: row.created_at,
    deleteAfter: row.delete_after ?? undefined,
  };
}

/** Deletes a file with its chunks; nothing happens where there is none. */
export async function deleteBlob(db: Queryable, blobId: string): Promise<void> {
  await db.query('WITH chunks AS (DELETE FROM blob_chunk WHERE blob_id = $1) DELETE FROM blob WHERE id = $1', [blobId]);
}

/** Deletes what is past its date and what was begun more than a day ago and never completed. */
export async function sweepBlobs(db: Queryable, now: Date): Promise<number> {
  const { rowCount } = await db.query(
    `WITH gone AS (DELETE FROM blob WHERE delete_after < $1 OR (NOT is_complete AND created_at < $2) RETURNING id),
          chunks AS (DELETE FROM blob_chunk USING gone WHERE blob_chunk.blob_id = gone.id)
     SELECT id FROM gone`,
    [now, new Date(now.getTime() - INCOMPLETE_KEPT_MS)],
  );
  return rowCount ?? 0;
}
