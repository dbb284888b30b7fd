import type { Pool } from 'pg';
import type { BlobStore } from '../storage/blob-store.js';
import type { SearchOverview } from './search-record.js';
import { readStagedIndex, readStagedRows, type StagedRow } from './staging.js';

/** What one system gave, as the review page lists it. */
export interface StagedSystem extends SearchOverview {
  system: string;
  status: string;
  isComplete: boolean;
}

interface Deps {
  pool: Pool;
  blobs: BlobStore;
}

/** The systems of a case with what they gave, counted per collection. No row is opened. */
export async function stagedSystems({ pool }: Pick<Deps, 'pool'>, requestId: string): Promise<StagedSystem[]> {
  const { rows } = await pool.query<{ system: string; status: string; is_complete: boolean; summary: SearchOverview | null }>(
    'SELECT system, status, is_complete, summary FROM source_search WHERE request_id = $1 ORDER BY system',
    [requestId],
  );
  return rows.map((row) => ({
    system: row.system,
    status: row.status,
    isComplete: row.is_complete,
    collections: row.summary?.collections ?? [],
    files: row.summary?.files ?? 0,
  }));
}

/**
 * Rows of one staged collection, to be looked at in a review: `limit` of them after the first `offset`. Empty where there is nothing.
 * The file is read from its beginning, so memory stays bounded while time grows with the offset.
 */
export async function stagedPage(
  { pool, blobs }: Deps,
  at: { requestId: string; system: string; collection: string; offset: number; limit: number },
): Promise<StagedRow[]> {
  const { rows } = await pool.query<{ blob_id: string }>(
    'SELECT blob_id FROM source_search WHERE request_id = $1 AND system = $2 AND blob_id IS NOT NULL',
    [at.requestId, at.system],
  );
  const [search] = rows;
  if (!search) return [];
  const staged = (await readStagedIndex(blobs, search.blob_id)).collections.find(({ name }) => name === at.collection);
  if (!staged) return [];
  const page: StagedRow[] = [];
  let place = 0;
  for await (const rows of readStagedRows(blobs, staged.blobId)) {
    const start = Math.max(0, at.offset - place);
    page.push(...rows.slice(start, start + at.limit - page.length));
    place += rows.length;
    if (page.length >= at.limit) break;
  }
  return page;
}
