import type { Pool } from 'pg';

const BATCH = 20_000;

/**
 * Locked in the order of their key, so that two who fold at once wait for each other and never cross. The rows to take are an array and not
 * `IN (SELECT … LIMIT)`: where the statistics still say that the table is empty, PostgreSQL runs such a subquery anew for every row.
 */
const FOLD = `WITH taken AS (
    DELETE FROM sla_delta WHERE id = ANY (ARRAY(SELECT id FROM sla_delta ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))
    RETURNING measure, facet, value, bucket, n
  ), summed AS (SELECT measure, facet, value, bucket, sum(n) AS n FROM taken GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4),
  folded AS (
    INSERT INTO sla_count AS c (measure, facet, value, bucket, n) SELECT measure, facet, value, bucket, n FROM summed
    ON CONFLICT (measure, facet, value, bucket) DO UPDATE SET n = c.n + excluded.n RETURNING 1
  )
  SELECT (SELECT count(*) FROM taken)::int AS taken, (SELECT count(*) FROM folded)::int AS folded`;

/**
 * Adds what cases have counted since the last time to the rolled-up figures. Whoever reads sees the same sum before, meanwhile and after.
 * Any number of processes may do it. Answers how many counts were folded.
 */
export async function foldFigures(pool: Pool): Promise<number> {
  let all = 0;
  for (;;) {
    const taken = (await pool.query<{ taken: number }>(FOLD)).rows[0]?.taken ?? 0;
    all += taken;
    if (taken < BATCH) break;
  }
  if (all > 0) await pool.query('DELETE FROM sla_count WHERE n = 0');
  return all;
}
