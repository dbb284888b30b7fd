import type { PoolClient } from 'pg';
import type { EarlierAnswer } from '../../../domain/request/filing.js';
import { localDateOf } from './case-clock.js';
import type { CaseRow } from './case-row.js';

/**
 * The answer of a case that was taken up again and is not answered anew: when it went out, whether in time, and why it did not stay the
 * last word. The due date is that of the request (decision 82). Undefined for every other case.
 */
export async function earlierAnswerOf(connection: Pick<PoolClient, 'query'>, row: CaseRow): Promise<EarlierAnswer | undefined> {
  if (row.answered_at !== null || row.closed_at !== null) return undefined;
  const { rows } = await connection.query<{ answered: Date; reopened: Date; reason: EarlierAnswer['because'] }>(
    `SELECT a.at AS answered, r.at AS reopened, r.data->>'reason' AS reason
     FROM evidence r, LATERAL (SELECT at FROM evidence WHERE request_id = $1 AND seq < r.seq AND event = 'status-changed'
                               AND data->>'to' = 'answered' ORDER BY seq DESC LIMIT 1) a
     WHERE r.request_id = $1 AND r.event = 'reopened' ORDER BY r.seq DESC LIMIT 1`,
    [row.id],
  );
  const found = rows[0];
  if (found === undefined) return undefined;
  return {
    on: localDateOf(found.answered, row.time_zone),
    reopenedOn: localDateOf(found.reopened, row.time_zone),
    because: found.reason,
    wasInTime: row.expires_at === null || found.answered < row.expires_at,
  };
}
