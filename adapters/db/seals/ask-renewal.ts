import { DomainError } from '../../../domain/errors.js';
import type { Actor } from '../../../domain/request/filing.js';
import { mayAskRenewal, renewalDecidedBy } from '../../../domain/seals/renewal.js';
import { inTransaction } from '../transaction.js';
import { queueNotice } from './keep/queue-notice.js';
import { openMatter } from './matters.js';
import type { SealDeps } from './seal-deps.js';
import { findSeal, noSuchSeal } from './seal-row.js';

/**
 * A member asks for the renewal of a seal of its own. Asked twice while it is open, it is one wish. The issuer gets a mail, and the wish
 * ends with the renewal or with its time.
 */
export function askRenewal(deps: SealDeps, key: { id: string; memberId: string }, actor: Actor): Promise<{ dueAt: Date }> {
  const now = deps.now();
  return inTransaction(deps.pool, async (client) => {
    const seal = await findSeal(client, key, { lock: true });
    if (seal === undefined || seal.status === 'draft') throw noSuchSeal();
    if (!mayAskRenewal(seal))
      throw new DomainError({
        code: 'RENEWAL_NOT_ON_REQUEST',
        kind: 'conflict',
        detail: 'This seal cannot be renewed on request now. Ask its issuer.',
      });
    const { rows } = await client.query<{ due_at: Date }>(
      `SELECT due_at FROM seal_matter WHERE seal_id = $1 AND kind = 'renewal' AND closed_at IS NULL`,
      [seal.id],
    );
    if (rows[0] !== undefined) return { dueAt: rows[0].due_at };
    const dueAt = renewalDecidedBy(now);
    const { id } = await openMatter(deps, client, { seal, kind: 'renewal', dueAt }, actor, now);
    const notice = { code: 'RENEWAL_ASKED', key: `renewal-asked:${id}`, on: dueAt, url: `/issuer/seals/${seal.id}` } as const;
    await queueNotice(deps, client, seal, notice, now);
    return { dueAt };
  });
}
