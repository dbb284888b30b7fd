import type { Pool } from 'pg';
import { dayNumber, firstDayOf, monthNumber, monthsAfter } from '../../../domain/sla/day-number.js';
import { type Figure, MONTHS_SHOWN, type Moment, type SlaFigures, slaOf } from '../../../domain/sla/figures.js';
import { localDateOf } from '../requests/case-clock.js';
import type { DeskDeps } from '../requests/desk-deps.js';

type Deps = Pick<DeskDeps, 'pool' | 'now' | 'settings'>;

/** Now, and today's date where the controller is. */
export function momentOf({ now, settings }: Pick<DeskDeps, 'now' | 'settings'>): Moment {
  const at = now();
  return { nowMs: at.getTime(), today: localDateOf(at, settings.establishments[0]?.timeZone ?? 'UTC') };
}

/** The figures of the SLA page and of GET /api/v1/sla, read from what the transitions have counted: its cost does not grow with the requests. */
export async function slaFigures(deps: Deps): Promise<SlaFigures> {
  const moment = momentOf(deps);
  const [figures, waitingForApproval] = await Promise.all([readFigures(deps.pool, moment), countApprovals(deps.pool)]);
  return slaOf(figures, moment, waitingForApproval);
}

/** What is folded and what is not yet, in one statement and so from one snapshot: a delta is never seen twice, and never missed. */
const FIGURES = `SELECT measure, facet, value, bucket, sum(n)::int AS n
  FROM (SELECT measure, facet, value, bucket, n FROM sla_count UNION ALL SELECT measure, facet, value, bucket, n FROM sla_delta) AS counted
  WHERE CASE WHEN measure IN ('received', 'answered') THEN bucket >= $1
    WHEN measure IN ('on-time', 'late') THEN bucket >= $2 OR facet = 'all'
    WHEN measure = 'days' AND facet = 'month' THEN value::int >= $2
    ELSE true END
  GROUP BY measure, facet, value, bucket HAVING sum(n) <> 0 ORDER BY measure, facet, value, bucket`;

async function readFigures(pool: Pool, { today }: Moment): Promise<Figure[]> {
  const firstMonth = monthsAfter(today.slice(0, 7), 1 - MONTHS_SHOWN);
  const { rows } = await pool.query<Figure>(FIGURES, [dayNumber(firstDayOf(firstMonth)), monthNumber(firstMonth)]);
  return rows;
}

/** Few are open at once, and they have an index of their own. */
async function countApprovals(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `SELECT count(DISTINCT a.request_id)::int AS n FROM approval a JOIN request r ON r.id = a.request_id WHERE a.status = 'open' AND r.status <> 'closed'`,
  );
  return rows[0]?.n ?? 0;
}
