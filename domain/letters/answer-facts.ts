import type { Outcome } from '../request/types.js';
import type { ChangedField, LetterCommon, WithheldItem } from './common-facts.js';

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

export interface PolicyReplyFacts extends LetterCommon {
  answer: string;
  downloadUrl?: string | null;
  expiresAt?: string | null;
}
