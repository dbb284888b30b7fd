import type { Readable } from 'node:stream';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../../../domain/errors.js';
import type { Actor } from '../../../../domain/request/filing.js';
import type { BatchRowView, BatchView } from '../../../../domain/seals/batch.js';
import type { NewSeal } from '../../../../domain/seals/view.js';
import { inTransaction } from '../../transaction.js';
import { resolveSeals } from '../resolve-seals.js';
import type { SealDeps } from '../seal-deps.js';
import { isUuid } from '../seal-row.js';
import { type CsvRow, readSealCsv } from './read-csv.js';

interface BatchRow {
  id: string;
  status: BatchView['status'];
  row_count: number;
  valid_count: number;
  issued_count: number;
  failed_count: number;
  created_at: Date;
  done_at: Date | null;
}

const COLUMNS = 'id, status, row_count, valid_count, issued_count, failed_count, created_at, done_at';
const shown = (row: BatchRow): BatchView => ({
  id: row.id,
  status: row.status,
  rowCount: row.row_count,
  validCount: row.valid_count,
  invalidCount: row.row_count - row.valid_count,
  issuedCount: row.issued_count,
  failedCount: row.failed_count,
  createdAt: row.created_at.toISOString(),
  doneAt: row.done_at?.toISOString() ?? null,
});

/** Many seals from one CSV file: a preview with the problems of every row, then issued by the worker, going on where it stopped. */
export function createBatchDesk(deps: SealDeps) {
  const { pool } = deps;
  async function find(issuerSlug: string, id: string): Promise<BatchView> {
    const { rows } = isUuid(id)
      ? await pool.query<BatchRow>(`SELECT ${COLUMNS} FROM seal_batch WHERE id = $1 AND issuer_slug = $2`, [id, issuerSlug])
      : { rows: [] };
    if (rows[0] !== undefined) return shown(rows[0]);
    throw new DomainError({ code: 'BATCH_NOT_FOUND', kind: 'missing', detail: 'There is no batch with this id that you may see.' });
  }

  return {
    find,
    /** Reads a file. The same file sent again answers with the batch that is there: `isNew` false. */
    async read(issuerSlug: string, file: Readable, actor: Actor): Promise<{ batch: BatchView; isNew: boolean }> {
      const id = uuidv7();
      await dropForgotten(deps, issuerSlug);
      // Until all is read its own id stands for the hash.
      await pool.query(
        `INSERT INTO seal_batch (id, issuer_slug, sha256, status, created_by, created_at) VALUES ($1, $2, $3, 'reading', $4, $5)`,
        [id, issuerSlug, Buffer.from(id), actor.id, deps.now()],
      );
      const csv = readSealCsv(file);
      try {
        for await (const chunk of csv.chunks()) await judge(deps, issuerSlug, id, chunk);
      } catch (error) {
        await drop(deps, id);
        throw error;
      }
      const known = await settle(deps, issuerSlug, id, csv.sha256());
      return { batch: await find(issuerSlug, known), isNew: known === id };
    },
    /** Lets the worker issue what is valid. */
    async confirm(issuerSlug: string, id: string): Promise<BatchView> {
      await find(issuerSlug, id);
      const { rowCount } = await pool.query(
        `UPDATE seal_batch SET status = 'issuing', confirmed_at = $2 WHERE id = $1 AND status = 'preview' AND valid_count > 0`,
        [id, deps.now()],
      );
      const batch = await find(issuerSlug, id);
      if (rowCount === 0 && batch.status === 'preview')
        throw new DomainError({
          code: 'BATCH_IS_EMPTY',
          kind: 'conflict',
          detail: 'No row of this batch can be issued. Mend the file and send it again.',
        });
      return batch;
    },
    async rows(issuerSlug: string, id: string, filter: { status?: string; after?: number; limit: number }): Promise<BatchRowView[]> {
      await find(issuerSlug, id);
      const { rows } = await pool.query<BatchRowView>(
        `SELECT line, status, coalesce(errors, '[]'::jsonb) AS errors, seal_id AS seal FROM seal_batch_row
         WHERE batch_id = $1 AND ($2::text IS NULL OR status = $2) AND line > $3 ORDER BY line LIMIT $4`,
        [id, filter.status ?? null, filter.after ?? 0, filter.limit],
      );
      return rows;
    },
  };
}
export type BatchDesk = ReturnType<typeof createBatchDesk>;

const DAY_MS = 86_400_000;

/** What a process that died was reading will be read by nobody; the file is sent again. */
async function dropForgotten(deps: SealDeps, issuerSlug: string): Promise<void> {
  const { rows } = await deps.pool.query<{ id: string }>(
    `SELECT id FROM seal_batch WHERE issuer_slug = $1 AND status = 'reading' AND created_at < $2`,
    [issuerSlug, new Date(deps.now().getTime() - DAY_MS)],
  );
  for (const { id } of rows) await drop(deps, id);
}

async function drop({ pool }: SealDeps, id: string): Promise<void> {
  await pool.query('DELETE FROM seal_batch_row WHERE batch_id = $1', [id]);
  await pool.query('DELETE FROM seal_batch WHERE id = $1', [id]);
}

/** Judges a chunk by the rules that issue it later, and keeps each row with what is wrong. */
async function judge(deps: SealDeps, issuerSlug: string, id: string, chunk: readonly CsvRow[]): Promise<void> {
  const readable = chunk.flatMap((row) => ('input' in row ? [row] : []));
  const resolved = await resolveSeals(
    deps,
    issuerSlug,
    readable.map(({ input }) => input),
  );
  const found = new Map(readable.map((row, n) => [row.line, resolved[n]]));
  const judged = chunk.map((row) => {
    const result = found.get(row.line);
    const errors = 'problems' in row ? row.problems : result !== undefined && 'problems' in result ? result.problems : null;
    return {
      line: row.line,
      status: errors === null ? 'valid' : 'invalid',
      input: 'input' in row && errors === null ? row.input : null,
      errors,
    };
  });
  await deps.pool.query(
    `INSERT INTO seal_batch_row (batch_id, line, status, input, errors)
     SELECT $1, r.line, r.status, r.input, r.errors FROM jsonb_to_recordset($2::jsonb) AS r(line int, status text, input jsonb, errors jsonb) ON CONFLICT DO NOTHING`,
    [id, JSON.stringify(judged)],
  );
}

/** Ends the reading; a file that was sent before leads to its batch. */
async function settle(deps: SealDeps, issuerSlug: string, id: string, sha256: Buffer): Promise<string> {
  return inTransaction(deps.pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`seal-batch ${issuerSlug}`]);
    const { rows } = await client.query<{ id: string }>('SELECT id FROM seal_batch WHERE issuer_slug = $1 AND sha256 = $2', [
      issuerSlug,
      sha256,
    ]);
    if (rows[0] !== undefined) {
      await client.query('DELETE FROM seal_batch_row WHERE batch_id = $1', [id]);
      await client.query('DELETE FROM seal_batch WHERE id = $1', [id]);
      return rows[0].id;
    }
    await client.query(
      `UPDATE seal_batch SET sha256 = $2, status = 'preview', row_count = (SELECT count(*) FROM seal_batch_row WHERE batch_id = $1),
         valid_count = (SELECT count(*) FROM seal_batch_row WHERE batch_id = $1 AND status = 'valid') WHERE id = $1`,
      [id, sha256],
    );
    return id;
  });
}

/** A row's wish as it comes back from the database. */
export const wishOf = (input: NewSeal & { validUntil?: string | Date }): NewSeal =>
  ({
    ...input,
    ...(input.validUntil === undefined ? {} : { validUntil: new Date(input.validUntil) }),
  }) as NewSeal; // the date is the one member JSON cannot say
