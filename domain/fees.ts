import { DomainError } from './errors.js';
import type { Act } from './request/filing.js';
import type { Right } from './request/types.js';

type FeeAct = Extract<Act, { type: 'fee' }>;

/** What must be known before a fee may be asked. */
export interface FeeFacts {
  right: Right | null;
  regime: 'STATUTORY' | 'POLICY_ONLY';
  hasOpenFee: boolean;
  /** A copy of the same data was already handed over in an earlier case of this person. */
  hadFirstCopy: boolean;
}

function refuse(code: string, detail: string, article: string): never {
  throw new DomainError({ code, kind: 'conflict', detail: `${detail} (${article}).`, article });
}

/**
 * Refuses every fee without a lawful ground: the first copy is free whatever its motive (GDPR Art. 12(5), 15(3); CJEU C-307/22),
 * a further copy may cost its administrative cost (15(3)), a manifestly unfounded or excessive request too (12(5)), and corporate
 * data what the contract says.
 */
export function requireLawfulFee(act: FeeAct, facts: FeeFacts): void {
  if (facts.hasOpenFee) refuse('FEE_ALREADY_OPEN', 'A fee for this request is already open: settle or waive it first', 'GDPR Art. 12(5)');
  if (act.ground === 'further-copy') {
    if (facts.right !== 'access') refuse('FEE_ONLY_FOR_ACCESS_COPY', 'Only a further copy of an access answer can cost a fee', 'GDPR Art. 15(3)');
    if (!facts.hadFirstCopy) refuse('FIRST_COPY_IS_FREE', 'The first copy is free of charge, and no earlier copy was handed over', 'GDPR Art. 12(5), 15(3)');
  }
  if (act.ground === 'policy-corporate' && facts.regime !== 'POLICY_ONLY')
    refuse('PERSONAL_DATA_ARE_FREE', 'A fee by contract is possible for corporate data only, and this request is about personal data', 'GDPR Art. 12(5)');
}
