import type { Pool, PoolClient } from 'pg';
import type { Right } from '../../domain/request/types.js';
import { inTransaction } from './transaction.js';

/** Work that follows a committed change. `right` is that of the case, null in triage. A matter is something open about a seal. */
export type OutboxEntry =
  | { kind: 'start' | 'nudge'; requestId: string; right: Right | null }
  | { kind: 'letter'; letterId: string }
  | { kind: 'matter'; matterId: string };

interface OutboxRow {
  id: string;
  kind: 'start' | 'nudge' | 'letter' | 'matter';
  target_id: string;
  right: Right | null;
}

const BATCH = 100;
const RETRY_AFTER = `interval '5 seconds'`;

/**
 * Takes what is due, hands each entry to `follow`, and deletes what was followed. What failed stays and is tried again later; several
 * processes may drain at once. Answers how many were taken and how many failed.
 */
export async function drainOutbox(
  pool: Pool,
  follow: (entry: OutboxEntry) => Promise<void>,
  onFailure: (error: unknown) => void,
): Promise<{ taken: number; failed: number }> {
  if (!(await isWorkWaiting(pool))) return { taken: 0, failed: 0 };
  return inTransaction(pool, async (client) => {
    const rows = await takeDue(client);
    const unique = new Map(rows.map((row) => [`${row.kind}:${row.target_id}`, row]));
    const failed = new Set<string>();
    await Promise.all(
      [...unique].map(async ([key, row]) => {
        try {
          await follow(entryOf(row));
        } catch (error) {
          failed.add(key);
          onFailure(error);
        }
      }),
    );
    const isFailed = (row: OutboxRow) => failed.has(`${row.kind}:${row.target_id}`);
    await client.query('DELETE FROM outbox WHERE id = ANY($1::bigint[])', [rows.filter((row) => !isFailed(row)).map((row) => row.id)]);
    const late = rows.filter(isFailed).map((row) => row.id);
    if (late.length > 0)
      await client.query(`UPDATE outbox SET attempts = attempts + 1, not_before = now() + ${RETRY_AFTER} WHERE id = ANY($1::bigint[])`, [
        late,
      ]);
    return { taken: rows.length, failed: late.length };
  });
}

/** One index look-up, cheap enough to be asked many times a second. */
async function isWorkWaiting(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ waits: boolean }>('SELECT EXISTS (SELECT FROM outbox WHERE not_before <= now()) AS waits');
  return rows[0]?.waits ?? false;
}

async function takeDue(client: PoolClient): Promise<OutboxRow[]> {
  const { rows } = await client.query<OutboxRow>(
    `WITH due AS (SELECT id, kind, target_id FROM outbox WHERE not_before <= now() ORDER BY not_before, id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
     SELECT due.*, r."right" FROM due LEFT JOIN request r ON r.id = due.target_id ORDER BY due.id`,
  );
  return rows;
}

function entryOf(row: OutboxRow): OutboxEntry {
  if (row.kind === 'letter') return { kind: 'letter', letterId: row.target_id };
  if (row.kind === 'matter') return { kind: 'matter', matterId: row.target_id };
  return { kind: row.kind, requestId: row.target_id, right: row.right };
}

/**
 * Notices that the engine is another one than before (its file was deleted, a new server was set up) and puts every open case and
 * matter down to be started anew; each workflow then walks through what is on record. Answers how many.
 */
export async function adoptEngine(pool: Pool, engineId: string): Promise<number> {
  return inTransaction(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(727002)');
    const known = await client.query('SELECT 1 FROM engine WHERE id = $1', [engineId]);
    if (known.rowCount !== 0) return 0;
    await client.query('INSERT INTO engine (id) VALUES ($1)', [engineId]);
    const started = await client.query(`INSERT INTO outbox (kind, target_id) SELECT 'start', id FROM request r WHERE status <> 'closed'
         OR EXISTS (SELECT FROM restriction x WHERE x.request_id = r.id AND x.lifted_at IS NULL)`);
    const matters = await client.query(`INSERT INTO outbox (kind, target_id) SELECT 'matter', id FROM seal_matter WHERE closed_at IS NULL`);
    return (started.rowCount ?? 0) + (matters.rowCount ?? 0);
  });
}
