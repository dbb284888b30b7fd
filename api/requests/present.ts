import type { DeskItem, ListItem, RequestDetail } from '../../domain/request/filing.js';

/** A list item of the wire, without what only the desk shows. */
export function listItem(item: DeskItem): ListItem {
  const { reference, right, status, channel, receivedAt, dueOn, safeOn, targetOn, linked } = item;
  return { reference, right, status, channel, receivedAt, dueOn, safeOn, targetOn, linked };
}

/** Events whose free text is for the person as well; what staff note about a check is not. */
const FOR_THE_PERSON = new Set([
  'received',
  'identity-requested',
  'identity-confirmed',
  'clarification-requested',
  'clarification-received',
  'extension-notified',
  'fee-notified',
  'fee-paid',
  'fee-waived',
  'decided',
  'released',
  'downloaded',
  'withdrawn',
  'closed',
  'message-received',
  'message-sent',
  'letter-sent',
  'status-changed',
  'deadline-computed',
]);

/** What was decided and why; the rule and the facts are the desk's file. */
const forTheLetter = ({ outcome, reasons, by, at }: NonNullable<RequestDetail['decision']>) => ({ outcome, reasons, by, at });

/** A case as its person sees it: nothing about rows that may be somebody else's, and no note of the staff. */
export function forPerson(detail: RequestDetail) {
  const {
    heldBack: _held,
    rectification: _rectification,
    approvals: _approvals,
    assessment: _assessment,
    erasure: _erasure,
    decision,
    sources: _sources,
    messages,
    allowedActs: _acts,
    letters: _letters,
    notes: _notes,
    organisations: _organisations,
    assignedTo: _assignedTo,
    package: answer,
    timeline,
    ...rest
  } = detail;
  const isReleased = detail.status === 'answered' || detail.status === 'closed';
  return {
    ...rest,
    ...(decision === undefined ? {} : { decision: forTheLetter(decision) }),
    timeline: timeline.filter((entry) => FOR_THE_PERSON.has(entry.event)),
    messages: messages.filter((message) => message.author !== 'unverified'),
    ...(isReleased && answer !== undefined ? { package: answer } : {}),
  };
}
