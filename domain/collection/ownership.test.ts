import { describe, expect, it } from '@jest/globals';
import { type Claim, identityVerdict, leadsOn, standingOf } from './ownership.js';

const claim = (isOutward: boolean, who: 'subject' | 'other' | 'both' | 'nobody'): Claim => ({
  isOutward,
  bySubject: who === 'subject' || who === 'both',
  byOther: who === 'other' || who === 'both',
});

describe('standingOf', () => {
  it.each([
    ["its own identity is the person's, whatever else it refers to", 'subject', [claim(true, 'other')], 'own'],
    ["its own identity is another's, although it refers to the person", 'other', [claim(true, 'subject')], 'other'],
    ['the nearest reference leads to the person, a farther one to another', null, [claim(true, 'subject'), claim(true, 'other')], 'own'],
    ['the nearest leads to another, a farther one to the person', null, [claim(true, 'other'), claim(true, 'subject')], 'other'],
    ['the nearest is empty, the next leads to the person', null, [claim(true, 'nobody'), claim(true, 'subject')], 'own'],
    ['two references as near lead to both', null, [claim(true, 'both')], 'other'],
    ['records of both refer to it', null, [claim(false, 'both')], 'shared'],
    ["only another's record refers to it", null, [claim(false, 'other')], 'other'],
    ['nobody refers to it', null, [claim(false, 'nobody')], 'unclaimed'],
    ['there is no way to anybody', null, [], 'unclaimed'],
  ] as const)('when %s', (_, identity, claims, standing) => {
    expect(standingOf(identity, claims)).toBe(standing);
  });
});

describe('identityVerdict', () => {
  const known = new Set(['a@b.example']);
  it.each([
    [[' A@B.example '], 'subject'],
    [['other@b.example', 'a@b.example'], 'subject'],
    [['other@b.example', null], 'other'],
    [[null, '  '], null],
    [[], null],
  ] as const)('%j says %s', (values, verdict) => {
    expect(identityVerdict(values, known)).toBe(verdict);
  });
});

describe('leadsOn', () => {
  const edge = (isForward: boolean, direction: 'to' | 'from' | 'both') => ({ isForward, link: { direction } });
  it("never leads through another person's row", () => {
    for (const isForward of [true, false])
      for (const direction of ['to', 'from', 'both'] as const) expect(leadsOn('other', edge(isForward, direction))).toBe(false);
  });
  it('leads from an unclaimed row only to what it refers to, from a shared one also to what is said to come from it', () => {
    expect([leadsOn('unclaimed', edge(true, 'to')), leadsOn('unclaimed', edge(false, 'from'))]).toEqual([true, false]);
    expect([leadsOn('shared', edge(false, 'from')), leadsOn('shared', edge(false, 'both'))]).toEqual([true, false]);
    expect(leadsOn('own', edge(false, 'both'))).toBe(true);
  });
});
