import type { LetterCommon, WithheldItem } from './common-facts.js';

/** A recipient by name (C-154/21): who got what and, where the register knows it, when. */
export interface Art15Recipient {
  name: string;
  what: string;
  /** `YYYY-MM-DD`; null where the disclosure is a standing one. */
  disclosedOn: string | null;
}

/** A transfer to a third country and what protects the data there (Art. 15(2), 46). */
export interface Art15Transfer {
  country: string;
  safeguard: string;
}

/** What one system holds about this person, and the information of Art. 15(1) on it. Letters (a) to (h) name the paragraph's points. */
export interface Art15System {
  name: string;
  records: number;
  /** (a) */
  purposes: readonly string[];
  legalBasis: string | null;
  /** (b) */
  categories: readonly string[];
  /** (c) */
  recipients: readonly Art15Recipient[];
  /** (d): the period, or the criteria for it. */
  storagePeriod: string;
  /** (g): empty where the person gave all of it. */
  sources: readonly string[];
  /** (h): logic, significance and consequences; null where no decision is made by a program alone. */
  automatedDecision: string | null;
  transfers: readonly Art15Transfer[];
}

/** Everything the letter inside an access package says. */
export interface Art15Facts extends LetterCommon {
  /** The day on which the data were as the package shows them. */
  asOf: string;
  systems: readonly Art15System[];
  /** Systems that answered and hold nothing. */
  nothingHeldIn: readonly string[];
  /** Systems that have not answered: never "nothing held". */
  unreachableSystems: readonly string[];
  files: readonly { name: string; what: string }[];
  withheld: readonly WithheldItem[];
  /** Short names and codes in the data, explained. */
  codes: readonly { code: string; meaning: string }[];
}
