import type { Pool } from 'pg';
import type { OperationFigures } from '../../../domain/operation.js';

/** Open is what neither was answered nor ended; a case is overdue from the instant its legal time has expired. */
const FIGURES = `
  SELECT r.*, o.*, l.*, m.*, e.*,
         (SELECT count(*)::int FROM letter WHERE status = 'failed' AND created_at > now() - interval '7 days') AS letters_failed
  FROM (
    SELECT count(*)::int AS open,
           count(*) FILTER (WHERE coalesce(due_on, safe_on) = $1::date)::int AS due_today,
           count(*) FILTER (WHERE coalesce(due_on, safe_on) BETWEEN $1::date AND $1::date + 7)::int AS due_within7_days,
           count(*) FILTER (WHERE expires_at <= now())::int AS overdue,
           count(*) FILTER (WHERE status = 'triage')::int AS triage
    FROM request WHERE status NOT IN ('answered', 'closed')
  ) r,
  (SELECT count(*)::int AS outbox_entries, extract(epoch FROM now() - min(created_at))::float8 AS outbox_age_seconds FROM outbox) o,
  (SELECT count(*)::int AS letters_queued, extract(epoch FROM now() - min(created_at))::float8 AS letters_queued_age_seconds
     FROM letter WHERE status = 'queued') l,
  (SELECT count(*)::int AS mails_waiting, extract(epoch FROM now() - min(created_at))::float8 AS mails_waiting_age_seconds
     FROM inbound_mail WHERE status = 'stored') m,
  (SELECT greatest(
       (SELECT extract(epoch FROM now() - min(e.at)) FROM evidence_pending p JOIN evidence e USING (request_id, seq)),
       (SELECT extract(epoch FROM now() - max(at)) - 3600 FROM evidence_root), 0)::float8 AS root_age_seconds) e`;

/** What waits and what went wrong, as of now. `today` is the date at the controller's place. */
export async function readOperationFigures(pool: Pool, today: string): Promise<OperationFigures> {
  const { rows } = await pool.query<Record<string, number | null>>(FIGURES, [today]);
  const [row = {}] = rows;
  const of = (column: string) => Math.max(0, row[column] ?? 0);
  return {
    open: of('open'),
    dueToday: of('due_today'),
    dueWithin7Days: of('due_within7_days'),
    overdue: of('overdue'),
    triage: of('triage'),
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
