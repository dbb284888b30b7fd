import type { OwnRequest } from '../../../domain/request/own-request.js';
import type { DeskDeps } from './desk-deps.js';
import { statusUrlOf } from './letters.js';

const LIMIT = 200;
const COLUMNS = `r.id, r.reference, r."right", r.status, r.outcome, r.received_at AS "receivedAt", r.due_on::text AS "dueOn", r.safe_on::text AS "safeOn",
    r.status NOT IN ('answered', 'closed') AND r.expires_at < $2 AS "isOverdue"`;
const OWN = `SELECT * FROM (
    SELECT ${COLUMNS} FROM request r JOIN subject s ON s.id = r.subject_id WHERE s.email_index = $1 AND r.agent_index IS NULL
    UNION ALL SELECT ${COLUMNS} FROM request r WHERE r.agent_index = $1) AS own ORDER BY "receivedAt" DESC, id DESC LIMIT ${LIMIT}`;

/**
 * What the mailbox of an account has asked for: for itself, or on behalf of another. The same mailbox gets the mails about it, and the
 * account is its owner's, so this shows nothing they could not have sent to them.
 */
export async function ownRequests(deps: DeskDeps, email: string): Promise<OwnRequest[]> {
  const { rows } = await deps.pool.query<Omit<OwnRequest, 'statusPath'> & { id: string }>(OWN, [deps.vault.blindIndex(email), deps.now()]);
  return rows.map(({ id, ...row }) => ({
    ...row,
    isOverdue: row.isOverdue === true,
    statusPath: new URL(statusUrlOf(deps, { id, reference: row.reference })).pathname,
  }));
}
