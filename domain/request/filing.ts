import type { ApprovalKind } from '../approval.js';
import type { Behalf } from '../behalf.js';
import type { Finding } from '../complaint/complaint.js';
import type { CategoryDecision } from '../erasure/view.js';
import type { FeeCost } from '../fee-costs.js';
import type { IdentityDoubt } from '../identity.js';
import type { BalancingTest, Stoppable } from '../objection.js';
import type { Basis } from '../portability/origin.js';
import type { FieldDecision } from '../rectification/decide.js';
import type { AllowedUse, GroundLetter, RestrictedPart } from '../restriction.js';
import type { Facts } from '../rights/decision-table.js';
import type { ItemRegime } from './case-items.js';
import type { Channel, DecisionOutcome, IdentityLevel, Jurisdiction, Language, ObjectionKind, Right, Role, Status } from './types.js';

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
      outcome: DecisionOutcome;
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
