import { createRequestDesk } from '../../adapters/db/requests/desk.js';
import type { DeskDeps } from '../../adapters/db/requests/desk-deps.js';
import { foldFigures } from '../../adapters/db/sla/fold-figures.js';

const OWN = [
  'id',
  'thread_id',
  'reference',
  'status',
  'right',
  'channel',
  'jurisdiction',
  'sort_on',
  'due_on',
  'expires_at',
  'received_at',
  'answered_at',
  'closed_at',
];
const BATCH = 20_000;

/** Copies of a case that was filed for real, without looking at names: `to - from` of them, received over two years, most of them answered. */
export async function copyCases(deps: DeskDeps, from: number, to: number): Promise<void> {
  const { pool } = deps;
  const filed = await createRequestDesk(deps).file(
    { rights: ['access'], requester: { name: 'Model', email: `model-${from}@bench.example` }, channel: 'api', language: 'en' },
    { id: 'anyone', role: 'anyone' },
  );
  const { rows } = await pool.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'request' AND NOT column_name = ANY($1)`,
    [OWN],
  );
  const same = rows.map(({ name }) => `"${name}"`);
  for (let start = from; start < to; start += BATCH) {
    await pool.query(
      `INSERT INTO request (${OWN.map((name) => `"${name}"`).join(', ')}, ${same.join(', ')})
       SELECT gen_random_uuid(), gen_random_uuid(), 'RR-2026-X' || n, c.status, c."right", c.channel, c.jurisdiction, c.due, c.due, c.due + 1, c.received,
         CASE WHEN c.status IN ('answered', 'closed') THEN c.received + c.took * interval '1 day' END,
         CASE WHEN c.status = 'closed' THEN c.received + (c.took + 1) * interval '1 day' END, ${same.map((name) => `m.${name}`).join(', ')}
       FROM request m, (
         SELECT n, now() - age * interval '1 day' AS received, (now() - age * interval '1 day' + interval '1 month')::date AS due, 1 + (n % 34 * 31) % 34 AS took,
           CASE WHEN age > 35 THEN (ARRAY['answered', 'closed'])[1 + n % 2]
             ELSE (ARRAY['received', 'identity', 'clarification', 'assessing', 'issuer', 'deciding', 'deciding', 'fulfilling'])[1 + n % 8] END AS status,
           (ARRAY['access', 'rectification', 'erasure', 'restriction', 'objection', 'portability'])[1 + n % 6] AS "right",
           (ARRAY['form', 'email', 'api', 'post', 'phone'])[1 + n % 5] AS channel, (ARRAY['UK', 'EU'])[1 + n % 2] AS jurisdiction
         FROM (SELECT n, ((n::bigint * 7919) % 730)::int AS age FROM generate_series($2::int, $3::int - 1) AS n) AS numbered
       ) AS c WHERE m.id = $1`,
      [filed.id, start, Math.min(start + BATCH, to)],
    );
    await foldFigures(pool);
  }
  await pool.query('ANALYZE request');
}
