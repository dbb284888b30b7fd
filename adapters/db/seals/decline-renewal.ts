import { DomainError } from '../../../domain/errors.js';
import type { Actor } from '../../../domain/request/filing.js';
import type { OwnKey } from '../../../domain/seals/view.js';
import { inTransaction } from '../transaction.js';
import { queueNotice } from './keep/queue-notice.js';
import { settleMatter } from './matters.js';
import type { SealDeps } from './seal-deps.js';
import { findSeal, noSuchSeal } from './seal-row.js';

/** The issuer says no to a renewal that its member asked for. The seal stays in force to its end; the member is told, and may ask again. */
export function declineRenewal(deps: SealDeps, key: OwnKey, actor: Actor, { reason }: { reason: string }): Promise<void> {
  const now = deps.now();
  return inTransaction(deps.pool, async (client) => {
    const seal = await findSeal(client, key, { lock: true });
    if (seal === undefined) throw noSuchSeal();
    const isOpen = await settleMatter(deps, client, { sealId: seal.id, kind: 'renewal', outcome: 'declined', reason }, actor, now);
    if (!isOpen)
      throw new DomainError({
        code: 'NO_RENEWAL_ASKED',
        kind: 'conflict',
        detail: 'No renewal of this seal is asked for, so there is nothing to decline.',
      });
    const occasion = `renewal-declined:${seal.id}:${now.getTime()}`;
    const notice = { code: 'RENEWAL_DECLINED', key: occasion, on: seal.valid_until, url: `/member/seals/${seal.id}` } as const;
    await queueNotice(deps, client, seal, notice, now);
  });
}
