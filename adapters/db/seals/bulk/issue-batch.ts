import type { PoolClient } from 'pg';
import type { Actor } from '../../../../domain/request/filing.js';
import type { NewSeal } from '../../../../domain/seals/view.js';
import { inTransaction } from '../../transaction.js';
import { writeTogether } from '../../write-together.js';
import { createSeals } from '../create-seals.js';
import { memberRows } from '../members.js';
import { type Place, takePlaces } from '../places.js';
import { type Resolved, resolveSeals } from '../resolve-seals.js';
import type { SealDeps } from '../seal-deps.js';
import { wishOf } from './batches.js';

const CHUNK = 200;

interface Batch {
  id: string;
  issuer_slug: string;
  created_by: string;
  left: number;
}
interface Row {
  line: number;
  input: NewSeal;
}

/** Issues all that was confirmed, until there is nothing left or it is told to stop. */
export async function issueBatches(deps: SealDeps, signal?: AbortSignal): Promise<void> {
  while (signal?.aborted !== true && (await issueNextOfBatches(deps)));
}

/** Issues the next chunk of any batch that was confirmed. What was issued is marked in the same transaction, so that whoever dies, the rest goes on. */
export async function issueNextOfBatches(deps: SealDeps): Promise<boolean> {
  const { rows } = await deps.pool.query<Batch>(
    `SELECT id, issuer_slug, created_by, valid_count - issued_count - failed_count AS left FROM seal_batch WHERE status = 'issuing' ORDER BY confirmed_at LIMIT 1`,
  );
  const [batch] = rows;
  if (batch === undefined) return false;
  // Places are taken before the transaction; those of a chunk that another process took stay empty.
  const places = await takePlaces(deps.pool, batch.issuer_slug, Math.min(CHUNK, batch.left));
  await inTransaction(deps.pool, (client) => issueChunk(deps, client, batch, places));
  return true;
}

async function issueChunk(deps: SealDeps, client: PoolClient, batch: Batch, places: readonly Place[]): Promise<void> {
  await client.query('SELECT 1 FROM seal_batch WHERE id = $1 FOR UPDATE', [batch.id]);
  const { rows } = await client.query<Row>(
    `SELECT line, input FROM seal_batch_row WHERE batch_id = $1 AND status = 'valid' ORDER BY line LIMIT ${CHUNK}`,
    [batch.id],
  );
  if (rows.length === 0) return end(deps, client, batch);
  const known = await knownReferences(client, batch, rows);
  const seen = new Set(known.keys());
  // One that comes twice in the file waits for its first and is then the same seal.
  const fresh = rows.filter(({ input: { reference } }) => reference === undefined || (!seen.has(reference) && seen.add(reference)));
  const resolved = await resolveSeals(
    deps,
    batch.issuer_slug,
    fresh.map(({ input }) => wishOf(input)),
  );
  const ready = fresh.flatMap((row, n) => readyOf(row, resolved[n]));
  const failed = fresh.flatMap((row, n) => failedOf(row, resolved[n]));
  const actor: Actor = { id: batch.created_by, role: 'issuer', issuerSlug: batch.issuer_slug };
  const seals = await createSeals(
    deps,
    batch.issuer_slug,
    ready.map(({ seal }) => seal),
    actor,
    {
      within: { client, places },
      before: () =>
        writeTogether(client, {
          member: memberRows(
            batch.issuer_slug,
            ready.flatMap(({ newMember }) => newMember ?? []),
            deps.now(),
          ),
        }),
    },
  );
  const issued = [
    ...ready.map(({ line }, n) => ({ line, status: 'issued', seal: seals[n]?.id ?? null, errors: null })),
    ...rows.flatMap(({ line, input }) => {
      const seal = input.reference === undefined ? undefined : known.get(input.reference);
      return seal === undefined ? [] : [{ line, status: 'issued', seal, errors: null }];
    }),
  ];
  await mark(client, batch.id, [...issued, ...failed]);
}

type Ready = Extract<Resolved, { seal: unknown }> & { line: number };
const readyOf = (row: Row, result: Resolved | undefined): Ready[] =>
  result !== undefined && 'seal' in result ? [{ ...result, line: row.line }] : [];
const failedOf = (row: Row, result: Resolved | undefined) =>
  result === undefined || 'seal' in result ? [] : [{ line: row.line, status: 'failed', seal: null, errors: result.problems }];

/** References that a seal has already: sent twice, a row makes one seal. A reference that comes twice in the chunk is taken the first time. */
async function knownReferences(client: PoolClient, { issuer_slug }: Batch, rows: readonly Row[]): Promise<Map<string, string>> {
  const { rows: known } = await client.query<{ external_ref: string; id: string }>(
    'SELECT external_ref, id FROM seal WHERE issuer_slug = $1 AND external_ref = ANY($2)',
    [issuer_slug, rows.flatMap(({ input }) => input.reference ?? [])],
  );
  return new Map(known.map(({ external_ref, id }) => [external_ref, id]));
}

async function mark(
  client: PoolClient,
  id: string,
  rows: readonly { line: number; status: string; seal: string | null; errors: unknown }[],
): Promise<void> {
  await client.query(
    `UPDATE seal_batch_row b SET status = r.status, seal_id = r.seal, errors = r.errors, input = NULL
     FROM jsonb_to_recordset($2::jsonb) AS r(line int, status text, seal uuid, errors jsonb) WHERE b.batch_id = $1 AND b.line = r.line`,
    [id, JSON.stringify(rows)],
  );
  const count = (status: string) => rows.filter((row) => row.status === status).length;
  await client.query('UPDATE seal_batch SET issued_count = issued_count + $2, failed_count = failed_count + $3 WHERE id = $1', [
    id,
    count('issued'),
    count('failed'),
  ]);
}

async function end(deps: SealDeps, client: PoolClient, { id }: Batch): Promise<void> {
  await client.query(`UPDATE seal_batch SET status = 'done', done_at = $2 WHERE id = $1`, [id, deps.now()]);
}
