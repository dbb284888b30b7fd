import { type FeeStatus, isOpenFee } from '../../../domain/fee-state.js';
import type { RequestDetail } from '../../../domain/request/filing.js';
import { dayInWords, moneyInWords } from '../words.js';
import { FEE_GROUND_WORDS } from './fee-forms.js';

const STATE = {
  proposed: { kind: 'held', word: 'proposed; a second person approves it or not' },
  notified: { kind: 'held', word: 'asked for; the person pays, narrows, withdraws or disputes' },
  disputed: { kind: 'held', word: 'disputed; somebody else decides about it' },
  paid: { kind: 'calm', word: 'paid' },
  settled: { kind: 'calm', word: 'paid, and the request answered' },
  waived: { kind: 'calm', word: 'not asked for any more' },
  cancelled: { kind: 'calm', word: 'fell away: the person narrowed or withdrew the request' },
  expired: { kind: 'calm', word: 'not paid in time; a late payment takes the request up again' },
  refunded: { kind: 'calm', word: 'paid back' },
} as const satisfies Record<FeeStatus, { kind: string; word: string }>;

/** The fee of a case as the desk sees it; what it was worked out from may be about the person, so it is shown with the personal data only. */
export function feeSection({ fee, isUnreadable }: RequestDetail, isShown: boolean) {
  if (fee === undefined) return null;
  return {
    amount: moneyInWords(fee, 'en'),
    ground: FEE_GROUND_WORDS[fee.ground].split(';')[0],
    state: STATE[fee.status],
    payBy: isOpenFee(fee.status) && fee.status !== 'proposed' ? dayInWords(fee.payByOn, 'en') : '',
    paidOn: fee.paidOn === undefined ? '' : dayInWords(fee.paidOn, 'en'),
    calculation: isShown ? fee.calculation : '',
    evidence: isShown ? (fee.evidence ?? '') : '',
    isHidden: !isShown && !isUnreadable,
  };
}
