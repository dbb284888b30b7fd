import type { OperationFigures } from '../../../domain/operation.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { slaFigures } from '../sla/read-figures.js';

export type OperationDeps = Pick<DeskDeps, 'pool' | 'now' | 'settings'>;

/** What is waited for: short tables, or short parts of one that have an index. */
const WAITING = `
  SELECT o.*, l.*, m.*, e.*,
         (SELECT count(*)::int FROM letter WHERE status = 'failed' AND created_at > now() - interval '7 days') AS letters_failed
  FROM
  (SELECT count(*)::int AS outbox_entries, extract(epoch FROM now() - min(created_at))::float8 AS outbox_age_seconds FROM outbox) o,
  (SELECT count(*)::int AS letters_queued, extract(epoch FROM now() - min(created_at))::float8 AS letters_queued_age_seconds
     FROM letter WHERE status = 'queued') l,
  (SELECT count(*)::int AS mails_waiting, extract(epoch FROM now() - min(created_at))::float8 AS mails_waiting_age_seconds
     FROM inbound_mail WHERE status = 'stored') m,
  (SELECT greatest(
       (SELECT extract(epoch FROM now() - min(e.at)) FROM evidence_pending p JOIN evidence e USING (request_id, seq)),
       (SELECT extract(epoch FROM now() - max(at)) - 3600 FROM evidence_root), 0)::float8 AS root_age_seconds) e`;

/** What waits and what went wrong, as of now. The cases are the figures of the SLA page, and counted as there. */
export async function readOperationFigures(deps: OperationDeps): Promise<OperationFigures> {
  const [cases, { rows }] = await Promise.all([slaFigures(deps), deps.pool.query<Record<string, number | null>>(WAITING)]);
  const [row = {}] = rows;
  const of = (column: string) => Math.max(0, row[column] ?? 0);
  return {
    open: cases.open,
    dueToday: cases.dueToday,
    dueWithin7Days: cases.dueWithin7Days,
    overdue: cases.overdue,
    triage: cases.byStatus.triage ?? 0,
    outboxEntries: of('outbox_entries'),
    outboxAgeSeconds: of('outbox_age_seconds'),
    lettersQueued: of('letters_queued'),
    lettersQueuedAgeSeconds: of('letters_queued_age_seconds'),
    lettersFailed: of('letters_failed'),
    mailsWaiting: of('mails_waiting'),
    mailsWaitingAgeSeconds: of('mails_waiting_age_seconds'),
    rootAgeSeconds: of('root_age_seconds'),
  };
}
