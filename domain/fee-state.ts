import { DomainError } from './errors.js';

/** Where a fee stands (RULEBOOK section 3). `proposed` is the draft that waits for a second person. */
export const FEE_STATUSES = ['proposed', 'notified', 'disputed', 'paid', 'settled', 'waived', 'cancelled', 'expired', 'refunded'] as const;
export type FeeStatus = (typeof FEE_STATUSES)[number];

/** What may happen to a fee. `supply`: the answer it was paid for is given. `reject`: the second person says no to the draft. */
export const FEE_STEPS = [
  'approve',
  'reject',
  'pay',
  'waive',
  'dispute',
  'uphold',
  'reduce',
  'cancel',
  'narrow',
  'withdraw',
  'expire',
  'supply',
  'refund',
] as const;
export type FeeStep = (typeof FEE_STEPS)[number];

/**
 * The state machine of a fee. Money that arrives for a fee that has ended goes back to who paid it (`refunded`); only a fee that expired
 * is revived by a late payment.
 */
const NEXT = {
  proposed: { approve: 'notified', reject: 'waived', waive: 'waived', narrow: 'cancelled', withdraw: 'cancelled' },
  notified: { pay: 'paid', waive: 'waived', dispute: 'disputed', narrow: 'cancelled', withdraw: 'cancelled', expire: 'expired' },
  disputed: {
    uphold: 'notified',
    reduce: 'notified',
    cancel: 'waived',
    pay: 'paid',
    waive: 'waived',
    narrow: 'cancelled',
    withdraw: 'cancelled',
  },
  paid: { supply: 'settled', refund: 'refunded' },
  settled: { refund: 'refunded' },
  expired: { pay: 'paid' },
  waived: { pay: 'refunded' },
  cancelled: { pay: 'refunded' },
  refunded: { pay: 'refunded' },
} as const satisfies Record<FeeStatus, Partial<Record<FeeStep, FeeStatus>>>;

/** Where `step` leads, or undefined where it is not possible. */
export function nextFeeStatus(status: FeeStatus, step: FeeStep): FeeStatus | undefined {
  const from: Partial<Record<FeeStep, FeeStatus>> = NEXT[status];
  return from[step];
}

/** Where a fee stands, and the way out. */
const WHERE_IT_STANDS = {
  proposed: 'a second person approves it first, or declines it',
  notified: 'it waits for the person, who pays, narrows, withdraws or disputes',
  disputed: 'somebody who did not decide it decides the dispute first',
  paid: 'it was paid; it can be paid back',
  settled: 'it was paid and the request answered; it can be paid back',
  waived: 'it is not asked for any more; money that still comes goes back',
  cancelled: 'it fell away; money that still comes goes back',
  expired: 'its time has passed; a late payment takes the request up again',
  refunded: 'it was paid back already',
} as const satisfies Record<FeeStatus, string>;

/** Where `step` leads. Throws the 409 of a step that the state of the fee forbids. */
export function requireFeeStep(status: FeeStatus, step: FeeStep): FeeStatus {
  const next = nextFeeStatus(status, step);
  if (next !== undefined) return next;
  throw new DomainError({
    code: 'FEE_STEP_NOT_POSSIBLE',
    kind: 'conflict',
    detail: `"${step}" is not possible for a fee that is "${status}": ${WHERE_IT_STANDS[status]} (GDPR Art. 12(5)).`,
    article: 'GDPR Art. 12(5)',
  });
}

/** A fee that is neither settled nor given up: it keeps the case waiting. */
export const OPEN_FEE_STATUSES = ['proposed', 'notified', 'disputed'] as const satisfies readonly FeeStatus[];

export function isOpenFee(status: FeeStatus): boolean {
  return OPEN_FEE_STATUSES.some((open) => open === status);
}

/** How long a person has to pay, where the time for the answer leaves that long. */
const PAY_WITHIN_DAYS = 14;
const REMIND_BEFORE_DAYS = 4;

function plusDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/**
 * The last day to pay, `YYYY-MM-DD`: two weeks from the notice, but always before the answer is due, so that a refusal for want of
 * payment is still in time (RULEBOOK section 3, EU clock). `dueOn` is null where the fee itself keeps the date open (UK).
 */
export function payByOf(today: string, dueOn: string | null): string {
  const wished = plusDays(today, PAY_WITHIN_DAYS);
  if (dueOn === null) return wished;
  const latest = plusDays(dueOn, -1);
  if (latest >= wished) return wished;
  return latest > today ? latest : today;
}

/** The day on which the person is reminded once; null where the time to pay is too short for it. */
export function remindOnOf(notifiedOn: string, payByOn: string): string | null {
  const day = plusDays(payByOn, -REMIND_BEFORE_DAYS);
  return day > plusDays(notifiedOn, 1) ? day : null;
}

/** The day after the last day to pay: from its beginning the fee is expired. */
export function expiresOnOf(payByOn: string): string {
  return plusDays(payByOn, 1);
}
