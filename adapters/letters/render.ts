import type { LetterCommon } from '../../domain/letters/common-facts.js';
import { completeFacts } from '../../domain/letters/complete.js';
import type { LetterDocument } from '../../domain/letters/document.js';
import type { LetterCode, LetterFacts, LetterFactsByCode } from '../../domain/letters/facts.js';
import { withNote } from '../../domain/letters/note.js';
import { COLON, FRAME_WORDS } from '../../domain/letters/words.js';
import { notificationOf } from '../../domain/notifications.js';
import { type LetterFrame, letterHtml } from './html.js';
import { readLetterMarkup } from './markup.js';
import { letterTemplate } from './templates.js';
import { letterText } from './text.js';

/** A letter ready for the mailer. `headers` never hold personal data. */
export interface RenderedLetter {
  subject: string;
  text: string;
  html: string;
  /** The same before it took these shapes: what its PDF is set from. */
  document: LetterDocument;
  headers: Record<string, string>;
}

/**
 * The letter's words, laid out by its template, before they take the shape of mail or paper. The one place where a note of staff comes in:
 * it is added to what the template says, which nobody can take out.
 */
export function composeLetter(code: LetterCode, facts: LetterCommon): LetterDocument {
  const { title, blocks } = readLetterMarkup(letterTemplate(code, facts.language)(completeFacts(code, facts)));
  return { language: facts.language, title, blocks: withNote(blocks, facts.note) };
}

/** The sender's block as lines: address, telephone, e-mail, each named in the letter's language. */
export function senderLines({ controller, language }: Pick<LetterCommon, 'controller' | 'language'>): string[] {
  const words = FRAME_WORDS[language];
  const colon = COLON[language];
  return [...controller.address, `${words.phone}${colon}${controller.phone}`, `${words.email}${colon}${controller.email}`];
}

function referenceLine({ language, reference }: LetterCommon): string {
  return `${FRAME_WORDS[language].reference}${COLON[language]}${reference}`;
}

/** What stands around the letter's words in HTML. */
export function frameOf(facts: LetterCommon): LetterFrame {
  return {
    senderName: facts.controller.name,
    senderLines: senderLines(facts),
    referenceLine: referenceLine(facts),
  };
}

/**
 * Renders a letter as mail. The subject ends with the tag by which a reply finds its case, and holds nothing personal.
 * Statutory letters carry no List-Unsubscribe (RULEBOOK 5.2).
 * @throws DomainError LETTER_INCOMPLETE where the law requires a fact that is missing.
 */
export function renderLetter<C extends LetterCode>(code: C, facts: LetterFactsByCode[C]): RenderedLetter {
  return renderFacts(code, facts);
}

/** The same for a letter that carries its code with its facts, as a queue row does. */
export function renderCodedLetter(letter: LetterFacts): RenderedLetter {
  return renderFacts(letter.code, letter);
}

function renderFacts(code: LetterCode, facts: LetterCommon): RenderedLetter {
  const document = composeLetter(code, facts);
  return {
    subject: `${document.title} [${facts.reference}]`,
    text: letterText(document, [facts.controller.name, ...senderLines(facts), referenceLine(facts)]),
    html: letterHtml(document, frameOf(facts)),
    document,
    headers: {
      'X-Rightsdesk-Letter': code,
      'X-Rightsdesk-Reference': facts.reference,
      'Auto-Submitted': notificationOf(code).autoSubmitted,
      'Content-Language': facts.language,
    },
  };
}
