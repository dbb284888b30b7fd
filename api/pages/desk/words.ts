import type { Authority, Capacity } from '../../../domain/behalf.js';
import type { IdentityDoubt } from '../../../domain/identity.js';
import type { ActType } from '../../../domain/request/filing.js';
import type { DeskItem } from '../../../domain/request/list-item.js';
import { isOver } from '../../../domain/request/state.js';
import type { Channel, IdentityLevel, ObjectionKind, Outcome, Right, Status } from '../../../domain/request/types.js';
import { urgencyOf as pressingOf, SOON_DAYS, turnOf, type Urgency } from '../../../domain/request/urgency.js';
import { daysAfter } from '../../../domain/sla/day-number.js';

/** The desk's words. Staff read English; the law's own terms stay as the regulation has them. */
export const RIGHT_WORDS = {
  access: 'Access',
  rectification: 'Rectification',
  erasure: 'Erasure',
  restriction: 'Restriction',
  objection: 'Objection',
  portability: 'Portability',
} as const satisfies Record<Right, string>;

export const STATUS_WORDS = {
  triage: 'To be read',
  received: 'Received',
  acknowledged: 'Acknowledged',
  identity: 'Identity asked',
  clarification: 'Question open',
  fee: 'Fee open',
  assessing: 'Searching',
  issuer: 'With the issuer',
  deciding: 'To decide',
  fulfilling: 'To release',
  answered: 'Answered',
  closed: 'Closed',
} as const satisfies Record<Status, string>;

/** The state as a sentence, for the top of a case. */
export const STATE_SENTENCES = {
  triage: 'A message to be read: say which right it asks for.',
  received: 'Received; the receipt is on its way.',
  acknowledged: 'Acknowledged; the next step starts by itself.',
  identity: 'We wait for the person to prove who they are.',
  clarification: 'We wait for the answer to our question.',
  fee: 'We wait for the fee.',
  assessing: 'The systems are being searched.',
  issuer: 'The certificate issuer is checking.',
  deciding: 'The search is done. It waits for a decision.',
  fulfilling: 'Decided. The answer waits to be released.',
  answered: 'Answered.',
  closed: 'Closed.',
} as const satisfies Record<Status, string>;

export const BEING_MADE = 'Decided. The answer is being put together.';
export const BEING_CARRIED_OUT = 'Decided. It is being carried out; the answer follows by itself.';

export const CHANNEL_WORDS = {
  form: 'Form',
  email: 'E-mail',
  api: 'API',
  post: 'Letter',
  phone: 'Telephone',
  in_person: 'In person',
  social: 'Social network',
  other: 'Other',
} as const satisfies Record<Channel, string>;

export const OUTCOME_WORDS = {
  granted: 'Granted',
  'partly-granted': 'Partly granted',
  refused: 'Refused',
  'not-held': 'Nothing held',
  forwarded: 'Forwarded',
  withdrawn: 'Withdrawn',
  'no-reply': 'No reply',
} as const satisfies Record<Outcome, string>;

export const WAITING_WORDS = { us: 'us', requester: 'the person', issuer: 'the issuer', nobody: 'nobody' } as const satisfies Record<
  DeskItem['waitingFor'],
  string
>;

export const LEVEL_WORDS = {
  L0: 'L0: any message from the address',
  L1: 'L1: used a one-time link to the address on file',
  L2: 'L2: signed in to an account with that address',
  L3: 'L3: also knew two facts of the record, or the issuer confirmed the contact',
  L4: 'L4: identity document seen, no copy kept',
} as const satisfies Record<IdentityLevel, string>;

export const OBJECTION_WORDS = {
  direct_marketing: 'Direct marketing',
  legitimate_interest: 'Legitimate interest',
  public_task: 'Public task',
  research: 'Research or statistics',
  other_basis: 'Another basis',
} as const satisfies Record<ObjectionKind, string>;

/** What to press, and what it does. */
export const ACT_WORDS = {
  classification: {
    title: 'Say which right it asks for',
    effect: 'Makes one case per right and sends the receipt for each. The clock runs from the day the message came, not from today.',
  },
  identity: {
    title: 'Record proof of identity',
    effect: 'Once the level is enough for this request, the search starts. A document shown for it is deleted with this.',
  },
  'identity-doubt': {
    title: 'Ask for more proof of identity',
    effect:
      'Raises the level and mails the person the reason. Not for somebody who is signed in (GDPR Art. 12(6); EDPB 01/2022 paras 69-79).',
  },
  message: {
    title: 'Write to the person',
    effect:
      'Mails your words and puts them on the person’s page. Nothing waits for an answer and the clock runs on; to ask, ask a question.',
  },
  clarification: {
    title: 'Ask a question',
    effect: 'Mails the question. Where the law allows it, the clock pauses until the answer comes.',
  },
  'clarification-answer': {
    title: 'Enter the answer to our question',
    effect: 'Records an answer that came by another way. The clock runs on.',
  },
  extension: {
    title: 'Extend the time',
    effect: 'Adds two months once and tells the person today, with the reasons. Only inside the first month (GDPR Art. 12(3)).',
  },
  fee: { title: 'Ask for a fee', effect: 'Only on a lawful ground: the first copy is free (GDPR Art. 12(5), 15(3)). Mails the notice.' },
  'fee-payment': { title: 'Record that the fee was paid', effect: 'The case goes on.' },
  'fee-dispute': {
    title: 'Enter a dispute of the fee',
    effect: 'Somebody who did not decide the fee looks at it again within five working days.',
  },
  'fee-dispute-decision': { title: 'Decide the dispute', effect: 'Upholds, reduces or cancels the fee and tells the person why.' },
  'fee-narrowing': {
    title: 'Narrow the request',
    effect: 'The fee falls away, and the work goes on with what the person still wants, free of charge.',
  },
  'fee-refund': {
    title: 'Pay the fee back',
    effect: 'Sends the money back the way it came, or asks the desk to transfer it. This cannot be taken back.',
  },
  'fee-waiver': { title: 'Waive the fee', effect: 'The case goes on. The due date may move earlier.' },
  'issuer-decision': {
    title: 'Enter the issuer’s answer',
    effect: 'Records what the certificate issuer said, as evidence. The decision stays with us; the clock runs meanwhile (GDPR Art. 16).',
  },
  'issuer-assignment': {
    title: 'Give it to another issuer',
    effect: 'The issuer chosen is asked at once; the link of the one before stops working.',
  },
  corrections: { title: 'Enter a field to correct', effect: 'Puts down one field of what the person wrote. Its issuer is asked at once.' },
  statement: {
    title: 'Add the person’s statement',
    effect: 'Stored with the record, beside what was not changed (GDPR Art. 16, second sentence).',
  },
  'portability-basis': {
    title: 'Say on what the processing rests',
    effect: 'For a collection whose description is silent: only data under consent or contract are portable (GDPR Art. 20(1)(a)).',
  },
  review: { title: 'Review the rows held back', effect: 'Released rows go into the answer; all others stay out (GDPR Art. 15(4)).' },
  decision: { title: 'Decide', effect: 'Fixes the outcome and builds the answer. Nothing is sent before the release.' },
  approval: { title: 'Approve as the second person', effect: 'Lets what was proposed happen, or sends it back with a reason.' },
  'restriction-terms': {
    title: 'Say what is restricted, and why',
    effect: 'Put down before the decision: the ground, what it covers, and when it is looked at again (GDPR Art. 18(1)).',
  },
  'restrict-meanwhile': {
    title: 'Restrict until it is decided',
    effect: 'The data are kept and not used until this case is decided. The person is told today (GDPR Art. 18(1)(a), (d)).',
  },
  'lift-announcement': {
    title: 'Announce the end of the restriction',
    effect: 'Mails the person the day and the reason. The restriction ends on that day, not before (GDPR Art. 18(3)).',
  },
  'balancing-test': {
    title: 'Record the balance',
    effect: 'What we want, against what it does to this person. Needed before an objection is refused (GDPR Art. 21(1)).',
  },
  release: { title: 'Release the answer', effect: 'Mails the person a link to the answer. This cannot be taken back.' },
  withdrawal: { title: 'Record a withdrawal', effect: 'Ends the case without an answer and deletes what was collected for it.' },
  authority: {
    title: 'Say whether the agent may act',
    effect:
      'Proof of any kind will do. In doubt the answer goes to the person, not to the agent. The files shown for it are deleted with this (EDPB 01/2022 paras 79-90).',
  },
  forward: {
    title: 'Forward to the controller',
    effect:
      'Mails the request to the organisation that decides about these data, tells the person, and closes the case (GDPR Art. 28(3)(e)).',
  },
  regime: {
    title: 'Say whose data these are',
    effect: 'Data of an organisation are answered under our policy; the letters then claim no statutory right (GDPR Art. 4(1)).',
  },
  join: { title: 'Join with the first request', effect: 'Closes this one; the open request for the same right answers for both.' },
  contact: {
    title: 'Enter another address',
    effect: 'From now on everything goes there. Needs level L3: more than the old mailbox was proven.',
  },
  complaint: {
    title: 'Enter a complaint',
    effect:
      'Confirms it to the person at once. Somebody who did not take part in the answer looks into it (DPA 2018 s.164A, GDPR Art. 77).',
  },
  'complaint-progress': { title: 'Tell how far the complaint is', effect: 'Mails the person what you write.' },
  'complaint-outcome': {
    title: 'Decide the complaint',
    effect: 'Mails the person what came of it, the reasons, and where they can turn next. Not by who decided the case.',
  },
  'search-again': {
    title: 'Ask silent systems again',
    effect: 'Asks the systems that did not answer now, without waiting for the next time.',
  },
  note: {
    title: 'Add a note',
    effect:
      'For the desk: kept encrypted with the case, in no letter. Notes about somebody are their data: an access answer holds them (GDPR Art. 15).',
  },
  assignment: { title: 'Give it to somebody', effect: 'Who works it from now on; they find it under their own cases.' },
  'task-done': {
    title: 'Finish a search by hand',
    effect:
      'Records that a system without an interface was searched, without a file. What was found is handed in from the list of systems of the case.',
  },
} as const satisfies Record<ActType, { title: string; effect: string }>;

/** How pressing a case is, as a word and the shape that goes with it. */
export function urgencyOf(
  item: Pick<DeskItem, 'isOverdue' | 'dueOn' | 'safeOn' | 'status'>,
  today: string,
): { kind: Urgency; word: string } {
  if (isOver(item.status)) return { kind: 'calm', word: 'Done' };
  const pressing = { isOverdue: item.isOverdue, turn: turnOf(item.status), sortOn: item.dueOn ?? item.safeOn };
  const kind = pressingOf(pressing, daysAfter(today, SOON_DAYS));
  return { kind, word: URGENCY_WORDS[kind] };
}

export const URGENCY_WORDS = { late: 'Overdue', soon: 'Due soon', calm: 'On time', held: 'Waiting' } as const satisfies Record<
  Urgency,
  string
>;

/** What became of a letter. */
export const LETTER_STATES: Readonly<Record<string, string>> = {
  queued: 'Waits to be sent; this is how it would read today',
  sent: 'As it was sent',
  failed: 'Not sent',
  bounced: 'Returned as undeliverable; as it was sent',
};

/** Why more identity is needed than the right asks by itself. */
export const DOUBT_WORDS = {
  'address-not-proven': 'The mailbox is not proven',
  'different-address': 'Another address: L3, two facts or a call',
  'identity-data-change': 'Changes what the person is recognised by: L3, two facts or a call',
  'sensitive-data': 'Sensitive data, great harm if wrong: L4, a document is looked at',
  'conflicting-claims': 'More than one person claims it: L4, a document is looked at',
} as const satisfies Record<IdentityDoubt, string>;

export const CAPACITY_WORDS = {
  authorised: 'authorised by the person',
  parent: 'parent of a child',
  guardian: 'guardian or carer',
  organisation: 'officer of an organisation: corporate data only',
} as const satisfies Record<Capacity, string>;

export const AUTHORITY_WORDS = {
  asked: 'Authority asked, nothing received yet',
  received: 'A proof of authority came in: check it',
  confirmed: 'Authority confirmed',
  doubted: 'Authority in doubt: the person proves who they are and gets the answer',
} as const satisfies Record<Authority, string>;
