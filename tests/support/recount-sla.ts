import type { Pool } from 'pg';
import type { SlaFigures } from '../../domain/sla/figures.js';

interface Row {
  status: string;
  right: string | null;
  channel: string;
  jurisdiction: string;
  issuers: string[];
  assigned_to: string | null;
  sort_on: string;
  expires_at: Date | null;
  received_at: Date;
  answered_at: Date | null;
  received_month: string;
  answered_month: string | null;
}

/** What must be equal to the rolled-up figures: the same, counted one by one from the rows, by other code than theirs. */
export type Recount = Pick<
  SlaFigures,
  | 'open'
  | 'overdue'
  | 'waiting'
  | 'dueToday'
  | 'byStatus'
  | 'byRight'
  | 'byChannel'
  | 'byJurisdiction'
  | 'byIssuer'
  | 'byAssignee'
  | 'byUrgency'
  | 'daysToAnswer'
> & { months: { month: string; received: number; answered: number; onTime: number }[]; onTimeByRight: Record<string, [number, number]> };

/** Counts every request anew. */
export async function recountSla(pool: Pool, now: Date, today: string): Promise<Recount> {
  const { rows } = await pool.query<Row>(
    `SELECT status, "right", channel, jurisdiction, issuers, assigned_to, sort_on::text, expires_at, received_at, answered_at,
       to_char(received_at AT TIME ZONE time_zone, 'YYYY-MM') AS received_month, to_char(answered_at AT TIME ZONE time_zone, 'YYYY-MM') AS answered_month FROM request`,
  );
  const open = rows.filter(({ status }) => !['answered', 'closed'].includes(status));
  const late = (row: Row) => row.expires_at !== null && row.expires_at <= now;
  const waits = (row: Row) => ['identity', 'clarification', 'fee', 'issuer'].includes(row.status);
  const week = new Date(Date.parse(`${today}T00:00:00Z`) + 7 * 86_400_000).toISOString().slice(0, 10);
  const days = rows.flatMap(({ answered_at, received_at }) =>
    answered_at === null ? [] : [Math.max(0, Math.floor((answered_at.getTime() - received_at.getTime()) / 86_400_000))],
  );
  const answered = rows.filter(({ answered_at }) => answered_at !== null);
  const inTime = (row: Row) => row.expires_at === null || (row.answered_at ?? now) < row.expires_at;
  const onTimeByRight: Record<string, [number, number]> = {};
  for (const row of answered) {
    const [all, good] = onTimeByRight[row.right ?? 'triage'] ?? [0, 0];
    onTimeByRight[row.right ?? 'triage'] = [all + 1, good + (inTime(row) ? 1 : 0)];
  }
  return {
    open: open.length,
    overdue: open.filter(late).length,
    waiting: open.filter(waits).length,
    dueToday: open.filter((row) => !late(row) && row.sort_on === today).length,
    byStatus: countBy(rows, (row) => [row.status]),
    byRight: countBy(open, (row) => [row.right ?? 'triage']),
    byChannel: countBy(open, (row) => [row.channel]),
    byJurisdiction: countBy(open, (row) => [row.jurisdiction]),
    byIssuer: countBy(open, (row) => row.issuers),
    byAssignee: countBy(open, (row) => (row.assigned_to === null ? [] : [row.assigned_to])),
    byUrgency: {
      late: open.filter(late).length,
      held: open.filter((row) => !late(row) && waits(row)).length,
      soon: open.filter((row) => !late(row) && !waits(row) && row.sort_on <= week).length,
      calm: open.filter((row) => !late(row) && !waits(row) && row.sort_on > week).length,
    },
    daysToAnswer: { p50: rank(days, 0.5), p90: rank(days, 0.9), p99: rank(days, 0.99) },
    months: [...new Set(rows.flatMap((row) => [row.received_month, row.answered_month ?? row.received_month]))].sort().map((month) => ({
      month,
      received: rows.filter((row) => row.received_month === month).length,
      answered: answered.filter((row) => row.answered_month === month).length,
      onTime: answered.filter((row) => row.answered_month === month && inTime(row)).length,
    })),
    onTimeByRight,
  };
}

function countBy(rows: readonly Row[], keysOf: (row: Row) => string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of rows.flatMap(keysOf)) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

/** The smallest value that at least this share of all is not above. */
function rank(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.find((_, index) => (index + 1) / sorted.length >= share) ?? null;
}
