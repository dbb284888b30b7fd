import type { Block } from './document.js';

/** The longest paragraph of their own that staff may add to a letter, in characters. */
export const MAX_NOTE = 2000;

/** What ends the opening of a letter: from here on stand its parts. */
const AFTER_OPENING: readonly Block['kind'][] = ['heading', 'action', 'callout', 'facts'];

/** The words of staff as paragraphs, an empty line between two of them. Only text: nothing in it can become a link or take a part's place. */
function paragraphsOf(note: string): Block[] {
  return note
    .trim()
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => ({
      kind: 'paragraph',
      inlines: paragraph
        .trim()
        .split(/\r?\n/)
        .flatMap((text, index) => (index === 0 ? [{ kind: 'text', text } as const] : [{ kind: 'break' } as const, { kind: 'text', text } as const])),
    }));
}

/** A letter's blocks with the note of staff behind the opening; every block that was there stays, in its order. */
export function withNote(blocks: readonly Block[], note: string | null | undefined): readonly Block[] {
  if (!note?.trim()) return blocks;
  const end = blocks.findIndex(({ kind }) => AFTER_OPENING.includes(kind));
  const place = end === -1 ? blocks.length : end;
  return [...blocks.slice(0, place), ...paragraphsOf(note), ...blocks.slice(place)];
}
