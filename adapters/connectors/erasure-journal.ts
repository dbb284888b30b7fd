import type { Pool } from 'pg';
import type { Vault } from '../crypto/vault.js';
import type { CollectionErased } from './writing-acts.js';

const SEALED_ROWS = 'erasureBatch.sealedRows';

/** A row that is to be erased: its key, and whether the whole row goes. */
export interface PlannedRow {
  key: readonly (string | null)[];
  isDeleted: boolean;
}

/** Rows of one collection that are erased in one transaction. */
export interface PlannedBatch {
  seq: number;
  collection: string;
  rows: readonly PlannedRow[];
}

/** What became of the rows of a batch. */
export interface BatchOutcome {
  deleted: number;
  masked: number;
  left: number;
}

/** What the planning of a run found besides the rows: counts and codes of a collection. */
export type RunOverview = readonly Pick<CollectionErased, 'collection' | 'heldBack' | 'blocked' | 'byHand'>[];

export type RunStatus = 'planning' | 'planned' | 'erased' | 'proven';

/**
 * The memory of erasures in other systems, in our database: what was to be erased at one moment, and how far it is. The keys of the rows
 * are sealed, and forgotten once the run is proven.
 */
export interface ErasureJournal {
  /** Runs `work` while nobody else works on this run; a process that dies lets go. */
  exclusively<T>(runId: string, work: () => Promise<T>): Promise<T>;
  find(runId: string): Promise<{ status: RunStatus; overview: RunOverview } | undefined>;
  /** Begins to plan, and forgets what an interrupted planning left. */
  begin(runId: string): Promise<void>;
  add(runId: string, batch: PlannedBatch & { step: number }): Promise<void>;
  planned(runId: string, overview: RunOverview): Promise<void>;
  /** The next batch to be carried out: collections by step, then in the order of planning. */
  next(runId: string): Promise<PlannedBatch | undefined>;
  done(runId: string, seq: number, outcome: BatchOutcome): Promise<void>;
  erased(runId: string): Promise<void>;
  proven(runId: string): Promise<void>;
  /** Every batch of the run, one at a time. */
  batches(runId: string): AsyncIterable<PlannedBatch>;
  progress(runId: string): Promise<{ done: number; planned: number }>;
  outcomes(runId: string): Promise<({ collection: string } & BatchOutcome)[]>;
}

interface BatchRow {
  seq: number;
  collection: string;
  sealed_rows: Buffer | null;
}

/** The journal of one system. */
export function createErasureJournal({ pool, vault }: { pool: Pool; vault: Vault }, system: string): ErasureJournal {
  const opened = (row: BatchRow): PlannedBatch => ({
    seq: row.seq,
    collection: row.collection,
    rows: row.sealed_rows === null ? [] : vault.openMaster<PlannedRow[]>(row.sealed_rows, SEALED_ROWS),
  });
  const setStatus = async (runId: string, status: RunStatus) =>
    void (await pool.query('UPDATE erasure_run SET status = $3 WHERE run_id = $1 AND system = $2', [runId, system, status]));

  return {
    async exclusively(runId, work) {
      const client = await pool.connect();
      try {
        await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [`erasure ${runId} ${system}`]);
        return await work();
      } finally {
        await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [`erasure ${runId} ${system}`]).then(
          () => client.release(),
          (error: Error) => client.release(error),
        );
      }
    },
    async find(runId) {
      const { rows } = await pool.query<{ status: RunStatus; overview: RunOverview }>(
        'SELECT status, overview FROM erasure_run WHERE run_id = $1 AND system = $2',
        [runId, system],
      );
      return rows[0];
    },
    async begin(runId) {
      await pool.query('DELETE FROM erasure_batch WHERE run_id = $1 AND system = $2', [runId, system]);
      await pool.query(
        `INSERT INTO erasure_run (run_id, system, status, overview, started_at) VALUES ($1, $2, 'planning', '[]', now())
         ON CONFLICT (run_id, system) DO UPDATE SET status = 'planning'`,
        [runId, system],
      );
    },
    async add(runId, { seq, collection, step, rows }) {
      await pool.query(
        `INSERT INTO erasure_batch (run_id, system, seq, collection, step, row_count, sealed_rows) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [runId, system, seq, collection, step, rows.length, vault.sealMaster(rows, SEALED_ROWS)],
      );
    },
    async planned(runId, overview) {
      await pool.query(`UPDATE erasure_run SET status = 'planned', overview = $3 WHERE run_id = $1 AND system = $2`, [
        runId,
        system,
        JSON.stringify(overview),
      ]);
    },
    async next(runId) {
      const { rows } = await pool.query<BatchRow>(
        `SELECT seq, collection, sealed_rows FROM erasure_batch WHERE run_id = $1 AND system = $2 AND NOT is_done ORDER BY step, seq LIMIT 1`,
        [runId, system],
      );
      return rows[0] && opened(rows[0]);
    },
    async done(runId, seq, { deleted, masked, left }) {
      await pool.query(
        `UPDATE erasure_batch SET is_done = true, deleted = $4, masked = $5, "left" = $6 WHERE run_id = $1 AND system = $2 AND seq = $3`,
        [runId, system, seq, deleted, masked, left],
      );
    },
    erased: (runId) => setStatus(runId, 'erased'),
    async proven(runId) {
      await pool.query('UPDATE erasure_batch SET sealed_rows = NULL WHERE run_id = $1 AND system = $2', [runId, system]);
      await pool.query(
        `UPDATE erasure_run SET status = 'proven', proven_at = COALESCE(proven_at, now()) WHERE run_id = $1 AND system = $2`,
        [runId, system],
      );
    },
    async *batches(runId) {
      for (let after = -1; ; ) {
        const { rows } = await pool.query<BatchRow>(
          'SELECT seq, collection, sealed_rows FROM erasure_batch WHERE run_id = $1 AND system = $2 AND seq > $3 ORDER BY seq LIMIT 1',
          [runId, system, after],
        );
        const [row] = rows;
        if (row === undefined) return;
        yield opened(row);
        after = row.seq;
      }
    },
    async progress(runId) {
      const { rows } = await pool.query<{ done: number; planned: number }>(
        `SELECT COALESCE(sum(row_count) FILTER (WHERE is_done), 0)::int AS done, COALESCE(sum(row_count), 0)::int AS planned
         FROM erasure_batch WHERE run_id = $1 AND system = $2`,
        [runId, system],
      );
      return rows[0] ?? { done: 0, planned: 0 };
    },
    async outcomes(runId) {
      const { rows } = await pool.query<{ collection: string } & BatchOutcome>(
        `SELECT collection, sum(deleted)::int AS deleted, sum(masked)::int AS masked, sum("left")::int AS "left"
         FROM erasure_batch WHERE run_id = $1 AND system = $2 GROUP BY collection ORDER BY collection`,
        [runId, system],
      );
      return rows;
    },
  };
}
