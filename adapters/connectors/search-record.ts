import type { Pool, PoolClient } from 'pg';
import { DomainError } from '../../domain/errors.js';
import type { CollectionOrigin } from '../../domain/portability/origin.js';
import type { StagedIndex } from './staging.js';

/** What asking one system came to; the recorded result of the step. */
export interface CollectionSummary {
  status: 'answered' | 'nothing-held' | 'unreachable' | 'task-open';
  rowCount: number;
  heldBackCount: number;
  isComplete: boolean;
  /** A code, never personal data. */
  problem: string | null;
}

/** Per collection what a reviewer and the letter may know without opening a row. */
export interface SearchOverview {
  collections: readonly {
    name: string;
    rowCount: number;
    heldBackCount: number;
    categories: readonly string[];
    purposes: readonly string[];
    recipients: readonly string[];
    period: string | null;
    source: string | null;
    safeguards: string | null;
    origin?: CollectionOrigin;
    structure?: readonly string[];
  }[];
  files: number;
}

/** The case whose person is looked for. */
export interface SearchedCase {
  subjectId: string;
  targetOn: string;
  sealedProfile: Buffer;
  /** An officer asks for the data of an organisation. */
  isCorporate: boolean;
}

/** The case of a search. Throws REQUEST_MISSING. */
export async function searchedCase(pool: Pool, requestId: string): Promise<SearchedCase> {
  const { rows } = await pool.query<{ subject_id: string; target_on: string; sealed_profile: Buffer; behalf: string | null }>(
    'SELECT subject_id, target_on::text, sealed_profile, behalf FROM request WHERE id = $1',
    [requestId],
  );
  const row = rows[0];
  if (!row) throw new DomainError({ code: 'REQUEST_MISSING', kind: 'missing', detail: 'There is no such request.' });
  return {
    subjectId: row.subject_id,
    targetOn: row.target_on,
    sealedProfile: row.sealed_profile,
    isCorporate: row.behalf === 'organisation',
  };
}

/** Records that a system is being asked (again); returns the result where it has already answered to the end. */
export async function beginSearch(pool: Pool, requestId: string, system: string, now: Date): Promise<CollectionSummary | undefined> {
  const { rows } = await pool.query<CollectionSummary>(
    `INSERT INTO source_search (request_id, system, status, attempts, started_at) VALUES ($1, $2, 'pending', 1, $3)
     ON CONFLICT (request_id, system) DO UPDATE SET
       attempts = source_search.attempts + (CASE WHEN source_search.is_complete THEN 0 ELSE 1 END),
       wished_at = NULL,
       started_at = COALESCE(source_search.started_at, EXCLUDED.started_at)
     RETURNING status, row_count AS "rowCount", held_back_count AS "heldBackCount", is_complete AS "isComplete", problem`,
    [requestId, system, now],
  );
  return rows[0]?.isComplete ? rows[0] : undefined;
}

/** What the record held before a new result replaced it. */
export interface Replaced {
  isKept: boolean;
  oldBlobId: string | null;
}

/**
 * Records what a system gave, in the caller's transaction. A result that is less than what an earlier try brought in part does not
 * replace it; a result of somebody else who was quicker and complete stands.
 */
export async function finishSearch(
  client: PoolClient,
  at: { requestId: string; system: string; now: Date },
  summary: CollectionSummary,
  staged: { blobId: string | null; overview: SearchOverview },
): Promise<Replaced> {
  const { rows } = await client.query<{ blob_id: string | null; row_count: number; is_complete: boolean }>(
    'SELECT blob_id, row_count, is_complete FROM source_search WHERE request_id = $1 AND system = $2 FOR UPDATE',
    [at.requestId, at.system],
  );
  const before = rows[0];
  if (before?.is_complete || (!summary.isComplete && (before?.row_count ?? 0) > summary.rowCount))
    return { isKept: false, oldBlobId: null };
  await client.query(
    `UPDATE source_search SET status = $3, row_count = $4, held_back_count = $5, is_complete = $6, problem = $7, summary = $8, blob_id = $9, finished_at = $10
     WHERE request_id = $1 AND system = $2`,
    [
      at.requestId,
      at.system,
      summary.status,
      summary.rowCount,
      summary.heldBackCount,
      summary.isComplete,
      summary.problem,
      JSON.stringify(staged.overview),
      staged.blobId,
      at.now,
    ],
  );
  return { isKept: true, oldBlobId: before?.blob_id ?? null };
}

/** Puts the parts of a staged result beyond the sweep's reach, in the caller's transaction. */
export async function keepBlobs(client: PoolClient, index: StagedIndex): Promise<void> {
  await client.query('UPDATE blob SET delete_after = NULL WHERE id = ANY($1::uuid[])', [index.collections.map(({ blobId }) => blobId)]);
}
