import type { Pool, PoolClient } from 'pg';

/** A part of the file of a case whose storage period has ended. */
export interface DuePart {
  requestId: string;
  reference: string;
  part: 'search-results' | 'package';
}

/** GDPR Art. 5(1)(e); RULEBOOK section 7: search results and redactions for 12 months after the end, the answer for 90 days after release. */
const SEARCH_RESULTS_MONTHS = 12;
const PACKAGE_DAYS = 90;

// What may still be needed stays: an open complaint, and what is kept because the person wants it kept (GDPR Art. 18(1)(b), (c)).
const IS_FREE = `NOT EXISTS (SELECT FROM complaint c WHERE c.request_id = r.id AND c.decided_at IS NULL)
  AND NOT EXISTS (SELECT FROM restriction x WHERE x.subject_id = r.subject_id AND x.lifted_at IS NULL)`;

const DUE = `SELECT * FROM (SELECT r.id AS "requestId", r.reference, 'search-results' AS part FROM request r
   WHERE r.status IN ('answered', 'closed') AND greatest(r.answered_at, r.closed_at) < $1 AND ${IS_FREE} AND r.id = coalesce($3::uuid, r.id)
     AND (EXISTS (SELECT FROM source_search s WHERE s.request_id = r.id AND s.blob_id IS NOT NULL)
       OR EXISTS (SELECT FROM held_back_row h WHERE h.request_id = r.id) OR EXISTS (SELECT FROM redaction d WHERE d.request_id = r.id))
  UNION ALL
  SELECT r.id, r.reference, 'package' FROM answer_package p JOIN request r ON r.id = p.request_id JOIN blob b ON b.id = p.blob_id
   WHERE p.released_at < $2 AND p.expires_at < $4 AND r.status IN ('answered', 'closed') AND ${IS_FREE} AND r.id = coalesce($3::uuid, r.id)
) AS due WHERE part = coalesce($6, part) ORDER BY 1, 3 LIMIT $5`;

function before(now: Date, { months = 0, days = 0 }: { months?: number; days?: number }): Date {
  const then = new Date(now);
  then.setUTCMonth(then.getUTCMonth() - months);
  then.setUTCDate(then.getUTCDate() - days);
  return then;
}

/** The parts whose time has ended, at most `limit`; of one case where `requestId` is given. Changes nothing. */
export async function dueParts(
  connection: Pick<Pool | PoolClient, 'query'>,
  { now, limit, requestId, part }: { now: Date; limit: number; requestId?: string; part?: DuePart['part'] | undefined },
): Promise<DuePart[]> {
  const values = [
    before(now, { months: SEARCH_RESULTS_MONTHS }),
    before(now, { days: PACKAGE_DAYS }),
    requestId ?? null,
    now,
    limit,
    part ?? null,
  ];
  const { rows } = await connection.query<DuePart>(DUE, values);
  return rows;
}
