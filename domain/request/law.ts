import { DomainError } from '../errors.js';
import { requireNoPaidFee } from '../fees.js';
import { isEnough, LEVEL_FOR_NEW_ADDRESS } from '../identity.js';
import { type HearingFacts, requireIssuersHeard } from '../rectification/decide.js';
import type { Act } from './filing.js';
import type { CaseFacts } from './state.js';
import type { IdentityLevel } from './types.js';

/** What the law adds to the state when an act is judged. Dates are YYYY-MM-DD of the case's place. */
export interface LawFacts extends CaseFacts {
  firstPeriodEnd: string | null;
  isExtended: boolean;
  today: string;
  isSearchRunning: boolean;
  /** Art. 17: another case of the same message asks for access or a copy and is not answered yet. */
  hasUnansweredAccess: boolean;
  /** The ground of a fee that the person has paid and not got back. */
  paidFeeGround: 'unfounded-or-excessive' | 'further-copy' | 'policy-corporate' | null;
  /** Art. 16: whether the issuers of the fields were heard; null for the other rights. */
  hearing: HearingFacts | null;
}

function forbid(code: string, detail: string, article: string, retryAfterSeconds?: number): never {
  throw new DomainError({
    code,
    kind: 'conflict',
    detail: `${detail} (${article}).`,
    article,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
}

/** GDPR Art. 12(3): once, inside the first month, with reasons of this request. */
export function requireLawfulExtension(facts: LawFacts): void {
  if (facts.isExtended)
    forbid('ALREADY_EXTENDED', 'The time was already extended once; a second extension does not exist', 'GDPR Art. 12(3)');
  if (facts.hasOpenFee)
    forbid(
      'FEE_IS_NO_GROUND',
      'A fee that is open is no ground for more time: it has its own effect on the clock, or none; extend for the work itself, once it is settled',
      'GDPR Art. 12(3)',
    );
  if (facts.firstPeriodEnd !== null && facts.today > facts.firstPeriodEnd)
    forbid('EXTENSION_TOO_LATE', `The person had to be told by ${facts.firstPeriodEnd}, inside the first month`, 'GDPR Art. 12(3)');
}

export function requireLawfulDecision(act: Extract<Act, { type: 'decision' }>, facts: LawFacts): void {
  if (facts.isSearchRunning)
    forbid('SEARCH_NOT_FINISHED', 'The systems are still being searched for the first time; decide in a moment', 'GDPR Art. 15(1)', 1);
  if (facts.hearing !== null) requireIssuersHeard(facts.hearing);
  requireNoPaidFee(act.outcome, facts.paidFeeGround);
  // GDPR Art. 17 with 15: what is erased can no longer be shown, so a copy asked for in the same message comes first.
  if (facts.right === 'erasure' && act.outcome !== 'refused' && facts.hasUnansweredAccess)
    forbid('ACCESS_FIRST', 'The same message asks for a copy of the data: answer that case before erasing', 'GDPR Art. 15(3), 17');
  if (act.outcome === 'not-held' && facts.right !== 'access' && facts.right !== 'portability' && facts.right !== 'erasure')
    forbid('NOT_HELD_NOT_POSSIBLE', 'Only a request for data or their erasure can be answered with "not held"', 'GDPR Art. 15(1), 17, 20');
}

/** GDPR Art. 12(6), 32: what a person is told goes to another address only once more than the old mailbox is proven. */
export function requireLevelForNewAddress(level: IdentityLevel): void {
  if (!isEnough(level, LEVEL_FOR_NEW_ADDRESS))
    forbid(
      'IDENTITY_LEVEL_TOO_LOW',
      `An answer goes to another address only at level ${LEVEL_FOR_NEW_ADDRESS} or higher; ${level} is proven`,
      'GDPR Art. 12(6), 32(1)',
    );
}

/**
 * GDPR Art. 12(6): nobody who is already identified is asked again, and a level is never taken back. A higher one that became known is
 * put down: some decisions need it (IDENTITY_TOO_WEAK), and it asks nothing of anybody.
 */
export function requireUsefulIdentity(facts: CaseFacts, level: IdentityLevel): void {
  if (facts.isIdentityProven && isEnough(facts.identityLevel, level))
    forbid('IDENTITY_ALREADY_PROVEN', 'The identity needed for this right is already proven', 'GDPR Art. 12(6)');
}
