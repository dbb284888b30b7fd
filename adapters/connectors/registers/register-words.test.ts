import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { categoriesInWords, categoryInWords } from '../../../domain/collection/category-words.js';
import { noticeInWords } from '../../../domain/collection/notice-words.js';
import { NOT_PERSONAL } from '../../../domain/erasure/law.js';
import { DEMO_SHOP_DATASET } from '../demo/membership-shop.js';
import { registerActsOf } from './register-acts.js';
import { REGISTERS } from './registers.js';

const NOTICES = REGISTERS.flatMap(({ notice: { purposes, recipients, period, source, safeguards } }) => [
  ...purposes,
  ...recipients,
  ...[period, source, safeguards].filter((text) => text !== null),
]);

const KEPT = REGISTERS.flatMap(({ name }) => registerActsOf(name).kept ?? []).flatMap(({ ground, words }) =>
  ground === NOT_PERSONAL ? [] : [words],
);

describe('what our registers say of themselves', () => {
  it.each([...new Set([...NOTICES, ...KEPT])])('is said in German and French too: %s', (text) => {
    const [de, fr] = [noticeInWords(text, 'de'), noticeInWords(text, 'fr')];
    expect(noticeInWords(text, 'en')).toBe(text);
    expect([de === text, fr === text, de === fr]).toEqual([false, false, false]);
  });

  it('is left as its operator wrote it where it is of another system', () => {
    expect(noticeInWords('selling plaques', 'de')).toBe('selling plaques');
  });
});

describe('kinds of data', () => {
  const ofTheShop = readFileSync(DEMO_SHOP_DATASET, 'utf8').match(/\b(?:user|system)(?:\.[a-z_]+)*\b(?=[\],\s])/g) ?? [];
  const kinds = [...new Set([...REGISTERS.flatMap(({ categories }) => categories), ...ofTheShop.filter((kind) => kind.includes('.'))])];

  it.each(kinds)('%s has a word of its own in every language', (kind) => {
    for (const language of ['en', 'de', 'fr'] as const) expect(categoryInWords(kind, language)).not.toMatch(/^user|^system|[._]/);
  });

  it('that are not known are called by the kind above them, each once', () => {
    expect(categoriesInWords(['user.contact.email', 'user.contact.email.work', 'user.hobby'], 'de')).toEqual([
      'E-Mail-Adresse',
      'Daten über die Person',
    ]);
    expect(categoryInWords('constructor', 'en')).toBe('constructor');
  });
});
