import type { LetterDocument } from '../../domain/letters/document.js';
import type { LetterFacts } from '../../domain/letters/facts.js';
import type { ShownLetter } from '../../domain/letters/shown.js';
import { notificationOf } from '../../domain/notifications.js';
import { documentPdf } from './pdf.js';
import { composeLetter, frameOf, renderCodedLetter } from './render.js';

/** What was handed to the mail server; letters of before kept no document. */
export interface KeptLetter {
  subject: string;
  text: string;
  document?: LetterDocument;
}

/**
 * A letter to be read on a page. `kept`: as it was sent, whatever the templates say by now; without it as it would be sent today.
 * @throws DomainError LETTER_INCOMPLETE as `renderLetter`.
 */
export function showLetter(facts: LetterFacts, kept?: KeptLetter): ShownLetter {
  const { subject, text } = kept ?? renderCodedLetter(facts);
  return {
    code: facts.code,
    audience: notificationOf(facts.code).audience,
    subject,
    text,
    writtenOn: facts.writtenOn,
    recipientName: facts.recipientName ?? '',
    ...frameOf(facts),
    document: kept?.document ?? composeLetter(facts.code, facts),
  };
}

/** The same letter as a tagged PDF. */
export function letterPdf(facts: LetterFacts, kept?: KeptLetter): Promise<Buffer> {
  return documentPdf(kept?.document ?? composeLetter(facts.code, facts), facts);
}
