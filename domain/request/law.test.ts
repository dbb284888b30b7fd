import { describe, expect, it } from '@jest/globals';
import { type LawFacts, requireLawfulExtension } from './law.js';

const FACTS: LawFacts = {
  right: 'access',
  objectionKind: null,
  status: 'deciding',
  outcome: null,
  identityLevel: 'L1',
  isIdentityProven: true,
  acknowledgedAt: null,
  identityAskedAt: null,
  collectedAt: null,
  decidedAt: null,
  answeredAt: null,
  closedAt: null,
  hasOpenQuestion: false,
  hasOpenFee: false,
  hasOpenTask: false,
  hasPackage: false,
  isIssuerAwaited: false,
  firstPeriodEnd: '2026-12-29',
  isExtended: false,
  today: '2026-12-29',
  isSearchRunning: false,
  hasUnansweredAccess: false,
  paidFeeGround: null,
  hearing: null,
  raisedTo: null,
  authority: null,
};

function refusalOf(over: Partial<LawFacts>): string | undefined {
  try {
    requireLawfulExtension({ ...FACTS, ...over });
    return undefined;
  } catch (error) {
    return String(Reflect.get(Object(error), 'code'));
  }
}

describe('more time (GDPR Art. 12(3))', () => {
  it.each([
    ['on the last day of the first month', {}, undefined],
    ['while the law leaves the end open', { firstPeriodEnd: null }, undefined],
    ['a day later', { today: '2026-12-30' }, 'EXTENSION_TOO_LATE'],
    ['twice', { isExtended: true }, 'ALREADY_EXTENDED'],
    ['because a fee is open', { hasOpenFee: true }, 'FEE_IS_NO_GROUND'],
  ] as const)('%s: %o gives %s', (_what, over, code) => {
    expect(refusalOf(over)).toBe(code);
  });
});
