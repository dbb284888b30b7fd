import type { PoolClient } from 'pg';
import { DomainError } from '../../../domain/errors.js';
import { readStagedIndex } from '../../connectors/staging.js';
import { requireCase } from '../requests/case-row.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { SYSTEM } from '../requests/steps/acknowledge.js';
import { appendFacts } from '../requests/transition.js';
import { inTransaction } from '../transaction.js';
import { type DuePart, dueParts } from './due-parts.js';

const AT_ONCE = 200;

/** What was deleted, or would be. */
export interface RetentionReport {
  parts: readonly (DuePart & { itemCount: number })[];
}

/**
 * Deletes the parts of files whose storage period has ended, each case in a transaction of its own with its evidence; letters,
 * decisions, hashes and the chain stay. Safe to repeat and to run in several processes: a part is looked at again once its case is
 * locked.
 */
export async function applyRetention(
  deps: DeskDeps,
  options: { isDryRun?: boolean; part?: DuePart['part'] } = {},
): Promise<RetentionReport> {
  const now = deps.now();
  if (options.isDryRun === true) {
    const due = await dueParts(deps.pool, { now, limit: 100_000, part: options.part });
    return { parts: await Promise.all(due.map(async (part) => ({ ...part, itemCount: await countOf(deps, part) }))) };
  }
  const parts: (DuePart & { itemCount: number })[] = [];
  for (;;) {
    const due = await dueParts(deps.pool, { now, limit: AT_ONCE, part: options.part });
    const before = parts.length;
    for (const part of due) {
      const itemCount = await inTransaction(deps.pool, (client) => deletePart(deps, client, part, now));
      if (itemCount !== undefined) parts.push({ ...part, itemCount });
    }
    if (due.length < AT_ONCE || parts.length === before) return { parts };
  }
}

async function countOf({ pool }: Pick<DeskDeps, 'pool'>, { requestId, part }: DuePart): Promise<number> {
  if (part === 'package') return 1;
  const { rows } = await pool.query<{ count: number }>(
    `SELECT (SELECT coalesce(sum(row_count), 0) FROM source_search WHERE request_id = $1 AND blob_id IS NOT NULL)::int
          + (SELECT count(*) FROM held_back_row WHERE request_id = $1)::int + (SELECT count(*) FROM redaction WHERE request_id = $1)::int AS count`,
    [requestId],
  );
  return rows[0]?.count ?? 0;
}

/** Undefined where another process was faster, or the case was taken up again meanwhile. */
async function deletePart(deps: DeskDeps, client: PoolClient, due: DuePart, now: Date): Promise<number | undefined> {
  const row = await requireCase(client, { id: due.requestId }, { lock: true });
  const still = await dueParts(client, { now, limit: 2, requestId: row.id });
  if (!still.some(({ part }) => part === due.part)) return undefined;
  const itemCount = due.part === 'package' ? await deletePackage(deps, client, row.id) : await deleteSearchResults(deps, client, row.id);
  const fact = { event: 'retention-applied', data: { part: due.part, itemCount } } as const;
  await appendFacts(deps, client, { row, facts: [fact], actor: SYSTEM, at: now });
  return itemCount;
}

/** The manifest stays: hash and size in `answer_package`, and what was in it in the evidence. */
async function deletePackage({ blobs }: DeskDeps, client: PoolClient, requestId: string): Promise<number> {
  const { rows } = await client.query<{ blob_id: string }>('SELECT blob_id FROM answer_package WHERE request_id = $1', [requestId]);
  for (const { blob_id } of rows) await blobs.delete(blob_id, client);
  return rows.length;
}

/** What was found stays as numbers per system and collection (`source_search.summary`). */
async function deleteSearchResults(deps: DeskDeps, client: PoolClient, requestId: string): Promise<number> {
  const { rows } = await client.query<{ blob_id: string; row_count: number }>(
    'SELECT blob_id, row_count FROM source_search WHERE request_id = $1 AND blob_id IS NOT NULL',
    [requestId],
  );
  for (const { blob_id } of rows) {
    for (const staged of await stagedBlobs(deps, blob_id)) await deps.blobs.delete(staged, client);
    await deps.blobs.delete(blob_id, client);
  }
  await client.query('UPDATE source_search SET blob_id = NULL WHERE request_id = $1', [requestId]);
  const heldBack = await client.query('DELETE FROM held_back_row WHERE request_id = $1', [requestId]);
  const redactions = await client.query('DELETE FROM redaction WHERE request_id = $1', [requestId]);
  return rows.reduce((sum, { row_count }) => sum + row_count, 0) + (heldBack.rowCount ?? 0) + (redactions.rowCount ?? 0);
}

/** Files of a person whose key was destroyed cannot be named any more; the erasure has deleted them. */
async function stagedBlobs({ blobs }: DeskDeps, indexBlobId: string): Promise<string[]> {
  try {
    const { collections, files } = await readStagedIndex(blobs, indexBlobId);
    return [...collections, ...files].map(({ blobId }) => blobId);
  } catch (error) {
    if (error instanceof DomainError && ['SUBJECT_KEY_DESTROYED', 'BLOB_MISSING'].includes(error.code)) return [];
    throw error;
  }
}
