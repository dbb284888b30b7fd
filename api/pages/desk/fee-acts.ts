import { type FeeStatus, type FeeStep, isOpenFee, nextFeeStatus } from '../../../domain/fee-state.js';
import type { ActType } from '../../../domain/request/filing.js';

/** Which step of the fee each act takes; asking for a fee begins one. */
const STEP_OF = {
  'fee-payment': 'pay',
  'fee-waiver': 'waive',
  'fee-dispute': 'dispute',
  'fee-dispute-decision': 'uphold',
  'fee-narrowing': 'narrow',
  'fee-refund': 'refund',
} as const satisfies Partial<Record<ActType, FeeStep>>;
type FeeAct = keyof typeof STEP_OF | 'fee';

export function isFeeAct(act: ActType): act is FeeAct {
  return act === 'fee' || act in STEP_OF;
}

/** Whether the desk offers this act for a fee that stands there; a case that never had one offers to ask for one. */
export function isFeeActOffered(status: FeeStatus | undefined, act: FeeAct): boolean {
  if (act === 'fee') return status === undefined || status === 'waived' || status === 'refunded';
  if (status === undefined) return false;
  const next = nextFeeStatus(status, STEP_OF[act]);
  return next !== undefined && (next !== 'refunded' || act === 'fee-refund');
}

/** What brings a case with an open fee on: the second person, the decision of a dispute, or the money. */
export function nextFeeActOf(status: FeeStatus | undefined): ActType | undefined {
  if (status === undefined || !isOpenFee(status)) return undefined;
  if (status === 'proposed') return 'approval';
  return status === 'disputed' ? 'fee-dispute-decision' : 'fee-payment';
}
