import { uuidv7 } from 'uuidv7';
import { requireSecondPerson } from '../../../../domain/approval.js';
import { rollForward } from '../../../../domain/clock/calendar.js';
import { formatDay, parseDay } from '../../../../domain/clock/day.js';
import { payByOf, requireFeeStep } from '../../../../domain/fee-state.js';
import { requireReduced } from '../../../../domain/fees.js';
import { clockOf, clockSubjectOf, daysLater } from '../case-clock.js';
import type { Change } from '../change.js';
import type { ActContext, Judge } from '../judge.js';
import { SEALED } from '../sealed.js';
import { feeEnded, feeNotice, feeTask } from './fee-letters.js';
import { moveFee, openFee, requireFee } from './fee-row.js';

/** RULEBOOK section 3: our own limit for a dispute, in working days. */
const DECIDE_WITHIN = 5;

/** The person disputes the fee; somebody else decides soon, and in the EU before the answer is due. */
export const disputeFee: Judge<'fee-dispute'> = async (act, context) => {
  const fee = await requireFee(context.client, context.row.id);
  const status = requireFeeStep(fee.status, 'dispute');
  const decideBy = decideByOf(context);
  const task = { what: 'A fee is disputed: uphold, reduce or cancel it.', dueOn: decideBy };
  return {
    facts: [{ event: 'fee-disputed', data: { feeId: fee.id, decideBy }, text: act.text }],
    rows: { thread_message: [await messageOf(context, act.text)] },
    letters: [feeTask(context.deps, context.row, `fee-dispute:${fee.id}:${context.now.toISOString()}`, task)],
    also: (client) => moveFee(client, fee.id, { status }),
  };
};

function decideByOf({ deps, row, today }: ActContext): string {
  const calendar = deps.calendars.get(row.calendar);
  let day = parseDay(today) ?? 0;
  for (let n = 0; n < DECIDE_WITHIN; n += 1) day = calendar === undefined ? day + 1 : rollForward(calendar, day + 1);
  const limit = formatDay(day);
  const latest = row.due_on === null ? limit : daysLater(row.due_on, -1);
  return latest < limit && latest >= today ? latest : limit;
}

/** What the person wrote stands in the thread as well, where they and the desk read it. */
async function messageOf({ deps, row, now, actor }: ActContext, text: string) {
  return {
    id: uuidv7(),
    thread_id: row.thread_id,
    request_id: row.id,
    direction: 'in',
    author: actor.role === 'staff' ? 'staff' : 'requester',
    sealed_body: await deps.vault.seal(row.subject_id, text, SEALED.message),
    subject_id: row.subject_id,
    at: now.toISOString(),
  };
}

/** The dispute is decided by somebody who did not decide the fee: it stands, is smaller, or was never owed. */
export const decideDispute: Judge<'fee-dispute-decision'> = async (act, context) => {
  const fee = await requireFee(context.client, context.row.id);
  const status = requireFeeStep(fee.status, act.verdict);
  requireSecondPerson(fee.approved_by, context.actor);
  const decided = { event: 'fee-dispute-decided', data: { feeId: fee.id, verdict: act.verdict }, text: act.reasons } as const;
  if (act.verdict === 'cancel')
    return {
      facts: [decided],
      clockEvents: [{ type: 'fee-waived', on: context.today }],
      letters: [feeEnded(fee, 'dispute', act.reasons)],
      also: (client) => moveFee(client, fee.id, { status, settled_at: context.now }),
    };
  return askAgain(context, fee, { ...act, status, decided });
};

async function askAgain(
  { deps, row, events, today, now, actor }: ActContext,
  fee: Awaited<ReturnType<typeof requireFee>>,
  act: { verdict: string; amountMinor?: number; reasons: string; status: typeof fee.status; decided: Change['facts'][number] },
): Promise<Change> {
  const amountMinor = act.verdict === 'reduce' ? requireReduced(fee.amount_minor, act.amountMinor) : fee.amount_minor;
  const payByOn = payByOf(today, clockOf(clockSubjectOf(row), events, deps.calendars).due);
  const opened = await openFee(deps.vault, row.subject_id, fee);
  const notice = { ground: fee.ground, currency: fee.currency, amountMinor, payByOn, ...opened, disputeDecision: act.reasons };
  return {
    facts: [act.decided],
    letters: [feeNotice(deps, row, `fee:${fee.id}:${now.toISOString()}`, notice, today)],
    also: (client) =>
      moveFee(client, fee.id, {
        status: act.status,
        amount_minor: amountMinor,
        pay_by_on: payByOn,
        approved_by: actor.id,
        reminded_at: null,
      }),
  };
}

/** The person asks for less instead of paying: the fee falls away and the work goes on, free, on the narrowed request. */
export const narrowRequest: Judge<'fee-narrowing'> = async (act, context) => {
  const fee = await requireFee(context.client, context.row.id);
  const status = requireFeeStep(fee.status, 'narrow');
  return {
    facts: [{ event: 'fee-cancelled', data: { feeId: fee.id, by: 'narrowing' }, text: act.text }],
    clockEvents: fee.status === 'proposed' ? [] : [{ type: 'fee-waived', on: context.today }],
    rows: { thread_message: [await messageOf(context, act.text)] },
    letters: fee.status === 'proposed' ? [] : [feeEnded(fee, 'narrowed')],
    also: (client) => moveFee(client, fee.id, { status, settled_at: context.now }),
  };
};
