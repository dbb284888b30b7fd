import { describe, expect, it } from '@jest/globals';
import { citeArticle } from './citation.js';
import { effectOnTimeOf, regimeOf } from './regime.js';

describe('the regime of a letter', () => {
  it.each([
    ['EU', false, '2026-12-01', 'EU'],
    ['UK', false, '2026-06-18', 'UK-before'],
    ['UK', false, '2026-06-19', 'UK-2026-06-19'],
    ['UK', true, '2026-12-01', 'POLICY_ONLY'],
  ] as const)('%s, policy only %s, written on %s: %s', (jurisdiction, policyOnly, writtenOn, regime) => {
    expect(regimeOf({ jurisdiction, policyOnly, writtenOn })).toBe(regime);
  });
});

describe('what asking does to the time', () => {
  it('pauses in the EU for identity only, and starts on the reply in the UK', () => {
    expect(effectOnTimeOf({ ask: 'identity', regime: 'EU', right: 'erasure' })).toBe('paused');
    expect(effectOnTimeOf({ ask: 'fee', regime: 'EU', right: 'access' })).toBe('none');
    expect(effectOnTimeOf({ ask: 'authority', regime: 'EU', right: 'access' })).toBe('none');
    expect(effectOnTimeOf({ ask: 'fee', regime: 'UK-2026-06-19', right: 'access' })).toBe('starts-on-reply');
  });

  it('lets a clarification pause only access to a large quantity', () => {
    expect(effectOnTimeOf({ ask: 'clarification', regime: 'EU', right: 'access', largeQuantity: true })).toBe('paused');
    expect(effectOnTimeOf({ ask: 'clarification', regime: 'EU', right: 'access', largeQuantity: false })).toBe('none');
    expect(effectOnTimeOf({ ask: 'clarification', regime: 'UK-2026-06-19', right: 'rectification', largeQuantity: true })).toBe('none');
    expect(effectOnTimeOf({ ask: 'identity', regime: 'POLICY_ONLY', right: 'access' })).toBe('none');
  });
});

describe('citations', () => {
  it.each([
    ['15', 'EU', 'en', 'GDPR Art. 15'],
    ['12(6)', 'UK-2026-06-19', 'en', 'UK GDPR Art. 12(6)'],
    ['12A', 'UK-2026-06-19', 'de', 'Art. 12A UK-DSGVO'],
    ['18(1)(a)', 'EU', 'de', 'Art. 18 Abs. 1 Buchst. a DSGVO'],
    ['12(5)', 'EU', 'fr', 'article 12, paragraphe 5, du RGPD'],
    ['15(1)', 'POLICY_ONLY', 'fr', ''],
  ] as const)('%s under %s in %s: %s', (place, regime, language, words) => {
    expect(citeArticle(place, regime, language)).toBe(words);
  });

  it('refuses what is not an article', () => {
    expect(() => citeArticle('Recital 63', 'EU', 'en')).toThrow(RangeError);
  });
});
