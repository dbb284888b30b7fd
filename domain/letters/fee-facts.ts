import type { LetterCommon } from './common-facts.js';
import type { EffectOnTime } from './regime.js';

export type FeeGround = 'unfounded-or-excessive' | 'further-copy' | 'policy-corporate';

export interface FeeNoticeFacts extends LetterCommon {
  ground: FeeGround;
  /** The facts behind the ground, specific to this request. */
  reasons: string;
  calculation: string;
  amountMinor: number;
  /** ISO 4217. */
  currency: string;
  payBy: string;
  howToPay: string;
  /** Where the person pays, narrows, withdraws or disputes. */
  feeUrl?: string | null;
  /** Why a disputed fee stands or is smaller now. */
  disputeDecision?: string | null;
  isReminder?: boolean | null;
  effectOnTime: EffectOnTime;
}

/** The fee is not owed any more, or comes back. */
export interface FeeEndedFacts extends LetterCommon {
  why: 'waived' | 'narrowed' | 'dispute' | 'new-data' | 'refunded';
  amountMinor: number;
  currency: string;
  reasons?: string | null;
}
