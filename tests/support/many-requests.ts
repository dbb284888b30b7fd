import { createRequestDesk } from '../../adapters/db/requests/desk.js';
import type { Foundation } from '../../bin/compose.js';

/** An invented name of its own for every number: seven letters. */
export function wordOf(n: number): string {
  let left = Math.imul(n + 1, 2_654_435_761) >>> 0;
  return Array.from({ length: 7 }, () => {
    const letter = String.fromCharCode(97 + (left % 26));
    left = Math.floor(left / 26) + 7 * (left % 26);
    return letter;
  }).join('');
}

export const addressOf = (n: number) => `${wordOf(n)}.${n}@bench.example`;

type Desk = Pick<Foundation, 'pool'> & Parameters<typeof createRequestDesk>[0];

/** Rows as the intake writes them: one is filed for real, the others are its copies with names, addresses, states and dates of their own. */
export async function fileMany(foundation: Desk, from: number, to: number): Promise<void> {
  const { pool, vault } = foundation;
  const filed = await createRequestDesk(foundation).file(
    { rights: ['access'], requester: { name: 'Model', email: `model-${from}@bench.example` }, channel: 'api', language: 'en' },
    { id: 'anyone', role: 'anyone' },
  );
  const subject =
    (await pool.query<{ subject_id: string }>('SELECT subject_id FROM request WHERE id = $1', [filed.id])).rows[0]?.subject_id ?? '';
  const columns = await copiedColumns(foundation);
  for (let start = from; start < to; start += 2_000) {
    const batch = await Promise.all(
      Array.from({ length: Math.min(2_000, to - start) }, async (_, offset) => {
        const n = start + offset;
        const profile = { name: `${wordOf(n)} ${wordOf(n + 1)}`, email: addressOf(n) };
        const reference = `RR-2026-${n.toString(36).toUpperCase().padStart(6, '0')}`;
        return {
          reference,
          sealed: `\\x${(await vault.seal(subject, profile, 'request.sealedProfile')).toString('hex')}`,
          tokens: vault.searchTokens([reference, profile.name, profile.email]).map(String),
          status: ['deciding', 'identity', 'assessing', 'answered', 'closed'][n % 5],
          right: ['access', 'erasure', 'rectification', 'objection'][n % 4],
          days: (n * 7919) % 400,
        };
      }),
    );
    await pool.query(
      `INSERT INTO request (id, thread_id, reference, sealed_profile, search_tokens, status, "right", sort_on, due_on, expires_at, ${columns})
       SELECT gen_random_uuid(), gen_random_uuid(), b.reference, b.sealed, b.tokens, b.status, b."right", current_date - 100 + b.days, current_date - 100 + b.days, now() + (b.days - 100) * interval '1 day', ${columns}
       FROM jsonb_to_recordset($1::jsonb) AS b(reference text, sealed bytea, tokens bigint[], status text, "right" text, days int), (SELECT * FROM request WHERE id = $2) AS model`.replace(
        /, (clock|channel)/g,
        ', model.$1',
      ),
      [JSON.stringify(batch), filed.id],
    );
  }
  // As autovacuum does after such a load: what still waits in the search index's pending list makes PostgreSQL scan the table instead.
  await pool.query('VACUUM ANALYZE request');
}

/** The columns that every copy shares with its model. */
async function copiedColumns({ pool }: Desk): Promise<string> {
  const own = ['id', 'thread_id', 'reference', 'sealed_profile', 'search_tokens', 'status', 'right', 'sort_on', 'due_on', 'expires_at'];
  const { rows } = await pool.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'request' AND NOT column_name = ANY($1)`,
    [own],
  );
  return rows.map(({ name }) => `"${name}"`).join(', ');
}

/** The reads of the list that PostgreSQL would answer by scanning the table; none, once there are rows enough. */
export async function readsWithoutIndex({ pool, vault }: Desk): Promise<string[]> {
  const plans = [
    'SELECT id FROM request r ORDER BY r.sort_on, r.id LIMIT 51',
    `SELECT id FROM request r WHERE r.status = 'deciding' ORDER BY r.sort_on, r.id LIMIT 51`,
    `SELECT id FROM request r WHERE r."right" = 'erasure' ORDER BY r.sort_on, r.id LIMIT 51`,
    `SELECT id FROM request r WHERE r.expires_at <= now() - interval '99 days' AND r.status NOT IN ('answered', 'closed') ORDER BY r.sort_on, r.id LIMIT 51`,
    `SELECT id FROM request r WHERE r.search_tokens @> '{${vault.queryTokens(wordOf(7_777)).join(',')}}'::bigint[] ORDER BY r.sort_on, r.id LIMIT 51`,
  ];
  const scanned: string[] = [];
  for (const sql of plans) {
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`);
    if (rows.some((row) => row['QUERY PLAN'].includes('Seq Scan on request'))) scanned.push(sql);
  }
  return scanned;
}
