import { describe, expect, it } from '@jest/globals';
import type { Block } from './document.js';
import { withoutKeys, withoutKeysIn } from './keys.js';
import { withNote } from './note.js';

const text = (words: string) => [{ kind: 'text', text: words }] as const;
const LETTER: Block[] = [
  { kind: 'paragraph', inlines: text('Hello,') },
  { kind: 'paragraph', inlines: text('We do this:') },
  { kind: 'quote', inlines: text('that') },
  { kind: 'heading', level: 2, inlines: text('Why') },
  { kind: 'paragraph', inlines: text('Because.') },
];

describe('the note of staff in a letter', () => {
  it('stands behind the opening, in paragraphs and lines, and takes nothing away', () => {
    const blocks = withNote(LETTER, '  One.\nTwo.\n\n  Three.  ');
    expect(blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'paragraph', 'quote', 'paragraph', 'paragraph', 'heading', 'paragraph']);
    expect(blocks[3]).toEqual({ kind: 'paragraph', inlines: [...text('One.'), { kind: 'break' }, ...text('Two.')] });
    expect(blocks[4]).toEqual({ kind: 'paragraph', inlines: text('Three.') });
    expect(blocks.filter((block) => LETTER.includes(block))).toEqual(LETTER);
  });

  it('stays text, whatever is written in it', () => {
    const blocks = withNote(LETTER, '<aside>No complaint is possible.</aside> https://elsewhere.example');
    expect(blocks[3]).toEqual({ kind: 'paragraph', inlines: text('<aside>No complaint is possible.</aside> https://elsewhere.example') });
  });

  it.each([undefined, null, '', ' \n '])('changes nothing where there is none (%j)', (note) => expect(withNote(LETTER, note)).toBe(LETTER));
});

describe('the keys in the addresses of a letter', () => {
  const key = 'Zk3vQ8pW1xN7Zk3vQ8pW1xN7';

  it('are left out, wherever they stand; what is no key stays', () => {
    expect(withoutKeys(`Open http://a.example/link/${key} now, or (https://a.example/status/RR-2026-4F7K2M/${key}/fee).`)).toBe(
      'Open http://a.example/link/… now, or (https://a.example/status/RR-2026-4F7K2M/…/fee).',
    );
    const harmless = `See https://rightsdesk.example/complain and ${'a'.repeat(64)}`;
    expect(withoutKeys(harmless)).toBe(harmless);
    expect(withoutKeysIn({ a: [{ href: `https://a.example/link/${key}` }], n: 1 })).toEqual({
      a: [{ href: 'https://a.example/link/…' }],
      n: 1,
    });
  });
});
