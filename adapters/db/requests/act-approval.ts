import type { ApprovalKind } from '../../../domain/approval.js';
import { DomainError } from '../../../domain/errors.js';
import { applyDecision } from './act-decision.js';
import { type ApprovalRow, openApprovalOf, settleApproval, together } from './approvals.js';
import type { Change } from './change.js';
import { approvedFee, declinedFee } from './fees/notify-fee.js';
import type { ActContext, Judge } from './judge.js';

/** What happens once a second person has approved: one line per kind. `openProposal` opens what was proposed. */
const APPROVED = {
  decision: applyDecision,
  fee: (_approval, context) => approvedFee(context),
} satisfies Record<ApprovalKind, (approval: ApprovalRow, context: ActContext) => Promise<Change> | Change>;

/** What happens once a second person has said no; where nothing is named, nothing does. */
const DECLINED: Partial<Record<ApprovalKind, (context: ActContext) => Promise<Change> | Change>> = { fee: declinedFee };

/** The second pair of eyes: what was proposed happens now, or is taken off with a reason. Throws NO_OPEN_APPROVAL, SECOND_PERSON_NEEDED. */
export const giveApproval: Judge<'approval'> = async (act, context) => {
  const approval = await openApprovalOf(context.client, context.row.id, act.kind);
  if (approval === undefined)
    throw new DomainError({
      code: 'NO_OPEN_APPROVAL',
      kind: 'conflict',
      detail: 'Nothing waits for a second person here (GDPR Art. 24).',
      article: 'GDPR Art. 24',
    });
  const settled = settleApproval(approval, context, act);
  if (act.approve) return together(settled, await APPROVED[approval.kind](approval, context));
  const declined = await DECLINED[approval.kind]?.(context);
  return declined === undefined ? settled : together(settled, declined);
};
