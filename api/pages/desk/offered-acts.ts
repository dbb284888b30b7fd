import { awaitsAuthority } from '../../../domain/behalf.js';
import { AUTHENTICATED, isEnough, LEVEL_FOR_DOUBT } from '../../../domain/identity.js';
import { needsBalance } from '../../../domain/objection.js';
import type { RequestDetail } from '../../../domain/request/detail.js';
import type { ActType } from '../../../domain/request/filing.js';
import { turnOf } from '../../../domain/request/urgency.js';
import { openApproval } from './approval-form.js';
import { hasOpenComplaint } from './complaint-forms.js';
import { isFeeAct, isFeeActOffered, nextFeeActOf } from './fee-acts.js';
import { openBases } from './portability-forms.js';

/** The acts the desk offers in this state. An issuer is heard before the decision, until its silence no longer counts. */
export function offeredActs(detail: RequestDetail): ActType[] {
  return detail.allowedActs.filter((act) => {
    if (act === 'issuer-decision') return unheardCount(detail) > 0;
    if (act === 'issuer-assignment') return unheardCount(detail) > 0;
    if (act === 'corrections' || act === 'statement') return detail.right === 'rectification';
    if (act === 'decision' && detail.status === 'issuer') return detail.rectification?.hasAlternatives === true;
    if (act === 'approval') return openApproval(detail) !== undefined;
    if (isFeeAct(act)) return isFeeActOffered(detail.fee?.status, act);
    if (act === 'portability-basis') return openBases(detail).length > 0;
    if (act === 'complaint-progress' || act === 'complaint-outcome') return hasOpenComplaint(detail);
    if (act === 'authority') return detail.agency !== undefined;
    if (act === 'identity-doubt')
      return !isEnough(detail.identityLevel, AUTHENTICATED) && !awaitsAuthority(detail.agency?.authority ?? null);
    if (act === 'complaint') return !hasOpenComplaint(detail);
    if (act === 'review') return detail.heldBack.length > 0;
    if (act === 'task-done') return openTasks(detail).length > 0;
    if (act === 'search-again') return detail.sources.some(({ status }) => status === 'unreachable');
    if (act === 'clarification-answer') return detail.questions.some((question) => !question.answeredAt);
    // These have a place of their own on the page of the case.
    if (act === 'note' || act === 'assignment') return false;
    return !(act === 'identity' && detail.isIdentityProven && !mayNeedMore(detail));
  });
}

/** GDPR Art. 12(6): what somebody is recognised by is changed at a higher level than a rectification needs by itself. */
const mayNeedMore = ({ right, identityLevel }: RequestDetail): boolean =>
  right === 'rectification' && !isEnough(identityLevel, LEVEL_FOR_DOUBT['identity-data-change']) && identityLevel !== AUTHENTICATED;

export const openTasks = (detail: RequestDetail) => detail.sources.filter((source) => source.status === 'task-open');

const unheardCount = (detail: RequestDetail): number => detail.rectification?.unheardCount ?? 0;

/** The one act that brings the case on; undefined where the case goes on by itself or by somebody else. */
export function nextActOf(detail: RequestDetail): ActType | undefined {
  if (openApproval(detail) !== undefined && offeredActs(detail).includes('approval')) return 'approval';
  const unread = detail.heldBack.some((row) => row.verdict === null);
  const openComplaintAct = hasOpenComplaint(detail) ? 'complaint-outcome' : undefined;
  const wish: Partial<Record<RequestDetail['status'], ActType | undefined>> = {
    triage: 'classification',
    identity: awaitsAuthority(detail.agency?.authority ?? null) ? 'authority' : 'identity',
    clarification: 'clarification-answer',
    fee: nextFeeActOf(detail.fee?.status),
    assessing: 'task-done',
    issuer: detail.rectification?.hasAlternatives === true ? 'decision' : 'issuer-decision',
    deciding: openTasks(detail).length > 0 ? 'task-done' : unread ? 'review' : beforeDeciding(detail),
    answered: openComplaintAct,
    closed: openComplaintAct,
    fulfilling: 'release',
  };
  const act = wish[detail.status];
  return act && offeredActs(detail).includes(act) ? act : undefined;
}

/** Who has the next step, in one sentence. */
export function byWhom({ status, approvals }: RequestDetail, { isOurs, isWanted }: { isOurs: boolean; isWanted: boolean }): string {
  if (status === 'answered' || status === 'closed') return isOurs ? 'A complaint is open: the next step is ours.' : 'Nothing more to do.';
  if (approvals.some((one) => one.status === 'open')) return 'The next step is a second person’s: not whoever proposed it.';
  if (isWanted && !isOurs) return 'The next step is the rights desk’s.';
  const turn = turnOf(status);
  if (turn === 'requester') return 'The next step is the person’s; reminders go out by themselves.';
  if (turn === 'issuer') return 'The next step is the issuer’s; it is reminded by itself.';
  return isOurs ? 'The next step is ours.' : 'It goes on by itself.';
}

/** What has to be there before a decision: the basis of portable data, the balance of an objection (GDPR Art. 20(1), 21(1)). */
function beforeDeciding(detail: RequestDetail): ActType {
  if (openBases(detail).length > 0) return 'portability-basis';
  const isWeighed = detail.timeline.some(({ event }) => event === 'balance-recorded');
  const isToWeigh = detail.right === 'objection' && needsBalance(detail.objection?.kind ?? null) && !isWeighed;
  return isToWeigh && detail.allowedActs.includes('balancing-test') ? 'balancing-test' : 'decision';
}
