import { DomainError } from './errors.js';
import { UNLAWFUL_COST_KINDS, UNLAWFUL_COSTS } from './fee-costs.js';
import type { Act } from './request/filing.js';
import type { ObjectionKind, Right } from './request/types.js';

type FeeAct = Extract<Act, { type: 'fee' }>;

/** What must be known before a fee may be asked. Dates are `YYYY-MM-DD` of the case's place. */
export interface FeeFacts {
  right: Right | null;
  objectionKind: ObjectionKind | null;
  regime: 'STATUTORY' | 'POLICY_ONLY';
  hasOpenFee: boolean;
  /** A fee of this case was paid, and not sent back. */
  hasPaidFee: boolean;
  /** The person narrowed the request because of a fee: what is left is free. */
  wasNarrowed: boolean;
  /** A copy of the same data was already handed over in an earlier case of this person. */
  hadFirstCopy: boolean;
  /** The data found now are not those of the earlier copy; null while they have not been searched. */
  hasNewData: boolean | null;
  today: string;
  safeOn: string;
}

function refuse(code: string, detail: string, article: string): never {
  throw new DomainError({ code, kind: 'conflict', detail: `${detail} (${article}).`, article });
}

/** Whether the kind of request and its history let a fee be asked at all. */
function requireFeeOpen(facts: FeeFacts): void {
  if (facts.right === 'objection' && facts.objectionKind === 'direct_marketing')
    refuse(
      'MARKETING_STOP_IS_FREE',
      'An objection to direct marketing is followed at once and never costs anything',
      'GDPR Art. 21(2), (3)',
    );
  if (facts.hasOpenFee) refuse('FEE_ALREADY_OPEN', 'A fee for this request is already open: settle or waive it first', 'GDPR Art. 12(5)');
  if (facts.hasPaidFee) refuse('FEE_ALREADY_PAID', 'A fee for this request was already paid', 'GDPR Art. 12(5)');
  if (facts.wasNarrowed)
    refuse('NARROWED_REQUEST_IS_FREE', 'The person narrowed the request instead of paying; what is left is free', 'GDPR Art. 12(5)');
  if (facts.today >= facts.safeOn)
    refuse('FEE_TOO_LATE', `A fee had to be notified promptly, before ${facts.safeOn}; answer without one`, 'GDPR Art. 12(3), 12(5)');
}

function requireFurtherCopy(facts: FeeFacts): void {
  if (facts.right !== 'access')
    refuse('FEE_ONLY_FOR_ACCESS_COPY', 'Only a further copy of an access answer can cost a fee', 'GDPR Art. 15(3)');
  if (!facts.hadFirstCopy)
    refuse('FIRST_COPY_IS_FREE', 'The first copy is free of charge, and no earlier copy was handed over', 'GDPR Art. 12(5), 15(3)');
  if (facts.hasNewData === true)
    refuse(
      'NOT_A_FURTHER_COPY',
      'The data have changed since the earlier copy, so this is a first copy of them and free',
      'GDPR Art. 15(3)',
    );
}

/**
 * Refuses every fee without a lawful ground: the first copy is free whatever its motive (GDPR Art. 12(5), 15(3); CJEU C-307/22),
 * a further copy of the same data may cost its administrative cost (15(3)), a manifestly unfounded or excessive request too (12(5)),
 * and corporate data what the contract says (RULEBOOK section 3).
 */
export function requireLawfulFee(act: FeeAct, facts: FeeFacts): void {
  requireFeeOpen(facts);
  if (act.amountMinor <= 0) refuse('FEE_OF_NOTHING', 'A fee is more than nothing', 'GDPR Art. 12(5)');
  if (act.ground === 'further-copy') requireFurtherCopy(facts);
  if (act.ground === 'policy-corporate' && facts.regime !== 'POLICY_ONLY')
    refuse(
      'PERSONAL_DATA_ARE_FREE',
      'A fee by contract is possible for corporate data only, and this request is about personal data',
      'GDPR Art. 12(5)',
    );
  // A price by contract is no administrative cost.
  for (const cost of act.ground === 'policy-corporate' ? [] : (act.covers ?? [])) {
    const unlawful = UNLAWFUL_COST_KINDS.find((kind) => kind === cost);
    if (unlawful === undefined) continue;
    const [detail, article] = UNLAWFUL_COSTS[unlawful];
    refuse('FEE_COST_NOT_ALLOWED', detail, article);
  }
}

/** GDPR Art. 12(5): a reasonable fee *or* a refusal. Whoever took the money may not refuse on that ground; it goes back first. */
export function requireNoPaidFee(outcome: string, paidGround: string | null): void {
  if (outcome !== 'refused' || paidGround !== 'unfounded-or-excessive') return;
  refuse('FEE_OR_REFUSAL', 'The person paid a fee for this request: answer it, or refund the fee before you refuse', 'GDPR Art. 12(5)');
}

/** Art. 12(5) weighs against the person, so two people look at it (RULEBOOK 8, common table); a copy's cost or a price needs one. */
export function needsSecondPerson(ground: FeeAct['ground']): boolean {
  return ground === 'unfounded-or-excessive';
}

/** A reduced fee is less than before, and more than nothing: to ask for nothing is to cancel it. */
export function requireReduced(before: number, after: number | undefined): number {
  if (after !== undefined && after > 0 && after < before) return after;
  return refuse('FEE_NOT_REDUCED', 'A reduced fee is smaller than the one before and more than nothing', 'GDPR Art. 12(5)');
}
