import { DomainError } from '../../../domain/errors.js';
import type { Judge } from './judge.js';

/** Staff know that a system is back: it is asked now, not when its next time comes (GDPR Art. 12(3), without undue delay). */
export const searchAgain: Judge<'search-again'> = async (act, { client, row, now }) => {
  const { rows } = await client.query<{ system: string }>(
    `SELECT system FROM source_search WHERE request_id = $1 AND status = 'unreachable' AND ($2::text IS NULL OR system = $2) ORDER BY system`,
    [row.id, act.system ?? null],
  );
  const systems = rows.map(({ system }) => system);
  if (systems.length === 0)
    throw new DomainError({
      code: 'NO_SILENT_SYSTEM',
      kind: 'conflict',
      detail: 'No system of this request is waited for; those that were down are listed in its `sources` as unreachable (GDPR Art. 15(1)).',
      article: 'GDPR Art. 15(1)',
    });
  return {
    facts: [{ event: 'search-wished', data: { systems } }],
    also: (connection) =>
      connection.query('UPDATE source_search SET wished_at = $3 WHERE request_id = $1 AND system = ANY($2)', [row.id, systems, now]),
  };
};
