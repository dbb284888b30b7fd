import { setImmediate } from 'node:timers/promises';
import type { LetterCommon } from '../../domain/letters/common-facts.js';
import { formatDateInWords } from '../../domain/letters/dates.js';
import type { Inline, LetterDocument } from '../../domain/letters/document.js';
import type { LetterCode, LetterFactsByCode } from '../../domain/letters/facts.js';
import { FRAME_WORDS } from '../../domain/letters/words.js';
import { setBlocks } from './pdf-blocks.js';
import {
  closePdf,
  drawRule,
  MARGINS,
  openPdf,
  type Pdf,
  type Setting,
  SOFT,
  type Structure,
  setRun,
  textWidth,
  within,
} from './pdf-page.js';
import { composeLetter, senderLines } from './render.js';

/** What stands around the words on a sheet of paper. */
export type SheetFacts = Pick<LetterCommon, 'controller' | 'language' | 'writtenOn' | 'reference' | 'recipientName'>;

function setLine(pdf: Pdf, parent: Structure, inlines: readonly Inline[], setting: Setting, y = pdf.y): void {
  const paragraph = within(pdf, parent, 'P');
  setRun(pdf, paragraph, inlines, setting, y);
  paragraph.end();
}

function linesOf(lines: readonly string[]): Inline[] {
  return lines.flatMap((text, index): Inline[] => (index === 0 ? [{ kind: 'text', text }] : [{ kind: 'break' }, { kind: 'text', text }]));
}

/** Sender at the left, date and reference at the right, then to whom. */
function setHead(pdf: Pdf, parent: Structure, facts: SheetFacts): void {
  const words = FRAME_WORDS[facts.language];
  const width = textWidth(pdf);
  const left: Setting = { x: MARGINS.left, width: width * 0.55 };
  const right: Setting = { x: MARGINS.left + width * 0.6, width: width * 0.4 };
  setLine(pdf, parent, [{ kind: 'strong', text: facts.controller.name }], { ...left, size: 12 });
  const top = pdf.y + 2;
  setLine(pdf, parent, linesOf(senderLines(facts)), { ...left, size: 9, color: SOFT }, top);
  const bottom = pdf.y;
  setLine(
    pdf,
    parent,
    [{ kind: 'text', text: words.date }, { kind: 'break' }, { kind: 'strong', text: formatDateInWords(facts.writtenOn, facts.language) }],
    { ...right, size: 9 },
    top,
  );
  setLine(
    pdf,
    parent,
    [{ kind: 'text', text: words.reference }, { kind: 'break' }, { kind: 'strong', text: facts.reference }],
    { ...right, size: 9 },
    pdf.y + 6,
  );
  pdf.y = Math.max(bottom, pdf.y) + 10;
  drawRule(pdf, MARGINS.left, width);
  pdf.y += 18;
  if (facts.recipientName) {
    setLine(pdf, parent, [{ kind: 'text', text: facts.recipientName }], left);
    pdf.y += 14;
  }
}

function setTitle(pdf: Pdf, parent: Structure, title: string): void {
  const setting: Setting = { x: MARGINS.left, width: textWidth(pdf), size: 17, font: 'strong' };
  const heading = within(pdf, parent, 'H1');
  setRun(pdf, heading, [{ kind: 'text', text: title }], setting);
  heading.end();
  pdf.y += 10;
}

/** "Page x of y" and the reference at the foot of every page: pagination, not content. */
function setFeet(pdf: Pdf, facts: SheetFacts): void {
  const words = FRAME_WORDS[facts.language];
  const { start, count } = pdf.bufferedPageRange();
  for (let index = start; index < start + count; index += 1) {
    pdf.switchToPage(index);
    const text = `${facts.controller.name}   ${facts.reference}   ${words.page} ${index + 1} ${words.of} ${count}`;
    pdf.page.margins.bottom = 0; // the foot stands below the text's own margin; otherwise it would start a new page
    pdf.markContent('Artifact', { type: 'Pagination' });
    pdf.font('regular').fontSize(8.5).fillColor(SOFT);
    pdf.text(text, MARGINS.left, pdf.page.height - 42, { width: textWidth(pdf), align: 'right', lineBreak: false });
    pdf.endMarkedContent();
  }
}

async function setLetter({ language, title, blocks }: LetterDocument, facts: SheetFacts): Promise<Buffer> {
  const pdf = openPdf({ title, author: facts.controller.name, language, writtenOn: facts.writtenOn });
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  setHead(pdf, root, facts);
  setTitle(pdf, root, title);
  for (const block of blocks) {
    setBlocks(pdf, root, [block], { x: MARGINS.left, width: textWidth(pdf) });
    await setImmediate();
  }
  root.end();
  setFeet(pdf, facts);
  return closePdf(pdf);
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Sets a composed letter on paper: one letter at a time, and after each block others get their turn, so that many letters at once hold
 * up nobody who waits for this process, the engine first of all.
 */
export function documentPdf(document: LetterDocument, facts: SheetFacts): Promise<Buffer> {
  const letter = last.then(() => setLetter(document, facts));
  last = letter.catch(() => undefined); // its own caller hears of it
  return letter;
}

/**
 * A letter as a tagged PDF for printing, from the same words as its mail.
 * @throws DomainError LETTER_INCOMPLETE as `renderLetter`.
 */
export async function renderLetterPdf<C extends LetterCode>(code: C, facts: LetterFactsByCode[C]): Promise<Buffer> {
  return documentPdf(composeLetter(code, facts), facts);
}
