import type { ChangedField, LetterCommon } from './common-facts.js';

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
