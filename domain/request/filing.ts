import type { ApprovalItem, ApprovalKind } from '../approval.js';
import type { Authority, Behalf, Capacity } from '../behalf.js';
import type { ComplaintItem, Finding } from '../complaint/complaint.js';
import type { CategoryDecision, ErasureView } from '../erasure/view.js';
import type { FeeCost } from '../fee-costs.js';
import type { FeeStatus } from '../fee-state.js';
import type { IdentityDoubt } from '../identity.js';
import type { RestrictionGround } from '../letters/facts.js';
import type { LetterItem } from '../letters/shown.js';
import type { BalancingTest, Stoppable } from '../objection.js';
import type { Basis } from '../portability/origin.js';
import type { LeftOutReason } from '../portability/scope.js';
import type { TransferStatus } from '../portability/transfer.js';
import type { FieldDecision } from '../rectification/decide.js';
import type { DecidedField } from '../rectification/judge-fields.js';
import type { RectificationView } from '../rectification/view.js';
import type { AllowedUse, GroundLetter, RestrictedPart } from '../restriction.js';
import type { Facts } from '../rights/decision-table.js';
import type { DecisionBasis } from '../rights/judge-decision.js';
import type { KnownFacts } from '../rights/known-facts.js';
import type { CaseItem, ItemRegime } from './case-items.js';
import type { RecipientNoticeView } from './recipient-notice.js';
import type { Channel, IdentityLevel, Jurisdiction, Language, ObjectionKind, Outcome, Right, Role, Status } from './types.js';
import type { Turn, Urgency } from './urgency.js';

/** Who does something to a case. `id` is an account, token or request id, never a name. */
export interface Actor {
  id: string;
  role: Role | 'requester' | 'anyone' | 'system';
  issuerSlug?: string;
}

/** One wrong value on a certificate or record and what it should say (GDPR Art. 16). `record` is free text. */
export interface Correction {
  record: string;
  field: string;
  proposed: string;
  reason?: string;
}

/** What a person files, whatever the channel. Several rights become linked cases of one thread, access before erasure. */
export interface NewRequest {
  rights: readonly Right[];
  jurisdiction?: Jurisdiction;
  calendar?: string;
  requester: { name: string; email: string };
  /** Whom it is about, where somebody else asks; `behalf` says in which capacity. */
  onBehalfOf?: string;
  behalf?: Behalf;
  /** In years, of the child it is about. */
  childAge?: number;
  /** Another address for the answer than the one it is asked from. */
  answerTo?: string;
  details?: string;
  corrections?: readonly Correction[];
  transferTo?: string;
  objection?: { kind: ObjectionKind; grounds?: string };
  /** GDPR Art. 18(1)(a), (d): the data are not to be used until the rectification or objection is decided. */
  restrictMeanwhile?: boolean;
  channel: Channel;
  receivedAt?: Date;
  language: Language;
}

/** The answer to a filing. Dates are YYYY-MM-DD; `dueOn` is null while the law leaves it open. */
export interface FiledRequest {
  reference: string;
  id: string;
  status: Status;
  receivedAt: string;
  dueOn: string | null;
  safeOn: string;
  statusUrl: string;
  linked: string[];
}

/** A collection of a system that the search found, or one field of it. */
export interface PartRef {
  system: string;
  collection: string;
  field?: string;
}

/** A part of a request that can go to another controller: a part of the data, or a field that is to be corrected. */
export type ItemRef = PartRef | { correction: string };

/** What staff, the issuer or the person do to a case: one sub-resource of the wire each. */
export type Act =
  | { type: 'identity'; level: IdentityLevel; how: string }
  /** More has to be proven than the right needs by itself, for a reason that the person is told (GDPR Art. 12(6)). */
  | { type: 'identity-doubt'; doubt: IdentityDoubt; level: IdentityLevel; why: string; note?: string }
  /** Something we have to tell the person that asks nothing: it neither pauses the clock nor waits for an answer. */
  | { type: 'message'; text: string; note?: string }
  | { type: 'clarification'; question: string; note?: string }
  | { type: 'clarification-answer'; text: string }
  | { type: 'extension'; ground: 'complexity' | 'number'; reasons: string; sentNow?: string; note?: string }
  | {
      type: 'fee';
      ground: 'unfounded-or-excessive' | 'further-copy' | 'policy-corporate';
      amountMinor: number;
      currency: string;
      calculation: string;
      /** What it covers; an unlawful cost is refused with its article. */
      covers?: FeeCost[];
      /** What shows the request to be manifestly unfounded or excessive; without it the calculation has to. */
      evidence?: string;
      /** A paragraph of staff's own in the letter; so on every act that writes one (domain/request/letter-acts.ts). */
      note?: string;
    }
  | { type: 'fee-payment'; paidOn?: string }
  | { type: 'fee-waiver'; reason: string; note?: string }
  | { type: 'fee-dispute'; text: string }
  | { type: 'fee-dispute-decision'; verdict: 'uphold' | 'reduce' | 'cancel'; amountMinor?: number; reasons: string; note?: string }
  | { type: 'fee-narrowing'; text: string }
  | { type: 'fee-refund'; reason: string; note?: string }
  | { type: 'issuer-decision'; verdict: 'approve' | 'correct' | 'refuse' | 'ask'; value?: string; reason?: string; correction?: string }
  | { type: 'issuer-assignment'; issuer: string | null; correction?: string }
  | { type: 'corrections'; corrections: Correction[] }
  | { type: 'statement'; text: string }
  | { type: 'portability-basis'; system: string; collection: string; basis: Basis }
  | { type: 'review'; release: string[]; withhold: string[]; redact?: { key: string; field: string; reason: string }[] }
  | {
      type: 'decision';
      outcome: Extract<Outcome, 'granted' | 'partly-granted' | 'refused' | 'not-held'>;
      reasons: string;
      fields?: FieldDecision[];
      /** What staff answered to the facts of the right's table (domain/rights). */
      facts?: Facts;
      /** To decide against the table: why. A second person then has to approve. */
      override?: { reason: string };
      /** GDPR Art. 12(5): what shows the request to be manifestly unfounded or excessive. */
      evidence?: string[];
      /** GDPR Art. 17: what is erased and what is kept, for each kind of data; what is not named stays as the preview has it. */
      categories?: CategoryDecision[];
      /** A machine that decides by the wire gives the balance of GDPR Art. 21(1) in its reasons; persons record it first. */
      isBalanceInReasons?: boolean;
      /** GDPR Art. 21(1), 7(3): what a granted objection ends; without it everything that rests on our own interest. */
      stops?: Stoppable[];
      note?: string;
    }
  | { type: 'approval'; approve: boolean; reason?: string; kind?: ApprovalKind }
  | {
      type: 'restriction-terms';
      ground: GroundLetter;
      scope?: RestrictedPart[];
      allowedUses?: AllowedUse[];
      reviewOn?: string;
      linkedRequest?: string;
    }
  | { type: 'restrict-meanwhile' }
  | { type: 'lift-announcement'; liftOn?: string; reason: string; note?: string }
  | ({ type: 'balancing-test' } & BalancingTest)
  | { type: 'release'; note?: string }
  | { type: 'withdrawal'; reason?: string; note?: string }
  | {
      type: 'classification';
      rights: Right[];
      objectionKind?: ObjectionKind;
      /** The mail was written for another: whom it is about. It goes on as a request of its own, about that person. */
      onBehalfOf?: string;
      behalf?: Behalf;
      childAge?: number;
    }
  | { type: 'task-done'; system: string; note?: string }
  /** The desk's own note, never shown to the person by itself. */
  | { type: 'note'; text: string }
  /** Who works the case from now on, an account; null: nobody in particular. `why` becomes a note. */
  | { type: 'assignment'; to: string | null; why?: string }
  /** Asks the systems that did not answer once more now; `system`: only that one, which has to be one of them. */
  | { type: 'search-again'; system?: string }
  /** What the desk found out about an agent's authority (RULEBOOK section 4). */
  | {
      type: 'authority';
      verdict: 'confirmed' | 'doubted' | 'missing';
      how: string;
      /** The address the person is known by, where it was not given before. */
      personEmail?: string;
      /** Where the answer goes, if not where the rule says. */
      answerTo?: 'requester' | 'person';
      note?: string;
    }
  /** `to`: the slug of an issuer or the name of another controller, which needs its `contact`. */
  /** `items`: only these go there, and our own part is still answered; without it the whole request. */
  | { type: 'forward'; to: string; contact?: string; why: string; items?: ItemRef[]; note?: string }
  /** `items`: only these; without it the whole request. */
  /** `soleTrader`: whether the organisation of this person is itself a person, which counts for all its cases; `member` where there are several. */
  | { type: 'regime'; regime: ItemRegime; why: string; items?: PartRef[]; soleTrader?: { is: boolean; member?: string } }
  /** `with`: the reference of the open case that answers for both. */
  | { type: 'join'; with: string; note?: string }
  /** Another address than the one on file; `level` is what was proven for it, unless that is on record already. */
  | { type: 'contact'; email: string; level?: IdentityLevel; how: string }
  /** `channel` and `receivedOn` where it is entered for the person: a letter, a call. */
  | { type: 'complaint'; text: string; channel?: Channel; receivedOn?: string; note?: string }
  | { type: 'complaint-progress'; text: string; note?: string }
  | { type: 'complaint-outcome'; finding: Finding; reasons: string; note?: string };
export type ActType = Act['type'];

/** Whoever asks for another: in which capacity, how far the authority is, and where the answer goes. */
export interface AgencyView {
  capacity: Capacity;
  authority: Authority | null;
  answerTo: 'requester' | 'person';
  personEmail?: string;
}

/** A file that shows who somebody is or that they may act. What became of it stays on record when the file is gone. */
export interface ProofItem {
  id: string;
  kind: 'identity' | 'authority';
  via: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
  receivedAt: string;
  shownAt: string | null;
  deletedAt: string | null;
}

export interface ListItem {
  reference: string;
  right: Right | null;
  status: Status;
  channel: Channel;
  receivedAt: string;
  dueOn: string | null;
  safeOn: string;
  targetOn: string;
  linked: string[];
}

/** One entry of the list as the desk shows it: the wire's fields and what the desk needs beside them. */
export interface DeskItem extends ListItem {
  id: string;
  isOverdue: boolean;
  outcome: Outcome | null;
  expiresAt: string | null;
  waitingFor: 'us' | 'requester' | 'issuer' | 'nobody';
  /** Something was proposed and waits for a second person. */
  waitsForApproval: boolean;
  /** The account that works it. */
  assignedTo: string | null;
}

export interface ListFilter {
  status?: Status;
  /** Open: neither answered nor closed. Waiting: open, and the next step is somebody else's. Approval: for a second person. */
  group?: 'open' | 'waiting' | 'approval';
  /** Only what waits for the decision of this issuer. */
  issuer?: string;
  right?: Right;
  channel?: Channel;
  jurisdiction?: Jurisdiction;
  /** Only what corrections of this issuer are about. */
  involves?: string;
  /** An account, or `nobody`. */
  assignedTo?: string;
  /** Works for itself, and as a deputy for whoever is away today. */
  workedBy?: string;
  overdue?: boolean;
  urgency?: Urgency;
  /** Only what is at risk, see domain/request/urgency.ts. */
  atRisk?: boolean;
  /** Open, and this one has the next step. */
  turn?: Turn;
  dueFrom?: string;
  dueBefore?: string;
  /** Months, YYYY-MM, at the place of the case. */
  receivedIn?: string;
  answeredIn?: string;
  /** Of what was answered: in time or late. */
  onTime?: boolean;
  /** Part of a reference, name or address, or whole words of a note. */
  q?: string;
  limit: number;
  after?: string;
}

export interface Page<T> {
  items: T[];
  hasMore: boolean;
  after: string | null;
}

/** The last fee of a case, for the desk and for its person. Dates are YYYY-MM-DD. */
export interface FeeItem {
  ground: 'unfounded-or-excessive' | 'further-copy' | 'policy-corporate';
  amountMinor: number;
  currency: string;
  calculation: string;
  evidence?: string;
  status: FeeStatus;
  payByOn: string;
  paidOn?: string;
}

/** The answer of a case that was taken up again, until it is answered anew. Dates are YYYY-MM-DD of the case's place. */
export interface EarlierAnswer {
  on: string;
  reopenedOn: string;
  /** A silent system answered and holds data; the answer came back; a fee was paid after the refusal. */
  because: 'late-answer' | 'answer-returned' | 'fee-paid-late';
  wasInTime: boolean;
}

/** An organisation that a person is an officer of, as our registers have it; `isNaturalPerson`: a sole trader (GDPR Art. 4(1)). */
export interface OrganisationItem {
  id: string;
  name: string;
  isNaturalPerson: boolean;
}

/** The restriction of a case (GDPR Art. 18). `wanted`: asked for, and set as soon as the identity is proven. Dates are YYYY-MM-DD. */
export type RestrictionItem =
  | { state: 'wanted' }
  | {
      state: 'in-force' | 'lifted';
      ground: RestrictionGround;
      startedOn: string;
      reviewOn: string;
      liftOn: string | null;
      /** Open: not yet carried out in that system. */
      parts: readonly (RestrictedPart & { isOpen: boolean })[];
    };

/** Everything about one case for those who may see it. */
export interface RequestDetail extends DeskItem {
  organisations: readonly OrganisationItem[];
  earlierAnswer?: EarlierAnswer;
  language: Language;
  jurisdiction: Jurisdiction;
  calendar: string;
  timeZone: string;
  identityLevel: IdentityLevel;
  isIdentityProven: boolean;
  /** What is needed where it is more than the right needs by itself, and why. */
  raisedLevel?: { level: IdentityLevel; because: IdentityDoubt };
  requester: { name: string; email: string };
  onBehalfOf?: string;
  agency?: AgencyView;
  /** In years, where it is about a child. */
  childAge?: number;
  /** An address the answer is wanted at, until it is proven enough for that. */
  newAddress?: string;
  /** Files that show who somebody is or that they may act; deleted at the check. */
  proofs: ProofItem[];
  details?: string;
  corrections?: readonly Correction[];
  /** GDPR Art. 16: each field with who decides over it and what became of it. */
  rectification?: RectificationView;
  transferTo?: string;
  objection?: { kind: ObjectionKind; grounds?: string };
  isUnreadable: boolean;
  regime: ItemRegime;
  /** The open request of the same person that answers for this one too; `outcome` is then that of the other. */
  joinedTo?: string;
  /** RULEBOOK P5, Art. 28(3)(e): the parts of the data, under what each is answered and by whom. */
  items: CaseItem[];
  clock: unknown;
  timeline: { at: string; event: string; actor: string; text: string }[];
  questions: { question: string; askedAt: string; answer?: string; answeredAt?: string }[];
  messages: { at: string; direction: 'in' | 'out'; author: string; text: string }[];
  /** The desk's own notes, newest first; `author` is an account or token. */
  notes: { at: string; author: string; text: string }[];
  letters: LetterItem[];
  sources: { system: string; status: string; rowCount: number; heldBackCount: number; isComplete: boolean; problem: string | null }[];
  heldBack: {
    key: string;
    system: string;
    collection: string;
    reason: string;
    verdict: 'released' | 'withheld' | null;
    row: Record<string, unknown>;
  }[];
  /** With the rule of the table it rests on, where facts were given or known. */
  restriction?: RestrictionItem;
  decision?: { outcome: Outcome; reasons: string; by: string; at: string; fields?: readonly DecidedField[] } & Partial<DecisionBasis>;
  fee?: FeeItem;
  /** What the record answers of the facts that the right's table asks; only before the decision. */
  assessment?: KnownFacts;
  /** What was proposed to a second person, oldest first. */
  approvals: ApprovalItem[];
  package?: { url: string; sha256: string; sizeBytes: number; expiresAt: string };
  /** GDPR Art. 20: what is portable, and what is not with its reason. */
  portability?: {
    included: { system: string; collection: string; rowCount: number; fields: string[] }[];
    notIncluded: { system: string; collection: string; reason: LeftOutReason; fields: string[] }[];
  };
  /** Art. 20(2): the direct transfer, where one was asked for. */
  transfer?: { status: TransferStatus; organisation?: string; host?: string; problem?: string; attempts: number; receiptSha256?: string };
  /** GDPR Art. 17: what would go, what went, and the proof of it. */
  erasure?: ErasureView;
  /** Who was told about what was changed (GDPR Art. 19). */
  recipients: RecipientNoticeView[];
  /** About the answer, oldest first (DPA 2018 s.164A; GDPR Art. 77). */
  complaints: ComplaintItem[];
  /** The answer came back undelivered: it has not been given. */
  isAnswerReturned: boolean;
  allowedActs: ActType[];
}
