import { uuidv7 } from 'uuidv7';
import { payByOf, requireFeeStep } from '../../../../domain/fee-state.js';
import { needsSecondPerson } from '../../../../domain/fees.js';
import type { Act } from '../../../../domain/request/filing.js';
import { noteOf } from '../../../../domain/request/letter-acts.js';
import { openApprovalOf, openProposal, proposeApproval, settleApproval, together } from '../approvals.js';
import { clockOf, clockSubjectOf, daysLater } from '../case-clock.js';
import type { Change } from '../change.js';
import type { ActContext, Judge } from '../judge.js';
import { addNote } from '../own-words.js';
import { SEALED } from '../sealed.js';
import { feeNotice, feeTask } from './fee-letters.js';
import { type FeeRow, lastFeeOf, moveFee, openFee, requireFee } from './fee-row.js';
import { judgeFee } from './judge-fee.js';

interface FeeProposal {
  feeId: string;
  note?: string;
}

type FeeAct = Extract<Act, { type: 'fee' }>;

/**
 * Asks for a fee on a lawful ground only (domain/fees.ts). What one person may ask goes out in the same transaction. A fee under
 * Art. 12(5) waits as `proposed` for a second person: by the act `approval`, or by the same act once more from somebody else.
 */
export const notifyFee: Judge<'fee'> = async (act, context) => {
  const waiting = await lastFeeOf(context.client, context.row.id);
  if (waiting?.status === 'proposed' && isSameFee(waiting, act)) return approveProposed(context);
  await judgeFee(act, context);
  const row = await newFee(act, context);
  return needsSecondPerson(act.ground) ? propose(act, context, row) : notifyAtOnce(act, context, row);
};

function isSameFee(fee: FeeRow, act: FeeAct): boolean {
  return fee.ground === act.ground && fee.amount_minor === act.amountMinor && fee.currency === act.currency;
}

async function approveProposed(context: ActContext): Promise<Change> {
  const approval = await openApprovalOf(context.client, context.row.id, 'fee');
  if (approval === undefined) return approvedFee(context);
  return together(settleApproval(approval, context, { approve: true }), await approvedFee(context));
}

async function newFee(act: FeeAct, { deps, row, actor, today }: ActContext) {
  const { vault } = deps;
  const evidence = act.evidence === undefined ? null : await vault.sealText(row.subject_id, act.evidence, SEALED.feeEvidence);
  return {
    id: uuidv7(),
    request_id: row.id,
    ground: act.ground,
    amount_minor: act.amountMinor,
    currency: act.currency,
    sealed_calculation: await vault.sealText(row.subject_id, act.calculation, SEALED.calculation),
    sealed_evidence: evidence,
    status: 'proposed',
    pay_by_on: daysLater(today, 14),
    notified_by: actor.id,
  };
}

async function propose(act: FeeAct, context: ActContext, fee: Awaited<ReturnType<typeof newFee>>): Promise<Change> {
  const { deps, row, today } = context;
  const approval = await proposeApproval(context, {
    kind: 'fee',
    ground: act.ground,
    content: { feeId: fee.id, note: noteOf(act) } satisfies FeeProposal,
  });
  const { id: feeId, ground } = fee;
  const proposal: Change = {
    facts: [
      {
        event: 'fee-proposed',
        data: { feeId, ground, amountMinor: act.amountMinor, currency: act.currency },
        text: act.evidence ?? act.calculation,
      },
    ],
    rows: { fee: [fee] },
    letters: [
      feeTask(deps, row, `fee-approval:${feeId}`, { what: 'A fee is proposed: approve or decline it.', dueOn: daysLater(today, 2) }),
    ],
  };
  return together(proposal, approval);
}

function notifyAtOnce(act: FeeAct, context: ActContext, fee: Awaited<ReturnType<typeof newFee>>): Change {
  const { today, actor } = context;
  const { payByOn, ...change } = noticeOf(context, { ...act, id: fee.id, evidence: act.evidence });
  const columns = { status: 'notified', pay_by_on: payByOn, notified_on: today, approved_by: actor.id };
  return { ...change, rows: { fee: [{ ...fee, ...columns }] } };
}

/** The second person said yes: the notice goes out now. Whether the fee is still lawful is asked again. */
export async function approvedFee(context: ActContext): Promise<Change> {
  const { client, deps, row, actor, today } = context;
  const fee = await requireFee(client, row.id);
  const status = requireFeeStep(fee.status, 'approve');
  const opened = await openFee(deps.vault, row.subject_id, fee);
  const { ground, amount_minor: amountMinor, currency } = fee;
  await judgeFee({ type: 'fee', ground, amountMinor, currency, calculation: opened.calculation }, context, { ignoring: fee.id });
  const { payByOn, ...change } = noticeOf(context, { id: fee.id, ground, amountMinor, currency, ...opened });
  const columns = { status, approved_by: actor.id, notified_on: today, pay_by_on: payByOn };
  return addNote({ ...change, also: (connection) => moveFee(connection, fee.id, columns) }, await proposedNote(context));
}

/** What who proposed the fee adds to its letter. */
async function proposedNote({ client, deps, row }: ActContext): Promise<string | undefined> {
  const approval = await openApprovalOf(client, row.id, 'fee');
  return approval === undefined ? undefined : (await openProposal<FeeProposal>(deps, row, approval))?.note;
}

/** The second person said no: the person never hears of the fee. */
export async function declinedFee({ client, row, now }: ActContext): Promise<Change> {
  const fee = await requireFee(client, row.id);
  const status = requireFeeStep(fee.status, 'reject');
  return { facts: [], also: (connection) => moveFee(connection, fee.id, { status, settled_at: now }) };
}

interface Noticed {
  id: string;
  ground: FeeRow['ground'];
  amountMinor: number;
  currency: string;
  calculation: string;
  evidence?: string;
}

function noticeOf({ deps, row, events, today }: ActContext, fee: Noticed): Change & { payByOn: string } {
  const event = { type: 'fee-notified', on: today, ground: fee.ground } as const;
  const clock = clockOf(clockSubjectOf(row), [...events, event], deps.calendars);
  const payByOn = payByOf(today, clock.due);
  const { id: feeId, ground, amountMinor, currency, calculation, evidence } = fee;
  return {
    payByOn,
    facts: [{ event: 'fee-notified', data: { feeId, ground, amountMinor, currency, payByOn }, text: calculation }],
    clockEvents: [event],
    letters: [feeNotice(deps, row, `fee:${feeId}`, { ground, amountMinor, currency, payByOn, calculation, evidence }, today)],
  };
}
