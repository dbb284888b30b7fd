import type { DayView, SealSteps } from '../../../../domain/seals/seal-steps.js';
import type { DomainChecker } from '../../../domains/check-domain.js';
import type { SealDeps } from '../seal-deps.js';
import { checkDueDomains } from './check-domains.js';
import { doDueSeals } from './days-work.js';
import { readMatter, stepMatter } from './matter-steps.js';

/** What the workflows of seals have done in the database. */
export function createSealSteps(deps: SealDeps & { domains: DomainChecker }): SealSteps {
  return {
    async doIssuersDay(issuerSlug, now): Promise<DayView> {
      const seals = await doDueSeals(deps, issuerSlug, now);
      const domains = await checkDueDomains(deps, issuerSlug, now);
      const next = [seals.nextAt, domains.nextAt].flatMap((at) => at?.getTime() ?? []);
      return { isMore: seals.isMore || domains.isMore, nextAtMs: next.length === 0 ? null : Math.min(...next) };
    },
    readMatter: (matterId) => readMatter(deps, matterId),
    stepMatter: (matterId, now) => stepMatter(deps, matterId, now),
  };
}
