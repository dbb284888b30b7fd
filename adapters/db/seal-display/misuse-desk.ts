import type { Pool } from 'pg';
import { type Misuse, type MisuseClaim, MOST_HOSTS_A_DAY } from '../../../domain/seals/misuse.js';

interface Row {
  host: string;
  day: string;
  source: 'seen' | 'reported';
  claim: MisuseClaim | null;
  count: number;
  first_at: Date;
  last_at: Date;
}

/** What was seen and reported about a seal, newest day first; at most the last 500. */
export async function listMisuse(pool: Pool, sealId: string): Promise<Misuse[]> {
  const { rows } = await pool.query<Row>(
    `SELECT origin AS host, day::text, 'seen' AS source, NULL AS claim, count, first_at, last_at FROM seal_misuse WHERE seal_id = $1
     UNION ALL
     SELECT host, day::text, 'reported', claim, count, first_at, last_at FROM seal_report WHERE seal_id = $1
     ORDER BY day DESC, last_at DESC, host LIMIT 500`,
    [sealId],
  );
  return rows.map(({ first_at, last_at, ...row }) => ({ ...row, firstAt: first_at.toISOString(), lastAt: last_at.toISOString() }));
}

/**
 * Keeps that somebody reported a page: its host, what they say of it, the day; nothing about them. True where it is the first of the day.
 * A day of a seal has room for so many.
 */
export async function keepReport(
  pool: Pick<Pool, 'query'>,
  report: { sealId: string; host: string; claim: MisuseClaim; day: string },
): Promise<boolean> {
  const { rows } = await pool.query<{ is_first: boolean }>(
    `INSERT INTO seal_report AS kept (seal_id, host, claim, day)
     SELECT $1, $2, $3, $4::date
     WHERE (SELECT count(*) FROM seal_report r WHERE r.seal_id = $1 AND r.day = $4::date AND (r.host, r.claim) <> ($2, $3)) < $5
     ON CONFLICT (seal_id, host, day, claim) DO UPDATE SET count = kept.count + 1, last_at = now()
     RETURNING xmax = 0 AS is_first`,
    [report.sealId, report.host, report.claim, report.day, MOST_HOSTS_A_DAY],
  );
  return rows[0]?.is_first ?? false;
}

/** Whose seal it is, also of one that is hidden: its issuer still sees what was reported. Undefined for drafts too: nobody shows them. */
export async function issuerOfSeal(pool: Pool, sealId: string): Promise<{ issuerSlug: string; memberId: string } | undefined> {
  const { rows } = await pool.query<{ issuerSlug: string; memberId: string }>(
    'SELECT issuer_slug AS "issuerSlug", member_id AS "memberId" FROM seal WHERE id::text = $1',
    [sealId.toLowerCase()],
  );
  return rows[0];
}
