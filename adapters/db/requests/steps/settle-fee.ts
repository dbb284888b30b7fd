import type { PoolClient } from 'pg';
import { parseDay } from '../../../../domain/clock/day.js';
import { startOfDayMs } from '../../../../domain/clock/zone.js';
import { expiresOnOf, nextFeeStatus, remindOnOf } from '../../../../domain/fee-state.js';
import type { FeeStep } from '../../../../domain/request/case-view.js';
import { localDateOf } from '../case-clock.js';
import type { CaseRow } from '../case-row.js';
import type { Change, StepContext } from '../change.js';
import type { DeskDeps } from '../desk-deps.js';
import { feeNotice, feeTask } from '../fees/fee-letters.js';
import { type FeeRow, lastFeeOf, moveFee, openFee } from '../fees/fee-row.js';
import { letter } from '../letters.js';
import { SEALED } from '../sealed.js';
import { recordTransition } from '../transition.js';
import { SYSTEM } from './acknowledge.js';

type Connection = Pick<PoolClient, 'query'>;

/** What is next to be done about the fee of a case, and when; null where nothing is. */
export async function feeStepOf(connection: Connection, row: CaseRow): Promise<FeeStep | null> {
  const owed = await connection.query(
    `SELECT 1 FROM fee_checkout c JOIN fee f ON f.id = c.fee_id WHERE f.request_id = $1 AND c.status = 'refund-due' LIMIT 1`,
    [row.id],
  );
  if (owed.rowCount !== 0) return { step: 'refund', atMs: 0 };
  const fee = await lastFeeOf(connection, row.id);
  if (fee?.status !== 'notified' || row.answered_at !== null || row.closed_at !== null) return null;
  const remindOn = fee.reminded_at === null && fee.notified_on !== null ? remindOnOf(fee.notified_on, fee.pay_by_on) : null;
  const at = (day: string) => startOfDayMs(row.time_zone, parseDay(day) ?? 0);
  return remindOn === null ? { step: 'expire', atMs: at(expiresOnOf(fee.pay_by_on)) } : { step: 'remind', atMs: at(remindOn) };
}

/** Reminds the person once of a fee that is still open, some days before it expires. */
export function remindFee(deps: DeskDeps, requestId: string, now: Date) {
  return recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    async ({ client, row }): Promise<Change | undefined> => {
      const fee = await lastFeeOf(client, requestId);
      if (fee?.status !== 'notified' || fee.reminded_at !== null || row.closed_at !== null) return undefined;
      const today = localDateOf(now, row.time_zone);
      const opened = await openFee(deps.vault, row.subject_id, fee);
      const { ground, amount_minor: amountMinor, currency, pay_by_on: payByOn } = fee;
      const notice = { ground, amountMinor, currency, payByOn, ...opened, isReminder: true } as const;
      return {
        facts: [{ event: 'fee-reminded', data: { feeId: fee.id, payByOn } }],
        letters: row.may_reply ? [feeNotice(deps, row, `fee-reminder:${fee.id}:${payByOn}`, notice, today)] : [],
        also: (connection) => moveFee(connection, fee.id, { reminded_at: now }),
      };
    },
    { now },
  );
}

/**
 * Nobody paid, narrowed, withdrew or disputed until the day named. In the EU the month ran on, and a fee under Art. 12(5) was asked
 * instead of a refusal: the refusal goes out now, in time (GDPR Art. 12(4)). Elsewhere the case is closed with its letter. Both can be
 * taken up again by paying late.
 */
export function expireFee(deps: DeskDeps, requestId: string, now: Date) {
  return recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    async ({ client, row }): Promise<Change | undefined> => {
      const fee = await lastFeeOf(client, requestId);
      const today = localDateOf(now, row.time_zone);
      const status = fee === undefined ? undefined : nextFeeStatus(fee.status, 'expire');
      if (fee === undefined || status === undefined || today < expiresOnOf(fee.pay_by_on)) return undefined;
      if (row.closed_at !== null || row.answered_at !== null) return undefined;
      const isRefusal = row.jurisdiction === 'EU' && fee.ground === 'unfounded-or-excessive';
      const change = isRefusal ? await refusalOf(deps, row, fee, now) : closingOf(row, fee, today, now);
      return {
        ...change,
        facts: [{ event: 'fee-expired', data: { feeId: fee.id } }, ...change.facts],
        also: (connection) => moveFee(connection, fee.id, { status, settled_at: now }),
      };
    },
    { now },
  );
}

async function refusalOf(deps: DeskDeps, row: CaseRow, fee: FeeRow, now: Date): Promise<Change> {
  const { calculation, evidence } = await openFee(deps.vault, row.subject_id, fee);
  const reasons = evidence ?? calculation;
  const sealed = await deps.vault.seal(row.subject_id, { reasons }, SEALED.decision);
  return {
    facts: [{ event: 'decided', data: { outcome: 'refused', hasReasons: true }, text: reasons }],
    // Decided by the people who chose the fee and its consequence: proposed by one, approved by another.
    set: {
      outcome: 'refused',
      sealed_decision: sealed,
      decided_by: fee.approved_by ?? fee.notified_by,
      decided_at: now,
      answered_at: now,
      fulfilled_at: now,
    },
    letters: row.may_reply
      ? [letter('REFUSAL', `fee-refusal:${fee.id}`, { reasons, provision: 'GDPR Art. 12(5)', evidence: reasons })]
      : [],
  };
}

function closingOf(row: CaseRow, fee: FeeRow, today: string, now: Date): Change {
  return {
    facts: [{ event: 'closed', data: { outcome: 'no-reply' } }],
    set: { outcome: 'no-reply', closed_at: now },
    letters: row.may_reply ? [letter('CLOSED', `fee-closed:${fee.id}`, { why: 'fee-unpaid', closedOn: today })] : [],
  };
}

/** Sends back what is owed, one visit to the payment page after the other; each once, by its key at the provider. */
export async function refundFee(deps: DeskDeps, requestId: string, now: Date): Promise<void> {
  const { rows } = await deps.pool.query<{ session_id: string; fee_id: string; payment_intent: string | null }>(
    `SELECT c.session_id, c.fee_id, c.payment_intent FROM fee_checkout c JOIN fee f ON f.id = c.fee_id
     WHERE f.request_id = $1 AND c.status = 'refund-due' ORDER BY c.created_at`,
    [requestId],
  );
  for (const { session_id: key, fee_id: feeId, payment_intent: paymentIntent } of rows) {
    const isPossible = deps.payments !== undefined && paymentIntent !== null;
    const result = isPossible ? await deps.payments?.refund({ paymentIntent, key }) : undefined;
    const problem = result === undefined ? 'no-provider' : result.status === 'refused' ? result.problem : undefined;
    const judge = async ({ client, row }: StepContext) =>
      (await isStillDue(client, key)) ? refunded(deps, row, { key, feeId, problem }, now) : undefined;
    await recordTransition(deps, { id: requestId }, SYSTEM, judge, { now });
  }
}

async function isStillDue(client: Connection, key: string): Promise<boolean> {
  return (await client.query(`SELECT 1 FROM fee_checkout WHERE session_id = $1 AND status = 'refund-due'`, [key])).rowCount !== 0;
}

function refunded(deps: DeskDeps, row: CaseRow, done: { key: string; feeId: string; problem: string | undefined }, now: Date): Change {
  const { key, feeId, problem } = done;
  const dueOn = localDateOf(now, row.time_zone);
  const task = { what: 'A fee could not be paid back by the provider: pay it back by hand.', dueOn };
  return {
    facts: [
      problem === undefined
        ? { event: 'fee-refunded', data: { feeId } }
        : { event: 'fee-refund-failed', data: { feeId, problem: problem.slice(0, 60) } },
    ],
    letters: problem === undefined ? [] : [feeTask(deps, row, `fee-refund-failed:${key}`, task)],
    also: (client) =>
      client.query(`UPDATE fee_checkout SET status = $2, problem = $3 WHERE session_id = $1 AND status = 'refund-due'`, [
        key,
        problem === undefined ? 'refunded' : 'refund-failed',
        problem?.slice(0, 60) ?? null,
      ]),
  };
}
