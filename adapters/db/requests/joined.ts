import type { PoolClient } from 'pg';
import type { RequestDetail } from '../../../domain/request/detail.js';
import type { Outcome } from '../../../domain/request/types.js';
import type { CaseRow } from './case-row.js';

/**
 * How a case ended. One that was joined to another is answered there: its outcome is that of the other, null until there is one, and it
 * names the other. Never stored, so that it stays true when the other is taken up again.
 */
export async function endedWith(
  connection: Pick<PoolClient, 'query'>,
  row: Pick<CaseRow, 'outcome' | 'joined_to'>,
): Promise<Pick<RequestDetail, 'outcome' | 'joinedTo'>> {
  if (row.joined_to === null) return { outcome: row.outcome };
  const { rows } = await connection.query<{ reference: string; outcome: Outcome | null; joined_to: string | null }>(
    `WITH RECURSIVE way AS (
       SELECT id, reference, outcome, joined_to, 0 AS step FROM request WHERE id = $1
       UNION ALL SELECT r.id, r.reference, r.outcome, r.joined_to, way.step + 1 FROM request r JOIN way ON r.id = way.joined_to)
     SELECT reference, outcome, joined_to FROM way ORDER BY step DESC LIMIT 1`,
    [row.joined_to],
  );
  const answering = rows[0];
  return answering === undefined ? { outcome: row.outcome } : { outcome: answering.outcome, joinedTo: answering.reference };
}
