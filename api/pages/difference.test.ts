import { expect, it } from '@jest/globals';
import { difference, type Piece } from './difference.js';

const shown = (pieces: Piece[]) => pieces.map(({ text, isChanged }) => (isChanged ? `[${text}]` : text)).join('');
const both = (before: string, after: string) => {
  const found = difference(before, after);
  return [shown(found.before), shown(found.after)];
};

it.each([
  ['Alex Morgan', 'Alex Morgan-Lund', 'Alex Morgan', 'Alex Morgan[-Lund]'],
  ['12 Quay Street', '14 Quay Street', '[12] Quay Street', '[14] Quay Street'],
  ['a b', 'x y z', '[a b]', '[x y z]'],
  ['', 'Joiner', '', '[Joiner]'],
  ['same', 'same', 'same', 'same'],
  ['2031-01-05', '2031-02-05', '2031-[01]-05', '2031-[02]-05'],
  ['Müllerstraße 1', 'Müllerstrasse 1', '[Müllerstraße] 1', '[Müllerstrasse] 1'],
])('marks what differs between "%s" and "%s"', (before, after, left, right) => {
  expect(both(before, after)).toEqual([left, right]);
});

it('loses nothing, also of a text too long to compare', () => {
  const long = 'word '.repeat(400);
  for (const [one, other] of [
    [long, `${long}x`],
    ['a b c d', 'd c b a'],
  ] as const) {
    const found = difference(one, other);
    expect([found.before, found.after].map((pieces) => pieces.map(({ text }) => text).join(''))).toEqual([one, other]);
  }
});
