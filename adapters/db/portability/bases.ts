import { DomainError } from '../../../domain/errors.js';
import type { Act } from '../../../domain/request/filing.js';
import type { Change } from '../requests/change.js';
import type { ActContext } from '../requests/judge.js';

/** A reviewer says on what the processing of a collection rests whose description is silent (GDPR Art. 20(1)(a)). Throws NOT_PORTABILITY. */
export function decideBasis(act: Extract<Act, { type: 'portability-basis' }>, { row, actor, now }: ActContext): Change {
  if (row.right !== 'portability')
    throw new DomainError({
      code: 'NOT_PORTABILITY',
      kind: 'conflict',
      detail: 'Only a request for portability asks for the basis of the processing. GDPR Art. 20(1).',
      article: 'GDPR Art. 20(1)',
    });
  const { system, collection, basis } = act;
  return {
    facts: [{ event: 'basis-decided', data: { system, collection, basis } }],
    also: (client) =>
      client.query(
        `INSERT INTO portability_basis (request_id, system, collection, basis, decided_by, decided_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (request_id, system, collection) DO UPDATE SET basis = EXCLUDED.basis, decided_by = EXCLUDED.decided_by, decided_at = EXCLUDED.decided_at`,
        [row.id, system, collection, basis, actor.id, now],
      ),
  };
}
