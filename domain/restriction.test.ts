import { describe, expect, it } from '@jest/globals';
import {
  isOutOfReach,
  needsBalance,
  reasonsWithAlternatives,
  requireBalance,
  requireNoRefusalOfMarketing,
  stoppedInWords,
} from './objection.js';
import { OBJECTION_KINDS, RIGHTS } from './request/types.js';
import { endsByDecision, GROUND_LETTERS, GROUND_OF, groundMeanwhile, requireLawfulLift, scopeInWords } from './restriction.js';
import { isOneClick } from './suppression.js';

describe('restriction (GDPR Art. 18)', () => {
  it('ends by a decision on grounds (a) and (d) only', () => {
    expect(GROUND_LETTERS.filter((letter) => endsByDecision(GROUND_OF[letter]))).toEqual(['a', 'd']);
  });

  it('may be asked for meanwhile by a rectification and by every objection but that to marketing', () => {
    expect(RIGHTS.filter((right) => groundMeanwhile(right, 'legitimate_interest') !== undefined)).toEqual(['rectification', 'objection']);
    expect(OBJECTION_KINDS.filter((kind) => groundMeanwhile('objection', kind) === undefined)).toEqual(['direct_marketing']);
    expect(groundMeanwhile('rectification', null)).toBe('accuracy-contested');
    expect(groundMeanwhile(null, null)).toBeUndefined();
  });

  const lawful = { isInForce: true, isCauseOpen: false, today: '2026-11-23', liftOn: '2026-11-24' };
  it.each([
    [{ ...lawful, isInForce: false }, 'NO_RESTRICTION_IN_FORCE', 'GDPR Art. 18'],
    [{ ...lawful, isCauseOpen: true }, 'RESTRICTION_CAUSE_OPEN', 'GDPR Art. 18(1)(a), (d)'],
    [{ ...lawful, liftOn: '2026-11-23' }, 'LIFT_WITHOUT_NOTICE', 'GDPR Art. 18(3)'],
  ] as const)('is not lifted: %o', (facts, code, article) => {
    expect(() => requireLawfulLift(facts)).toThrow(expect.objectContaining({ code, article, kind: 'conflict' }));
  });

  it('may be announced to end from tomorrow on', () => {
    expect(() => requireLawfulLift(lawful)).not.toThrow();
  });

  it('names its parts in the language of the letter, and says what is still open', () => {
    const parts = [
      { system: 'rightsdesk' },
      { system: 'shop', collection: 'orders', isOpen: true },
      { system: 'rightsdesk', collection: 'certificate', rowKey: 'x' },
    ];
    expect(scopeInWords(parts, 'en')).toBe(
      'Our own registers: all data\nShop: Orders (not yet carried out there; we keep at it)\nOur own registers: Certificates (one record)',
    );
    expect(scopeInWords([{ system: 'rightsdesk' }], 'de')).toContain('alle Daten');
    expect(scopeInWords([{ system: 'rightsdesk' }], 'fr')).toContain('toutes les données');
  });
});

describe('objection (GDPR Art. 21)', () => {
  it('is refused only with the balance on record, where there is something to weigh', () => {
    for (const kind of OBJECTION_KINDS) {
      const refuse = () => requireBalance({ outcome: 'refused', kind, hasBalance: false });
      if (needsBalance(kind))
        expect(refuse).toThrow(expect.objectContaining({ code: 'BALANCING_TEST_MISSING', article: 'GDPR Art. 21(1)' }));
      else expect(refuse).not.toThrow();
      expect(() => requireBalance({ outcome: 'refused', kind, hasBalance: true })).not.toThrow();
      expect(() => requireBalance({ outcome: 'granted', kind, hasBalance: false })).not.toThrow();
    }
    expect(OBJECTION_KINDS.filter(needsBalance)).toEqual(['legitimate_interest', 'public_task']);
    expect(OBJECTION_KINDS.filter(isOutOfReach)).toEqual(['other_basis']);
  });

  it('to marketing cannot be refused', () => {
    expect(() => requireNoRefusalOfMarketing({ outcome: 'refused', kind: 'direct_marketing' })).toThrow(
      expect.objectContaining({ code: 'MARKETING_OBJECTION_IS_ABSOLUTE', article: 'GDPR Art. 21(3)' }),
    );
    expect(() => requireNoRefusalOfMarketing({ outcome: 'refused', kind: 'research' })).not.toThrow();
  });

  it('says in every language what else there is, and what was stopped', () => {
    for (const language of ['en', 'de', 'fr'] as const) {
      expect(reasonsWithAlternatives('R.', language)).toMatch(/^R\.\n\n.{60,}/);
      expect(new Set(stoppedInWords(['newsletter', 'partner-sharing', 'log-analysis', 'other'], language).split('\n')).size).toBe(4);
    }
  });
});

describe('one-click unsubscribe (RFC 8058 section 3.2)', () => {
  it.each([
    ['List-Unsubscribe=One-Click', true],
    ['List-Unsubscribe=One-Click\r\n', true],
    ['--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n', true],
    ['', false],
    ['List-Unsubscribe=No', false],
    ['X=List-Unsubscribe=One-Click', false],
    ['--b\r\nContent-Disposition: form-data; name="other"\r\n\r\nOne-Click\r\n--b--\r\n', false],
  ])('%j: %s', (body, isIt) => {
    expect(isOneClick(body)).toBe(isIt);
  });
});
