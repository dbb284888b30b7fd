import type { ProofOfAuthority } from '../behalf.js';
import type { Finding } from '../complaint/complaint.js';
import type { IdentityDoubt } from '../identity.js';
import type { Right } from '../request/types.js';
import type {
  AnswerLinkFacts,
  DisclosureFacts,
  ErasedFacts,
  ErasedPartialFacts,
  MarketingStoppedFacts,
  NotHeldFacts,
  ObjectionRejectedFacts,
  ObjectionUpheldFacts,
  PolicyReplyFacts,
  PortedFacts,
  RectifiedFacts,
  RefusalFacts,
  RestrictedFacts,
  RestrictionLiftFacts,
  SupplementFacts,
  TransferConfirmFacts,
} from './answer-facts.js';
import type { LetterCommon } from './common-facts.js';
import type { FeeEndedFacts, FeeNoticeFacts } from './fee-facts.js';
import type { EffectOnTime } from './regime.js';
import type { StaffBreachFacts, StaffTaskFacts, StaffWarningFacts } from './staff-facts.js';
import type { ForwardedCaseFacts, ForwardedFacts, IssuerRequestFacts, RecipientNoticeFacts } from './third-party-facts.js';

export interface AckFacts extends LetterCommon {
  /** Our reading of the request: the right or rights understood. */
  reading: readonly Right[];
  next: 'nothing' | 'identity' | 'authority' | 'clarification';
}

export type TriageFacts = LetterCommon;

export interface IdRequestFacts extends LetterCommon {
  why: IdentityDoubt;
  link: string;
  linkExpiresAt: string;
  /** False: one of the requests that the link is for needs a second step after it. */
  isLinkEnough: boolean;
  /** The request is for an erasure, which cannot be undone. */
  isErasure?: boolean | null;
  /** A document has to be looked at: where it is shown, instead of a call or a visit. It is deleted at the check. */
  documentUrl?: string | null;
  effectOnTime: EffectOnTime;
}

export interface IdReminderFacts extends IdRequestFacts {
  askedOn: string;
  /** The case is closed for want of an answer after this day. */
  closesOn: string;
}

export interface AuthorityRequestFacts extends LetterCommon {
  proof: ProofOfAuthority;
  /** The address the person is known by is still to be said. */
  wantsPersonEmail: boolean;
  /** Once shown, the answer goes to the person and not to whoever asks. */
  isAnswerToPerson: boolean;
  /** What was shown was not enough, and why. */
  notEnoughBecause?: string | null;
  /** A reminder: when it was asked first, and the last day before the case is closed. */
  askedOn?: string | null;
  closesOn: string;
  link: string;
  linkExpiresAt: string;
  effectOnTime: EffectOnTime;
}

/** Our side of the conversation about a case. */
export interface MessageFacts extends LetterCommon {
  text: string;
}

export interface ClarificationFacts extends LetterCommon {
  question: string;
  /** Recital 63: only then may the time be paused. */
  largeQuantity: boolean;
  answerBy: string;
  link?: string | null;
  effectOnTime: EffectOnTime;
}

export interface ExtensionFacts extends LetterCommon {
  ground: 'complexity' | 'number';
  reasons: string;
  newDueOn: string;
  /** What goes out already now; left out where nothing does. */
  sentNow?: string | null;
}

export type ClosingReason = 'no-identity' | 'no-authority' | 'no-answer' | 'fee-unpaid' | 'withdrawn' | 'joined';

export interface ClosedFacts extends LetterCommon {
  why: ClosingReason;
  closedOn: string;
}

/** DPA 2018 s.164A: we have the complaint, and what happens with it. */
export interface ComplaintAckFacts extends LetterCommon {
  complainedOn: string;
}

export interface ComplaintProgressFacts extends LetterCommon {
  complainedOn: string;
  progress: string;
}

/** What came of a complaint, by somebody who did not decide what it was about. */
export interface ComplaintOutcomeFacts extends LetterCommon {
  complainedOn: string;
  finding: Finding;
  reasons: string;
}

/** The facts each letter needs, by its code (RULEBOOK 2.11). */
export interface LetterFactsByCode {
  ACK: AckFacts;
  TRIAGE: TriageFacts;
  ID_REQUEST: IdRequestFacts;
  ID_REMINDER: IdReminderFacts;
  AUTHORITY_REQUEST: AuthorityRequestFacts;
  MESSAGE: MessageFacts;
  CLARIFICATION: ClarificationFacts;
  FEE_NOTICE: FeeNoticeFacts;
  FEE_ENDED: FeeEndedFacts;
  EXTENSION: ExtensionFacts;
  DISCLOSURE: DisclosureFacts;
  ANSWER_LINK: AnswerLinkFacts;
  NOT_HELD: NotHeldFacts;
  SUPPLEMENT: SupplementFacts;
  RECTIFIED: RectifiedFacts;
  ERASED: ErasedFacts;
  ERASED_PARTIAL: ErasedPartialFacts;
  RESTRICTED: RestrictedFacts;
  RESTRICTION_LIFT: RestrictionLiftFacts;
  PORTED: PortedFacts;
  TRANSFER_CONFIRM: TransferConfirmFacts;
  OBJECTION_UPHELD: ObjectionUpheldFacts;
  OBJECTION_REJECTED: ObjectionRejectedFacts;
  MARKETING_STOPPED: MarketingStoppedFacts;
  REFUSAL: RefusalFacts;
  RECIPIENT_NOTICE: RecipientNoticeFacts;
  ISSUER_REQUEST: IssuerRequestFacts;
  FORWARDED: ForwardedFacts;
  FORWARDED_CASE: ForwardedCaseFacts;
  CLOSED: ClosedFacts;
  POLICY_REPLY: PolicyReplyFacts;
  COMPLAINT_ACK: ComplaintAckFacts;
  COMPLAINT_PROGRESS: ComplaintProgressFacts;
  COMPLAINT_OUTCOME: ComplaintOutcomeFacts;
  STAFF_WARNING: StaffWarningFacts;
  STAFF_BREACH: StaffBreachFacts;
  STAFF_TASK: StaffTaskFacts;
}

export type LetterCode = keyof LetterFactsByCode;

/** A letter's code with its facts: what a queue row holds. */
export type LetterFacts = { [C in LetterCode]: { code: C } & LetterFactsByCode[C] }[LetterCode];
