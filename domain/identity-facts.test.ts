import { describe, expect, it } from '@jest/globals';
import { type FactKind, factsToAsk, type KnownFacts, normaliseFact } from './identity-facts.js';

const NONE: KnownFacts = { phone: [], topic: [], registered: [], position: [] };

describe('the facts that are asked', () => {
  it.each<[string, Partial<KnownFacts>, FactKind[]]>([
    ['nothing held', {}, []],
    ['one only', { phone: ['+44 20 7946 0101'] }, []],
    ['a telephone number that is none', { phone: ['12'], position: ['Owner'] }, []],
    ['two', { position: ['Owner'], registered: ['2024-03'] }, ['registered', 'position']],
    [
      'more than two',
      { phone: ['+44 20 7946 0101'], topic: ['Quality'], registered: ['2024-03'], position: ['Owner'] },
      ['phone', 'topic'],
    ],
  ])('%s', (_, held, asked) => {
    expect(factsToAsk({ ...NONE, ...held })).toEqual(asked);
  });
});

describe('how answers are compared', () => {
  it.each<[FactKind, string, string]>([
    ['phone', ' 01 01', '0101'],
    ['phone', '+44 20 7946 0101', '0101'],
    ['phone', '101', ''],
    ['position', ' gérante. ', 'gerante'],
    ['topic', 'Quality-Seals', 'qualityseals'],
    ['registered', '2024-03', '2024-03'],
    ['registered', '3/2024', '2024-03'],
    ['registered', '03. 2024', '2024-03'],
    ['registered', '13/2024', ''],
    ['registered', 'March', ''],
  ])('%s: %s', (kind, text, compared) => {
    expect(normaliseFact(kind, text)).toBe(compared);
  });
});
