import type { Language, ObjectionKind, Right } from '../../request/types.js';

/** What a mail can be besides a request: said about the whole text, never a right. */
export type Mark = 'reminder' | 'complaint' | 'request-withdrawn' | 'other-business' | 'general-question' | 'offer';

/**
 * One piece of evidence. `when` holds alternatives in a small pattern language, matched on folded words of one sentence:
 * `word`, `stem*`, `*ending`, `one|other`, `{set}` (a named list of the table), `~4` (up to four words in between). No regular expressions:
 * matching is linear in the text. `weight` 3 convinces alone, 2 needs company, 1 is a hint (domain/intake/recognise.ts, thresholds).
 */
export interface Rule {
  readonly gives: Right | Mark;
  readonly when: readonly string[];
  readonly weight: number;
  /** Said to staff as the reason; never quotes the mail. */
  readonly because: string;
  readonly objectionKind?: ObjectionKind;
  /** The data are to go to somebody else (GDPR Art. 20(2)). */
  readonly isTransfer?: true;
  /** Holds although a "not" stands nearby ("do not send me adverts"). */
  readonly evenNegated?: true;
  /** Does not hold where the sentence has an "if" before it ("if I have given consent, I withdraw it"). */
  readonly notAfterCondition?: true;
  /** These words are not evidence for those ("take me off the newsletter" is no erasure, "destroy my application" no other business). */
  readonly insteadOf?: readonly (Right | Mark)[];
}

/** The words a language frames a sentence with. Space-separated entries of the pattern language. */
export interface Frames {
  /** Turns a demand round: "do not". */
  readonly negation: string;
  /** Opens a condition that lasts to the next comma: "if". */
  readonly condition: string;
  /** Makes a following "if" a courtesy: "I would be grateful if you". */
  readonly courtesy: string;
  /** Ends the reach of a negation or a condition. */
  readonly breaks: string;
  /** Somebody else announced the act: "you told me that you will". */
  readonly reported: string;
  /** Words by which a demand is made; they give weight to a cited article. */
  readonly demand: string;
  /** "right", as in a list of rights. */
  readonly rightWord: string;
  /** Nouns of the rights, to notice a list of them. */
  readonly rightNouns: Readonly<Record<Right | 'complaint', string>>;
}

/** Everything the recogniser knows of one language. */
export interface LanguageTable {
  readonly language: Language;
  /** Frequent small words, by which the language is told. */
  readonly stopWords: string;
  readonly frames: Frames;
  readonly sets: Readonly<Record<string, string>>;
  /** How people in a hurry also write a word of the table: "u" for "you", "adress" for "address". */
  readonly alsoWritten: Readonly<Record<string, string>>;
  readonly rules: readonly Rule[];
}
