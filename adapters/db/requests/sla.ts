import type { SlaFigures } from '../../../domain/request/filing.js';
import type { DeskDeps } from './desk-deps.js';

interface Counted {
  key: string;
  n: number;
}

const OPEN = `status NOT IN ('answered', 'closed')`;
/** Urgency as LOOK has it: late once overdue or past safe, soon once past target, held while somebody else is waited for. */
const URGENCY = `CASE WHEN expires_at <= $1 OR ($1::date > safe_on) THEN 'late'
  WHEN status IN ('identity', 'clarification', 'fee', 'issuer') THEN 'held'
  WHEN $1::date >= target_on OR sort_on <= $1::date + 7 THEN 'soon' ELSE 'calm' END`;

/** The figures of the SLA page and of GET /api/v1/sla, counted from the rows. */
export async function slaFigures(deps: Pick<DeskDeps, 'pool' | 'now'>): Promise<SlaFigures> {
  const now = deps.now();
  const counted = async (expression: string, condition: string): Promise<Record<string, number>> => {
    const { rows } = await deps.pool.query<Counted>(
      `SELECT coalesce((${expression})::text, 'triage') AS key, count(*)::int AS n FROM request WHERE ${condition} AND $1::timestamptz IS NOT NULL GROUP BY 1 ORDER BY 1`,
      [now],
    );
    return Object.fromEntries(rows.map((row) => [row.key, row.n]));
  };
  const [byStatus, byRight, byChannel, urgency, totals, horizon] = await Promise.all([
    counted('status', 'true'),
    counted('"right"', OPEN),
    counted('channel', OPEN),
    counted(URGENCY, OPEN),
    totalsOf(deps, now),
    horizonOf(deps, now),
  ]);
  return { ...totals, byStatus, byRight, byChannel, byUrgency: { calm: 0, soon: 0, late: 0, held: 0, ...urgency }, horizon };
}

async function totalsOf({ pool }: Pick<DeskDeps, 'pool'>, now: Date) {
  const { rows } = await pool.query<Record<string, number | null>>(
    `SELECT count(*) FILTER (WHERE ${OPEN})::int AS open,
       count(*) FILTER (WHERE ${OPEN} AND expires_at <= $1)::int AS overdue,
       count(*) FILTER (WHERE ${OPEN} AND sort_on BETWEEN $1::date AND $1::date + 7)::int AS soon,
       count(*) FILTER (WHERE status IN ('identity', 'clarification', 'fee', 'issuer'))::int AS waiting,
       count(*) FILTER (WHERE answered_at >= date_trunc('month', $1::timestamptz))::int AS answered,
       avg(CASE WHEN expires_at IS NULL OR answered_at < expires_at THEN 1.0 ELSE 0.0 END) FILTER (WHERE answered_at IS NOT NULL)::float8 AS on_time,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM answered_at - received_at) / 86400) FILTER (WHERE answered_at IS NOT NULL) AS p50,
       percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM answered_at - received_at) / 86400) FILTER (WHERE answered_at IS NOT NULL) AS p90,
       percentile_cont(0.99) WITHIN GROUP (ORDER BY extract(epoch FROM answered_at - received_at) / 86400) FILTER (WHERE answered_at IS NOT NULL) AS p99
     FROM request`,
    [now],
  );
  const row = rows[0] ?? {};
  return {
    open: row.open ?? 0,
    overdue: row.overdue ?? 0,
    dueWithin7Days: row.soon ?? 0,
    waiting: row.waiting ?? 0,
    answeredThisMonth: row.answered ?? 0,
    onTimeShare: row.on_time ?? null,
    daysToAnswer: { p50: row.p50 ?? null, p90: row.p90 ?? null, p99: row.p99 ?? null },
  };
}

async function horizonOf({ pool }: Pick<DeskDeps, 'pool'>, now: Date): Promise<SlaFigures['horizon']> {
  const { rows } = await pool.query<SlaFigures['horizon'][number]>(
    `WITH days AS (SELECT generate_series($1::date, $1::date + 29, interval '1 day')::date AS day),
     open AS (SELECT sort_on, ${URGENCY} AS urgency FROM request WHERE ${OPEN} AND sort_on BETWEEN $1::date AND $1::date + 29)
     SELECT to_char(day, 'YYYY-MM-DD') AS date,
       count(*) FILTER (WHERE urgency = 'calm')::int AS calm, count(*) FILTER (WHERE urgency = 'soon')::int AS soon,
       count(*) FILTER (WHERE urgency = 'late')::int AS late, count(*) FILTER (WHERE urgency = 'held')::int AS held
     FROM days LEFT JOIN open ON open.sort_on = day GROUP BY day ORDER BY day`,
    [now],
  );
  return rows;
}
