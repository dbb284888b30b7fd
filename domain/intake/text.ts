/** The longest text that is read, in characters. What a person asks for stands at the top; the rest is kept in the raw mail. */
export const READ_CHARS = 65_536;

/** A mail has at most this many sentences that are read; together with the bounds below this keeps reading linear. */
const MAX_SENTENCES = 2_000;
const MAX_SENTENCE_WORDS = 120;
const MAX_WORD_CHARS = 40;

/** A stretch of text up to a full stop or a blank line, as folded words; a comma, semicolon, colon or dash is the word `,`. */
export interface Sentence {
  readonly words: readonly string[];
  /** The same stretch as folded text, for cited articles. */
  readonly text: string;
}

/** Lower case, no accents, one kind of apostrophe and quotation mark; at most READ_CHARS characters. */
export function fold(text: string): string {
  return text
    .slice(0, READ_CHARS)
    .normalize('NFKD')
    .slice(0, READ_CHARS)
    .replace(/[\u0300-\u036f\u00ad\u200b-\u200f]/g, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('e-mail', 'email')
    .replaceAll('\r\n', '\n');
}

/** A full stop after one of these ends no sentence. */
const ABBREVIATIONS = new Set(
  'art arts abs nr lit vgl bzw ggf dr mr mrs ms prof st no sec al cf inkl evtl str ca ziff bspw etc par para mme pr p ex'.split(' '),
);

const PIECE = /[\p{L}\p{N}]+|\n[ \t]{0,8}(?:\d{1,2}[.)]|[-*•])[ \t]|\n[ \t]{0,80}\n|[.!?,;:\u2013\u2014\u2026]/gu;

/** True where the full stop at `at` stands inside an abbreviation, a number, an address or a host name. */
function isInnerStop(text: string, at: number, previous: string | undefined): boolean {
  const next = text[at + 1];
  if (next !== undefined && next !== ' ' && next !== '\n' && next !== '\t') return true;
  if (previous === undefined) return false;
  return previous.length === 1 || ABBREVIATIONS.has(previous) || /^\d{1,2}$/.test(previous);
}

/** Cuts folded text into sentences. Linear in the length of the text. */
export function sentencesOf(folded: string): Sentence[] {
  const sentences: Sentence[] = [];
  let words: string[] = [];
  let from = 0;
  const close = (to: number) => {
    if (words.some((word) => word !== ',')) sentences.push({ words, text: folded.slice(from, to) });
    words = [];
    from = to;
  };
  for (const match of folded.matchAll(PIECE)) {
    const piece = match[0];
    const first = piece[0] ?? '';
    if (first === '\n' || first === '!' || first === '?') close(match.index);
    else if (first === '.') {
      if (!isInnerStop(folded, match.index, words.at(-1))) close(match.index + 1);
    } else if (',;:\u2013\u2014\u2026'.includes(first)) words.push(',');
    else words.push(piece.slice(0, MAX_WORD_CHARS));
    if (words.length >= MAX_SENTENCE_WORDS) close(match.index + piece.length);
    if (sentences.length >= MAX_SENTENCES) return sentences;
  }
  close(folded.length);
  return sentences;
}
