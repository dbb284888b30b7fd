import type { Audience } from '../notifications.js';
import type { LetterDocument } from './document.js';
import type { LetterCode } from './facts.js';

/** A letter that stands in the record of a case, as a list names it. Instants are ISO 8601. `problem` is a code. */
export interface LetterItem {
  id: string;
  code: string;
  audience: Audience;
  status: string;
  createdAt: string;
  sentAt: string | null;
}

/** A letter opened to be read: as it was sent, as it waits, or as an act would write it. */
export interface ShownLetter {
  code: LetterCode;
  audience: Audience;
  subject: string;
  /** The date on it, `YYYY-MM-DD`. */
  writtenOn: string;
  recipientName: string;
  senderName: string;
  senderLines: readonly string[];
  referenceLine: string;
  document: LetterDocument;
  text: string;
}
