import { createRequestDesk } from '../adapters/db/requests/desk.js';
import type { Foundation } from '../bin/compose.js';
import type { ListFilter } from '../domain/request/filing.js';
import type { BenchFigure } from './clock.js';
import { benchFoundation } from './foundation.js';
import { median, round2 } from './intake.js';

const GOAL = 1.5;
const FEW = 1_000;
const MANY = 100_000;

const SEARCH = 'part of an address';

const READS: Record<string, ListFilter> = {
  'first page': { limit: 50 },
  'by status': { limit: 50, status: 'deciding' },
  'by right': { limit: 50, right: 'erasure' },
  overdue: { limit: 50, overdue: true },
  [SEARCH]: { limit: 50, q: 'ersonell-77@' },
};

/**
 * The request list at 100,000 rows beside the same list at 1,000, in milliseconds of the median; the worst of its reads counts. The search, whose answer
 * grows with what it finds, is a figure of its own.
 */
export async function benchList(): Promise<BenchFigure[]> {
  const foundation = await benchFoundation();
  try {
    await fill(foundation, 0, FEW);
    const few = await measure(foundation);
    await fill(foundation, FEW, MANY);
    const many = await measure(foundation);
    await requireIndexes(foundation);
    const ratioOf = (name: string) => (many[name] ?? 0) / (few[name] ?? 1);
    const worst = Math.max(
      ...Object.keys(READS)
        .map(ratioOf)
        .filter((_ratio, index) => Object.keys(READS)[index] !== SEARCH),
    );
    return [
      { name: 'list-100k', value: round2(worst), unit: 'times its time at 1,000 rows', goal: `<= ${GOAL}`, holds: worst <= GOAL },
      { name: 'list-100k search', value: round2(ratioOf(SEARCH)), unit: 'times its time at 1,000 rows', goal: '-', holds: true },
      ...Object.entries(many).map(([name, ms]) => ({ name: `list-100k ${name}`, value: round2(ms), unit: 'ms', goal: '-', holds: true })),
    ];
  } finally {
    await foundation.close();
  }
}

async function measure(foundation: Foundation): Promise<Record<string, number>> {
  const desk = createRequestDesk(foundation);
  const times: Record<string, number> = {};
  for (const [name, filter] of Object.entries(READS)) {
    const runs: number[] = [];
    for (let run = 0; run < 60; run++) {
      const startedAt = performance.now();
      await desk.list(filter);
      if (run >= 10) runs.push(performance.now() - startedAt);
    }
    times[name] = median(runs);
  }
  return times;
}

/** Rows as the intake writes them: one is filed for real, the others are its copies with names, addresses, states and dates of their own. */
async function fill(foundation: Foundation, from: number, to: number): Promise<void> {
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
        const profile = { name: `Personell ${n}`, email: `personell-${n}@bench.example` };
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
  await pool.query('ANALYZE request');
}

/** The columns that every copy shares with its model. */
async function copiedColumns({ pool }: Foundation): Promise<string> {
  const own = ['id', 'thread_id', 'reference', 'sealed_profile', 'search_tokens', 'status', 'right', 'sort_on', 'due_on', 'expires_at'];
  const { rows } = await pool.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'request' AND NOT column_name = ANY($1)`,
    [own],
  );
  return rows.map(({ name }) => `"${name}"`).join(', ');
}

/** Every read of the list must go through an index: a sequential scan fails the bench. */
async function requireIndexes({ pool, vault }: Foundation): Promise<void> {
  const plans = [
    'SELECT id FROM request r ORDER BY r.sort_on, r.id LIMIT 51',
    `SELECT id FROM request r WHERE r.status = 'deciding' ORDER BY r.sort_on, r.id LIMIT 51`,
    `SELECT id FROM request r WHERE r.expires_at <= now() - interval '99 days' AND r.status NOT IN ('answered', 'closed') ORDER BY r.sort_on, r.id LIMIT 51`,
    `SELECT id FROM request r WHERE r.search_tokens @> '{${vault.queryTokens('personell-77777@').join(',')}}'::bigint[] ORDER BY r.sort_on, r.id LIMIT 51`,
  ];
  for (const sql of plans) {
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    if (/Seq Scan on request/.test(plan)) throw new Error(`no index is used:\n${sql}\n${plan}`);
  }
}
