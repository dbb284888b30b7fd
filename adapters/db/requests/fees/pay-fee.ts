import { DomainError } from '../../../../domain/errors.js';
import { requireFeeStep } from '../../../../domain/fee-state.js';
import { daysLater, localDateOf } from '../case-clock.js';
import type { Change, StepContext } from '../change.js';
import type { DeskDeps } from '../desk-deps.js';
import type { Judge } from '../judge.js';
import { feeEnded, feeTask } from './fee-letters.js';
import { type FeeRow, moveFee, requireFee } from './fee-row.js';

/** What a late payment of an expired fee takes back, so that the request is decided anew. */
const UNDECIDED = {
  outcome: null,
  sealed_decision: null,
  decided_by: null,
  decided_at: null,
  fulfilled_at: null,
  answered_at: null,
  closed_at: null,
} as const;

/** A bank transfer entered by staff. The day the money was received counts (RULEBOOK section 3). */
export const recordPayment: Judge<'fee-payment'> = async (act, { client, deps, row, today, now, profile, events }) => {
  const fee = await requireFee(client, row.id);
  const on = act.paidOn ?? today;
  requirePayDay(fee, on, today);
  return takePayment(deps, { client, row, now, profile, events }, fee, { on, by: 'transfer' });
};

function requirePayDay(fee: FeeRow, on: string, today: string): void {
  const isPossible = on <= today && (fee.notified_on === null || on >= fee.notified_on);
  if (isPossible) return;
  throw new DomainError({
    code: 'INVALID_INPUT',
    kind: 'invalid',
    detail: 'A fee is paid between the day of its notice and today.',
    fields: [{ pointer: '/paidOn', detail: `Give a day from ${fee.notified_on ?? today} to ${today}.` }],
  });
}

/**
 * Money for a fee has come in. It settles an open fee, revives a case whose fee had expired (RULEBOOK section 3), and goes back where
 * the fee had ended otherwise. Throws 409 where the fee is paid already.
 */
export function takePayment(
  deps: DeskDeps,
  { row, now }: StepContext,
  fee: FeeRow,
  { on, by }: { on: string; by: 'checkout' | 'transfer' },
): Change {
  const status = requireFeeStep(fee.status, 'pay');
  const paid = { event: 'fee-paid', data: { feeId: fee.id, on, by } } as const;
  const also: Change['also'] = (client) => moveFee(client, fee.id, { status, paid_on: on, paid_by: by, settled_at: now });
  if (status === 'refunded') {
    const back = payBack(deps, row, fee, { by, why: 'fee-had-ended', now });
    return { ...back, facts: [paid, ...back.facts], nudge: true };
  }
  const isRevived = fee.status === 'expired';
  return {
    facts: [paid, ...(isRevived ? [{ event: 'reopened', data: { reason: 'fee-paid-late' } } as const] : [])],
    clockEvents: [{ type: 'fee-paid', on }],
    ...(isRevived ? { set: UNDECIDED } : {}),
    nudge: true,
    also,
  };
}

interface PayBack {
  by: 'checkout' | 'transfer' | null;
  why: string;
  now: Date;
  reasons?: string;
}

/** The money goes back: by the provider as a step of the workflow, or by hand where it came by transfer. */
export function payBack(deps: DeskDeps, row: StepContext['row'], fee: FeeRow, { by, why, now, reasons }: PayBack): Change {
  const dueOn = daysLater(localDateOf(now, row.time_zone), 5);
  const task = { what: 'Pay a fee back by bank transfer: it came that way.', dueOn };
  return {
    facts: [{ event: 'fee-refund-due', data: { feeId: fee.id, reason: why }, ...(reasons === undefined ? {} : { text: reasons }) }],
    letters: [feeEnded(fee, 'refunded', reasons), ...(by === 'transfer' ? [feeTask(deps, row, `fee-refund:${fee.id}`, task)] : [])],
    nudge: true,
    also: async (client) => {
      await moveFee(client, fee.id, { status: 'refunded', settled_at: now });
      await client.query(`UPDATE fee_checkout SET status = 'refund-due' WHERE fee_id = $1 AND status = 'paid'`, [fee.id]);
    },
  };
}

/** Staff send the money back, with the reason. */
export const refundPaidFee: Judge<'fee-refund'> = async (act, { client, deps, row, now }) => {
  const fee = await requireFee(client, row.id);
  requireFeeStep(fee.status, 'refund');
  return payBack(deps, row, fee, { by: fee.paid_by, why: 'staff', now, reasons: act.reason });
};

/** A waived fee never was: the start of the time falls back, and the case may be overdue at once (RULEBOOK 1.2 rule 4). */
export const waiveFee: Judge<'fee-waiver'> = async (act, { client, row, today, now }) => {
  const fee = await requireFee(client, row.id);
  const status = requireFeeStep(fee.status, 'waive');
  const wasNotified = fee.status !== 'proposed';
  return {
    facts: [{ event: 'fee-waived', data: { feeId: fee.id }, text: act.reason }],
    clockEvents: wasNotified ? [{ type: 'fee-waived', on: today }] : [],
    letters: wasNotified ? [feeEnded(fee, 'waived', act.reason)] : [],
    also: async (connection) => {
      await moveFee(connection, fee.id, { status, settled_at: now });
      await connection.query(`UPDATE approval SET status = 'superseded' WHERE request_id = $1 AND kind = 'fee' AND status = 'open'`, [
        row.id,
      ]);
    },
  };
};
