import type { Language } from '../request/types.js';

/** A run of text inside a block. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'strong'; text: string }
  | { kind: 'link'; text: string; href: string }
  | { kind: 'break' };

/**
 * The parts a letter is made of. Mail, plain text and PDF are all drawn from them, so that a letter's words stand in one place.
 * `action` is the one thing the reader may do next (a link shown as a button); `callout` is a block set apart (the authority block).
 */
export type Block =
  | { kind: 'heading'; level: 2 | 3; inlines: readonly Inline[] }
  | { kind: 'paragraph'; inlines: readonly Inline[] }
  | { kind: 'quote'; inlines: readonly Inline[] }
  | { kind: 'list'; isOrdered: boolean; items: readonly (readonly Inline[])[] }
  | { kind: 'facts'; rows: readonly { term: readonly Inline[]; value: readonly Inline[] }[] }
  | { kind: 'table'; head: readonly (readonly Inline[])[]; rows: readonly (readonly (readonly Inline[])[])[] }
  | { kind: 'action'; label: string; href: string }
  | { kind: 'callout'; blocks: readonly Block[] };

/** A letter before it takes a shape: its title in words and its parts in reading order. */
export interface LetterDocument {
  language: Language;
  title: string;
  blocks: readonly Block[];
}

/** The words of a run, without its marks. */
export function plainText(inlines: readonly Inline[]): string {
  return inlines.map((inline) => (inline.kind === 'break' ? '\n' : inline.text)).join('');
}
