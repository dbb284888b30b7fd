import type { Authority } from '../authority.js';
import type { Language, Right } from '../request/types.js';
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
