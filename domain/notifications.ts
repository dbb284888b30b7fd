import type { LetterCommon } from './letters/common-facts.js';
import type { LetterCode, LetterFactsByCode } from './letters/facts.js';

export type Audience = 'requester' | 'recipient' | 'issuer' | 'staff';

/** What a letter must hold; each has a probe per language in the catalogue test. */
export type ContentKey =
  | 'reference'
  | 'received-on'
  | 'reading'
  | 'destination'
  | 'needs-confirmation'
  | 'due-date'
  | 'contact'
  | 'no-fee'
  | 'next-step'
  | 'restriction-offer'
  | 'read-by-a-person'
  | 'doubt'
  | 'least-information'
  | 'alternatives'
  | 'secure-way'
  | 'deletion-after-check'
  | 'effect-on-time'
  | 'proof-of-authority'
  | 'answer-to-the-person'
  | 'large-quantity'
  | 'question'
  | 'no-need-to-narrow'
  | 'without-answer'
  | 'fee-ground'
  | 'calculation'
  | 'amount'
  | 'how-to-pay'
  | 'withdraw-or-narrow'
  | 'dispute'
  | 'pay-by'
  | 'remedies'
  | 'reasons'
  | 'new-date'
  | 'confirmation'
  | 'download'
  | 'expiry'
  | 'redactions'
  | 'searched'
  | 'late-systems'
  | 'old-and-new'
  | 'change-date'
  | 'recipients'
  | 'erased'
  | 'kept'
  | 'backups'
  | 'scope'
  | 'allowed-uses'
  | 'review-date'
  | 'notice-before-lifting'
  | 'lift-date'
  | 'decision'
  | 'format'
  | 'hash'
  | 'out-of-scope'
  | 'stopped'
  | 'grounds'
  | 'balance'
  | 'restriction-end'
  | 'suppression-record'
  | 'judicial-remedy'
  | 'data'
  | 'what-to-do'
  | 'who-answers'
  | 'how-to-reopen'
  | 'internal-review'
  | 'forwarded-request'
  | 'complained-on'
  | 'another-person'
  | 'progress'
  | 'finding'
  | 'after-the-complaint'
  | 'case-link'
  | 'deadline'
  | 'task';

/** R: the text of the law requires it. G: guidance or good practice (RULEBOOK 2.11). */
export interface RequiredContent {
  key: ContentKey;
  level: 'R' | 'G';
  cite: string;
}

type OptionalKeys<T> = { [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? K : never }[keyof T];
type OwnOptionalKeys<C extends LetterCode> = Exclude<OptionalKeys<LetterFactsByCode[C]>, keyof LetterCommon>;

/** One letter: whom it addresses, what it must hold, which of its own facts may be missing and which must not be blank. */
export interface NotificationEntry<C extends LetterCode> {
  code: C;
  audience: Audience;
  /** RFC 3834: an answer to a message that came in, or sent by a timer or by an act at the desk. */
  autoSubmitted: 'auto-replied' | 'auto-generated';
  requires: readonly RequiredContent[];
  optional: Record<OwnOptionalKeys<C>, null>;
  notBlank: readonly (keyof LetterFactsByCode[C])[];
}

function must(cite: string, ...keys: ContentKey[]): RequiredContent[] {
  return keys.map((key) => ({ key, level: 'R', cite }));
}

function good(cite: string, ...keys: ContentKey[]): RequiredContent[] {
  return keys.map((key) => ({ key, level: 'G', cite }));
}

const CASE = good('GDPR Art. 12(1)', 'reference', 'contact');
const REMEDIES = must('GDPR Art. 12(4)', 'remedies', 'judicial-remedy');

/** Every letter of the house. A new one is an entry here and its templates (`templates/letters/<language>/<CODE>.hbs`). */
export const NOTIFICATIONS = {
  ACK: {
    code: 'ACK',
    audience: 'requester',
    autoSubmitted: 'auto-replied',
    optional: {},
    notBlank: [],
    requires: [
      ...CASE,
      ...good('GDPR Art. 12(2)', 'received-on', 'reading', 'due-date', 'no-fee', 'next-step'),
      ...good('GDPR Art. 18(1)(a), (d)', 'restriction-offer'),
    ],
  },
  TRIAGE: {
    code: 'TRIAGE',
    audience: 'requester',
    autoSubmitted: 'auto-replied',
    optional: {},
    notBlank: [],
    requires: [...CASE, ...good('GDPR Art. 12(2)', 'received-on', 'due-date', 'read-by-a-person')],
  },
  ID_REQUEST: {
    code: 'ID_REQUEST',
    audience: 'requester',
    autoSubmitted: 'auto-generated',
    optional: { isErasure: null, documentUrl: null },
    notBlank: ['link'],
    requires: [
      ...CASE,
      ...must('GDPR Art. 12(6)', 'doubt'),
      ...must('GDPR Art. 5(1)(c)', 'least-information', 'alternatives', 'secure-way', 'deletion-after-check'),
      ...must('GDPR Art. 12(3)', 'effect-on-time'),
    ],
  },
  ID_REMINDER: {
    code: 'ID_REMINDER',
    audience: 'requester',
    autoSubmitted: 'auto-generated',
    optional: { isErasure: null, documentUrl: null },
    notBlank: ['link'],
    requires: [
      ...CASE,
      ...must('GDPR Art. 12(6)', 'doubt'),
      ...must('GDPR Art. 5(1)(c)', 'least-information', 'alternatives'),
      ...good('GDPR Art. 12(2)', 'without-answer', 'effect-on-time'),
    ],
  },
  AUTHORITY_REQUEST: {
    code: 'AUTHORITY_REQUEST',
    audience: 'requester',
    autoSubmitted: 'auto-generated',
    optional: { notEnoughBecause: null, askedOn: null },
    notBlank: ['link'],
    requires: [...CASE, ...good('EDPB 01/2022 paras 79-90', 'proof-of-authority', 'answer-to-the-person', 'effect-on-time')],
  },
  MESSAGE: {
    code: 'MESSAGE',
    audience: 'requester',
    autoSubmitted: 'auto-generated',
    optional: {},
    notBlank: ['text'],
    requires: [...CASE],
  },
  CLARIFICATION: {
    code: 'CLARIFICATION',
    audience: 'requester',
    autoSubmitted: 'auto-generated',
    optional: { link: null },
    notBlank: ['question'],
    requires: [...CASE, ...must('GDPR Recital 63', 'large-quantity', 'question', 'no-need-to-narrow', 'without-answer', 'effect-on-time')],
  },
  FEE_NOTICE: {
    code: 'FEE_NOTICE',
    audience: 'requester',
    autoSubmitted: 'auto-generated',
    optional: { feeUrl: null, disputeDecision: null, isReminder: null },
    notBlank: ['reasons', 'calculation', 'howToPay'],
    requires: [
      ...CASE,
      ...must('GDPR Art. 12(5), 15(3)', 'fee-ground', 'reasons', 'calculation', 'amount', 'how-to-pay'),
      ...must('EDPB 01/2022 para 192', 'withdraw-or-narrow', 'dispute', 'pay-by'),
      ...good('GDPR Art. 12(4)', 'remedies'),
    ],
  },
  FEE_ENDED: {
    code: 'FEE_ENDED',
    audience: 'requester',
    autoSubmitted: 'auto-generated',
    optional: { reasons: null },
    notBlank: [],
    requires: [...CASE, ...must('GDPR Art. 12(5)', 'amount', 'decision'), ...good('GDPR Art. 12(1)', 'due-date')],
  },
  EXTENSION: {
    code: 'EXTENSION',
    audience: 'requester',
    autoSubmitted: 'auto-generated',
    optional: { sentNow: null },
    notBlank: ['reasons'],
    requires: [...CASE, ...must('GDPR Art. 12(3)', 'reasons', 'new-date'), ...good('GDPR Art. 12(4)', 'remedies')],
  },
  DISCLOSURE: {
    code: 'DISCLOSURE',
    audience: 'requester',
    autoSubmitted: 'auto-generated',
    optional: { reasons: null, redactions: null, supplementTo: null, askedUntil: null },
    notBlank: ['downloadUrl', 'packageSha256'],
    requires: [
      ...CASE,
      ...must('GDPR Art. 15(1)', 'confirmation', 'searched'),
      ...must('GDPR Art. 15(3)', 'download', 'expiry'),
      ...must('GDPR Art. 15(4), Recital 63', 'redactions'),
      ...must('GDPR Art. 15(1)(f)', 'remedies', 'judicial-remedy'),
    ],
  },
  ANSWER_LINK: {
    code: 'ANSWER_LINK',
    audience: 'requester',
    autoSubmitted: 'auto-generated',
    optional: {},
    notBlank: ['downloadUrl'],
    requires: [...CASE, ...must('GDPR Art. 15(3)', 'download', 'expiry', 'hash')],
  },
  NOT_HELD: {
    code: 'NOT_HELD',
    audience: 'requester',
    autoSubmitted: 'auto-generated',
    optional: { askedUntil: null },
    notBlank: [],
    requires: [...CASE, ...must('GDPR Art. 15(1)', 'confirmation'), ...good('GDPR Art. 5(2)', 'searched'), ...REMEDIES],
  },
  SUPPLEMENT: {
    code: 'SUPPLEMENT',
    audience: 'requester',
    autoSubmitted: 'auto-generated',
    optional: {},
    notBlank: [],
    requires: [...CASE, ...must('GDPR Art. 15(1)', 'late-systems'), ...REMEDIES],
  },
  RECTIFIED: {
    code: 'RECTIFIED',
    audience: 'requester',
    autoSubmitted: 'auto-generated',
    optional: { notChanged: null, isDisputed: null },
    notBlank: [],
    requires: [
      ...CASE,
      ...must('GDPR Art. 12(3)', 'old-and-new', 'change-date'),
      ...must('GDPR Art. 19', 'recipients'),
      ...good('GDPR Art. 12(4)', 'remedies'),
    ],
  },
  ERASED: {
    code: 'ERASED',
    audience: 'requester',
    autoSubmitted: 'auto-generated',
    optional: { byHand: null, isNothingLeft: null },
    notBlank: [],
    requires: [...CASE, ...must('GDPR Art. 12(3)', 'erased', 'change-date', 'backups'), ...must('GDPR Art. 19', 'recipients')],
  },
  ERASED_PARTIAL: {
    code: 'ERASED_PARTIAL',
    audience: 'requester',
    autoSubmitted: 'auto-generated',
    optional: { byHand: null, isNothingLeft: null },
    notBlank: [],
    requires: [
      ...CASE,
      ...must('GDPR Art. 12(3)', 'erased', 'change-date', 'backups'),
      ...must('GDPR Art. 17(3)', 'kept', 'reasons'),
      ...must('GDPR Art. 19', 'recipients'),
      ...REMEDIES,
    ],
  },
  RESTRICTED: {
    code: 'RESTRICTED',
    audience: 'requester',
    autoSubmitted: 'auto-generated',
    optional: {},
    notBlank: ['scope'],
    requires: [
      ...CASE,
      ...must('GDPR Art. 18(1)', 'scope', 'grounds'),
      ...must('GDPR Art. 18(2)', 'allowed-uses'),
      ...must('GDPR Art. 18(3)', 'notice-before-lifting'),
      ...good('GDPR Recital 67', 'review-date'),
    ],
  },
  RESTRICTION_LIFT: {
    code: 'RESTRICTION_LIFT',
    audience: 'requester',
    autoSubmitted: 'auto-generated',
    optional: {},
    notBlank: ['decided', 'reasons'],
    requires: [...CASE, ...must('GDPR Art. 18(3)', 'lift-date', 'reasons', 'decision'), ...REMEDIES],
  },
  PORTED: {
    code: 'PORTED',
    audience: 'requester',
    autoSubmitted: 'auto-generated',
    notBlank: ['format', 'packageSha256'],
    optional: { downloadUrl: null, expiresAt: null, destination: null, outOfScope: null, infeasible: null },
    requires: [...CASE, ...must('GDPR Art. 20(1), (2)', 'format', 'hash', 'out-of-scope'), ...good('GDPR Art. 12(4)', 'remedies')],
  },
  TRANSFER_CONFIRM: {
    code: 'TRANSFER_CONFIRM',
    audience: 'requester',
    autoSubmitted: 'auto-generated',
    notBlank: ['organisation', 'host', 'link'],
    optional: {},
    requires: [...CASE, ...must('GDPR Art. 20(2)', 'destination', 'needs-confirmation')],
  },
  OBJECTION_UPHELD: {
    code: 'OBJECTION_UPHELD',
    audience: 'requester',
    autoSubmitted: 'auto-generated',
    optional: {},
    notBlank: ['stopped'],
    requires: [...CASE, ...must('GDPR Art. 21(1)', 'stopped', 'change-date')],
  },
  OBJECTION_REJECTED: {
    code: 'OBJECTION_REJECTED',
    audience: 'requester',
    autoSubmitted: 'auto-generated',
    optional: { restrictionEndsOn: null },
    notBlank: ['grounds', 'balance'],
    requires: [...CASE, ...must('GDPR Art. 21(1)', 'grounds', 'balance'), ...must('GDPR Art. 18(3)', 'restriction-end'), ...REMEDIES],
  },
  MARKETING_STOPPED: {
    code: 'MARKETING_STOPPED',
    audience: 'requester',
    autoSubmitted: 'auto-generated',
    optional: {},
    notBlank: [],
    requires: [...CASE, ...must('GDPR Art. 21(3)', 'stopped', 'change-date'), ...good('GDPR Art. 21(3)', 'suppression-record')],
  },
  REFUSAL: {
    code: 'REFUSAL',
    audience: 'requester',
    autoSubmitted: 'auto-generated',
    optional: { provision: null, evidence: null, notChanged: null },
    notBlank: ['reasons'],
    requires: [...CASE, ...must('GDPR Art. 12(4)', 'decision', 'reasons'), ...REMEDIES],
  },
  RECIPIENT_NOTICE: {
    code: 'RECIPIENT_NOTICE',
    audience: 'recipient',
    autoSubmitted: 'auto-generated',
    optional: { confirmUrl: null },
    notBlank: ['recordReference'],
    requires: [...CASE, ...must('GDPR Art. 19', 'data', 'what-to-do', 'change-date')],
  },
  ISSUER_REQUEST: {
    code: 'ISSUER_REQUEST',
    audience: 'issuer',
    autoSubmitted: 'auto-generated',
    optional: { hasNewAnswer: null },
    notBlank: ['link'],
    requires: [...CASE, ...good('GDPR Art. 16', 'data', 'what-to-do', 'deadline')],
  },
  FORWARDED: {
    code: 'FORWARDED',
    audience: 'requester',
    autoSubmitted: 'auto-generated',
    optional: { items: null, theirDueOn: null },
    notBlank: ['forwardedTo', 'contact'],
    requires: [...CASE, ...good('GDPR Art. 28(3)(e)', 'who-answers', 'change-date')],
  },
  FORWARDED_CASE: {
    code: 'FORWARDED_CASE',
    audience: 'recipient',
    autoSubmitted: 'auto-generated',
    optional: { request: null, items: null },
    notBlank: ['forwardedTo', 'personEmail', 'why'],
    requires: [...CASE, ...must('GDPR Art. 28(3)(e)', 'forwarded-request', 'received-on')],
  },
  CLOSED: {
    code: 'CLOSED',
    audience: 'requester',
    autoSubmitted: 'auto-generated',
    optional: {},
    notBlank: [],
    requires: [...CASE, ...must('GDPR Art. 12(4)', 'reasons', 'how-to-reopen'), ...REMEDIES],
  },
  POLICY_REPLY: {
    code: 'POLICY_REPLY',
    audience: 'requester',
    autoSubmitted: 'auto-generated',
    optional: { downloadUrl: null, expiresAt: null },
    notBlank: ['answer'],
    requires: [...CASE, ...good('privacy policy', 'decision', 'internal-review')],
  },
  COMPLAINT_ACK: {
    code: 'COMPLAINT_ACK',
    audience: 'requester',
    autoSubmitted: 'auto-generated',
    optional: {},
    notBlank: [],
    requires: [...CASE, ...must('DPA 2018 s.164A', 'complained-on', 'another-person')],
  },
  COMPLAINT_PROGRESS: {
    code: 'COMPLAINT_PROGRESS',
    audience: 'requester',
    autoSubmitted: 'auto-generated',
    optional: {},
    notBlank: ['progress'],
    requires: [...CASE, ...must('DPA 2018 s.164A', 'complained-on', 'progress')],
  },
  COMPLAINT_OUTCOME: {
    code: 'COMPLAINT_OUTCOME',
    audience: 'requester',
    autoSubmitted: 'auto-generated',
    optional: {},
    notBlank: ['reasons'],
    requires: [
      ...CASE,
      ...must('DPA 2018 s.164A', 'complained-on', 'finding', 'reasons'),
      ...must('DPA 2018 s.165, GDPR Art. 77', 'after-the-complaint', 'judicial-remedy'),
    ],
  },
  STAFF_WARNING: {
    code: 'STAFF_WARNING',
    audience: 'staff',
    autoSubmitted: 'auto-generated',
    optional: {},
    notBlank: ['caseUrl'],
    requires: good('GDPR Art. 24', 'reference', 'case-link', 'deadline'),
  },
  STAFF_BREACH: {
    code: 'STAFF_BREACH',
    audience: 'staff',
    autoSubmitted: 'auto-generated',
    optional: {},
    notBlank: ['caseUrl'],
    requires: good('GDPR Art. 24', 'reference', 'case-link', 'deadline'),
  },
  STAFF_TASK: {
    code: 'STAFF_TASK',
    audience: 'staff',
    autoSubmitted: 'auto-generated',
    optional: {},
    notBlank: ['caseUrl', 'task'],
    requires: good('GDPR Art. 24', 'reference', 'case-link', 'task', 'deadline'),
  },
} as const satisfies { [C in LetterCode]: NotificationEntry<C> };

/** All letter codes, in the order of the catalogue. */
export const LETTER_CODES = Object.keys(NOTIFICATIONS) as LetterCode[]; // keys of the catalogue itself

/** The catalogue entry of a code, seen without its facts' type. */
export interface Notification {
  code: LetterCode;
  audience: Audience;
  autoSubmitted: 'auto-replied' | 'auto-generated';
  requires: readonly RequiredContent[];
  optional: Readonly<Record<string, null>>;
  notBlank: readonly string[];
}

export function notificationOf(code: LetterCode): Notification {
  return NOTIFICATIONS[code];
}
