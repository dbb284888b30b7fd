import type { IssuerRecord, IssuerTime } from '../../../domain/rectification/issuer-asking.js';
import { issuerStepsAhead } from '../../../domain/rectification/issuer-asking.js';
import type { CaseRow } from '../requests/case-row.js';
import type { Connection } from './correction-row.js';

interface Row {
  issuer_slug: string;
  opened_at: Date;
  asked_at: Date | null;
  reminded_at: Date | null;
  escalated_at: Date | null;
  offered_at: Date | null;
  to_pass: boolean;
  is_waiting: boolean;
}

/** Issuers that have fields to decide, with what was done about each. A field that nobody was found for is the staff's to assign. */
const SQL = `
  SELECT c.issuer_slug, max(c.opened_at) AS opened_at, i.asked_at, i.reminded_at, i.escalated_at, i.offered_at,
         EXISTS (SELECT FROM issuer_question iq JOIN question q ON q.id = iq.question_id
                  WHERE iq.request_id = $1 AND iq.issuer_slug = c.issuer_slug AND q.answered_at IS NOT NULL AND iq.passed_back_at IS NULL) AS to_pass,
         EXISTS (SELECT FROM issuer_question iq JOIN question q ON q.id = iq.question_id
                  WHERE iq.request_id = $1 AND iq.issuer_slug = c.issuer_slug AND q.answered_at IS NULL) AS is_waiting
    FROM correction c LEFT JOIN issuer_request i ON i.request_id = c.request_id AND i.issuer_slug = c.issuer_slug
   WHERE c.request_id = $1 AND c.controller = 'issuer' AND c.verdict IS NULL AND c.issuer_slug IS NOT NULL
   GROUP BY c.issuer_slug, i.asked_at, i.reminded_at, i.escalated_at, i.offered_at ORDER BY c.issuer_slug`;

const ms = (at: Date | null): number | null => at?.getTime() ?? null;

export async function issuerRecordsOf(connection: Connection, requestId: string): Promise<IssuerRecord[]> {
  const { rows } = await connection.query<Row>(SQL, [requestId]);
  return rows.map((row) => ({
    issuerSlug: row.issuer_slug,
    openedAtMs: row.opened_at.getTime(),
    askedAtMs: ms(row.asked_at),
    remindedAtMs: ms(row.reminded_at),
    escalatedAtMs: ms(row.escalated_at),
    offeredAtMs: ms(row.offered_at),
    hasAnswerToPass: row.to_pass,
    isWaitingForPerson: row.is_waiting,
  }));
}

/** The dates that the hearing of an issuer depends on. */
export const issuerTimeOf = (row: Pick<CaseRow, 'due_on' | 'safe_on' | 'time_zone'>): IssuerTime => ({
  dueOn: row.due_on,
  safeOn: row.safe_on,
  timeZone: row.time_zone,
});

/** When an issuer of this case is next to be written to or given up on; null where none is awaited. */
export async function nextIssuerStepAtMs(connection: Connection, row: CaseRow): Promise<number | null> {
  if (row.right !== 'rectification' || !row.is_issuer_awaited || row.collected_at === null) return null;
  if (row.decided_at !== null || row.closed_at !== null) return null;
  return issuerStepsAhead(await issuerRecordsOf(connection, row.id), issuerTimeOf(row))[0]?.atMs ?? null;
}
