import type { Authority } from '../authority.js';
import type { ProofOfAuthority } from '../behalf.js';
import type { Finding } from '../complaint/complaint.js';
import type { IdentityDoubt } from '../identity.js';
import type { Language, Outcome, Right } from '../request/types.js';
import type { Regime } from './regime.js';

/** Whose duty it is: stands as the sender on every letter. `address` is one line per array member. */
export interface ControllerBlock {
  name: string;
  address: readonly string[];
  phone: string;
  email: string;
}

/** Another case that came out of the same message. */
export interface LinkedCase {
  reference: string;
  right: Right | null;
}

/**
 * What every letter knows. Dates are `YYYY-MM-DD`, instants ISO 8601 in UTC. An optional member may be left out or null.
 * `dueOn` is null while the law leaves the date open (RULEBOOK 1.2 rule 1); `right` is null while a mail waits in triage.
 */
export interface LetterCommon {
  reference: string;
  language: Language;
  /** The date on the letter, in the controller's time zone. */
  writtenOn: string;
  /** IANA zone in which instants are put into words. */
  timeZone: string;
  receivedOn: string;
  dueOn: string | null;
  safeOn: string;
  targetOn?: string | null;
  right: Right | null;
  /** Stands only in the body, never in the subject line. */
  recipientName?: string | null;
  statusUrl: string;
  replyAddress: string;
  controller: ControllerBlock;
  regime: Regime;
  /** The competent supervisory authority; needed by every regime but POLICY_ONLY. */
  authority?: Authority | null;
  /** The controller's own complaint form (UK: DPA 2018 s.164A). */
  complaintUrl?: string | null;
  otherReferences?: readonly LinkedCase[] | null;
  /** What staff add in their own words, behind the opening; never in place of what the law requires. */
  note?: string | null;
  /** Of an answer that grants a part: why the rest is not done; the remedies then stand in the letter (Art. 12(4)). */
  partly?: string | null;
  /** Of a mixed answer: the parts about an organisation, given under the policy, for which no statutory right may be claimed. */
  policyItems?: readonly string[] | null;
}

/** What a question we ask does to the time for the answer; computed by the clock's rules (`effectOnTimeOf`). */
export type EffectOnTime = 'paused' | 'starts-on-reply' | 'none';

/** A thing left out or masked, and the reason for it. */
export interface WithheldItem {
  what: string;
  why: string;
}

export interface ChangedField {
  field: string;
  before: string | null;
  after: string | null;
}

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

export type FeeGround = 'unfounded-or-excessive' | 'further-copy' | 'policy-corporate';

export interface FeeNoticeFacts extends LetterCommon {
  ground: FeeGround;
  /** The facts behind the ground, specific to this request. */
  reasons: string;
  calculation: string;
  amountMinor: number;
  /** ISO 4217. */
  currency: string;
  payBy: string;
  howToPay: string;
  /** Where the person pays, narrows, withdraws or disputes. */
  feeUrl?: string | null;
  /** Why a disputed fee stands or is smaller now. */
  disputeDecision?: string | null;
  isReminder?: boolean | null;
  effectOnTime: EffectOnTime;
}

/** The fee is not owed any more, or comes back. */
export interface FeeEndedFacts extends LetterCommon {
  why: 'waived' | 'narrowed' | 'dispute' | 'new-data' | 'refunded';
  amountMinor: number;
  currency: string;
  reasons?: string | null;
}

export interface ExtensionFacts extends LetterCommon {
  ground: 'complexity' | 'number';
  reasons: string;
  newDueOn: string;
  /** What goes out already now; left out where nothing does. */
  sentNow?: string | null;
}

export interface PackageLink {
  downloadUrl: string;
  expiresAt: string;
  /** SHA-256 of the package, 64 hex digits. */
  packageSha256: string;
}

/** Where was looked, and which systems have not answered: they are asked on until `askedUntil`, null where all have. */
export interface SearchedFacts {
  systemsSearched: readonly string[];
  unreachableSystems: readonly string[];
  askedUntil?: string | null;
}

export interface DisclosureFacts extends LetterCommon, PackageLink, SearchedFacts {
  outcome: Extract<Outcome, 'granted' | 'partly-granted'>;
  /** Why something was left out; needed where `outcome` is partly-granted. */
  reasons?: string | null;
  redactions?: readonly WithheldItem[] | null;
  /** When an answer went out that this one takes the place of: some systems had not answered then. */
  supplementTo?: string | null;
}

export type AnswerLinkFacts = LetterCommon & PackageLink;

export interface NotHeldFacts extends LetterCommon, SearchedFacts {
  searchedOn: string;
}

/** What came of the systems that had not answered when the answer went out. */
export interface SupplementFacts extends LetterCommon {
  answeredOn: string;
  /** They have answered since and hold nothing. */
  nothingHeldIn: readonly string[];
  stillSilent: readonly string[];
  /** Until when those are asked on; null: the case is closed now. */
  askedUntil: string | null;
}

export interface RectifiedFacts extends LetterCommon {
  changes: readonly ChangedField[];
  changedOn: string;
  recipientsTold: readonly string[];
  notChanged?: readonly WithheldItem[] | null;
  /** What was not changed is marked as disputed in the record. */
  isDisputed?: boolean | null;
}

/** What went from one collection of one system, counted by the second look. */
export interface ErasedCollection {
  system: string;
  collection: string;
  deleted: number;
  /** Rows that had to stay for the sake of others and say nothing about the person any more. */
  masked: number;
}

export interface ErasedFacts extends LetterCommon {
  erased: readonly ErasedCollection[];
  erasedOn: string;
  /** Systems that a person has cleared. Letters from before do not have it. */
  byHand?: readonly string[];
  /** Nothing was there any more: everything went before, or was never held. */
  isNothingLeft?: boolean;
  /** When every system had been searched again and nothing was found; null while one is outstanding. */
  provenOn: string | null;
  /** Systems that could not be reached or are cleared by hand; it is done as soon as they can be. */
  outstanding: readonly string[];
  /** When the last backup that still holds the data is overwritten; null where no backup does. */
  backupsUntil: string | null;
  recipientsTold: readonly string[];
}

export interface KeptCategory {
  category: string;
  /** Facts and provision, in words. */
  ground: string;
  /** A date, or in words; null where it lasts as long as the ground does. */
  until: string | null;
}

export interface ErasedPartialFacts extends ErasedFacts {
  kept: readonly KeptCategory[];
}

/** GDPR Art. 18(1)(a) to (d). */
export type RestrictionGround = 'accuracy-contested' | 'unlawful' | 'needed-for-claims' | 'objection-pending';

export interface RestrictedFacts extends LetterCommon {
  scope: string;
  ground: RestrictionGround;
  startedOn: string;
  reviewOn: string;
}

export interface RestrictionLiftFacts extends LetterCommon {
  decided: string;
  reasons: string;
  liftOn: string;
}

export interface PortedFacts extends LetterCommon {
  mode: 'to-person' | 'to-organisation';
  format: string;
  sentAt: string;
  packageSha256: string;
  downloadUrl?: string | null;
  expiresAt?: string | null;
  destination?: string | null;
  outOfScope?: readonly WithheldItem[] | null;
  /** Why a direct transfer was not feasible (Art. 20(2)). */
  infeasible?: string | null;
}

/** Art. 20(2): nothing is sent to another organisation before the person has confirmed it. */
export interface TransferConfirmFacts extends LetterCommon {
  organisation: string;
  host: string;
  link: string;
  linkExpiresAt: string;
}

export interface ObjectionUpheldFacts extends LetterCommon {
  stopped: string;
  stoppedOn: string;
}

export interface ObjectionRejectedFacts extends LetterCommon {
  grounds: string;
  balance: string;
  restrictionEndsOn?: string | null;
}

export type MarketingChannel = 'email' | 'sms' | 'post' | 'phone';

export interface MarketingStoppedFacts extends LetterCommon {
  stoppedOn: string;
  channels: readonly MarketingChannel[];
}

export interface RefusalFacts extends LetterCommon {
  reasons: string;
  /** The provision relied on, for example "GDPR Art. 12(5)"; never instead of the reasons. */
  provision?: string | null;
  /** Art. 12(5): the evidence of the manifestly unfounded or excessive character. */
  evidence?: string | null;
  /** GDPR Art. 16: what stays as it is, per field; a statement of the person can be added to it. */
  notChanged?: readonly WithheldItem[] | null;
}

export interface RecipientNoticeFacts extends LetterCommon {
  recipientOrganisation: string;
  act: 'rectified' | 'erased' | 'restricted' | 'restriction-lifted';
  /** How the recipient finds the record: its own number or ours; the least that does. */
  recordReference: string;
  data: readonly ChangedField[];
  effectiveOn: string;
  confirmUrl?: string | null;
}

export interface IssuerRequestFacts extends LetterCommon {
  issuerName: string;
  /** Names of the fields to be decided; the values stand behind the link. */
  fields: readonly string[];
  link: string;
  answerBy: string;
  isReminder: boolean;
  /** The person has answered the issuer's question; the answer stands behind the link. */
  hasNewAnswer?: boolean | null;
}

export interface ForwardedFacts extends LetterCommon {
  forwardedTo: string;
  contact: string;
  forwardedOn: string;
  /** Only these parts went there; we answer the rest. */
  items?: readonly string[] | null;
  /** With `items`: the last day of the other's month. */
  theirDueOn?: string | null;
}

/** To the controller of the data: what was asked, by whom, and since when its month runs (GDPR Art. 28(3)(e)). */
export interface ForwardedCaseFacts extends LetterCommon {
  forwardedTo: string;
  why: string;
  personName: string;
  personEmail: string;
  request?: string | null;
  /** Only these parts are theirs. */
  items?: readonly string[] | null;
  forwardedOn: string;
}

export type ClosingReason = 'no-identity' | 'no-authority' | 'no-answer' | 'fee-unpaid' | 'withdrawn' | 'joined';

export interface ClosedFacts extends LetterCommon {
  why: ClosingReason;
  closedOn: string;
}

export interface PolicyReplyFacts extends LetterCommon {
  answer: string;
  downloadUrl?: string | null;
  expiresAt?: string | null;
}

export interface StaffWarningFacts extends LetterCommon {
  caseUrl: string;
  mark: 'target' | 'safe' | 'due';
  markOn: string;
  waitingFor: string;
}

export interface StaffBreachFacts extends LetterCommon {
  caseUrl: string;
  overdueSince: string;
  waitingFor: string;
}

export interface StaffTaskFacts extends LetterCommon {
  caseUrl: string;
  task: string;
  taskDueOn: string;
  isReminder: boolean;
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
