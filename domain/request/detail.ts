import type { ApprovalItem } from '../approval.js';
import type { Authority, Capacity } from '../behalf.js';
import type { ComplaintItem } from '../complaint/complaint.js';
import type { ErasureView } from '../erasure/view.js';
import type { FeeStatus } from '../fee-state.js';
import type { IdentityDoubt } from '../identity.js';
import type { RestrictionGround } from '../letters/answer-facts.js';
import type { LetterItem } from '../letters/shown.js';
import type { LeftOutReason } from '../portability/scope.js';
import type { TransferStatus } from '../portability/transfer.js';
import type { DecidedField } from '../rectification/judge-fields.js';
import type { RectificationView } from '../rectification/view.js';
import type { RestrictedPart } from '../restriction.js';
import type { DecisionBasis } from '../rights/judge-decision.js';
import type { KnownFacts } from '../rights/known-facts.js';
import type { CaseItem, ItemRegime } from './case-items.js';
import type { ActType, Correction } from './filing.js';
import type { DeskItem } from './list-item.js';
import type { RecipientNoticeView } from './recipient-notice.js';
import type { IdentityLevel, Jurisdiction, Language, ObjectionKind, Outcome } from './types.js';

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
  /** As they were asked for; `id` names the field from the filing on, also to the proof of it. */
  corrections?: readonly (Correction & { id?: string })[];
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
