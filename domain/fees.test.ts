import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DomainError } from './errors.js';
import { UNLAWFUL_COST_KINDS } from './fee-costs.js';
import { expiresOnOf, FEE_STATUSES, FEE_STEPS, isOpenFee, nextFeeStatus, payByOf, remindOnOf, requireFeeStep } from './fee-state.js';
import { type FeeFacts, requireLawfulFee, requireNoPaidFee, requireReduced } from './fees.js';
import type { Act } from './request/filing.js';

type FeeAct = Extract<Act, { type: 'fee' }>;

const FACTS: FeeFacts = {
  right: 'access',
  objectionKind: null,
  regime: 'STATUTORY',
  hasOpenFee: false,
  hasPaidFee: false,
  wasNarrowed: false,
  hadFirstCopy: true,
  hasNewData: false,
  today: '2026-11-23',
  safeOn: '2026-12-20',
};
const ACT: FeeAct = { type: 'fee', ground: 'unfounded-or-excessive', amountMinor: 1250, currency: 'GBP', calculation: 'An hour.' };

function refusalOf(work: () => unknown): { code: string; article: string | undefined } | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'conflict') return { code: error.code, article: error.article };
    throw error;
  }
}

describe('a fee', () => {
  const UNLAWFUL: [string, Partial<FeeAct>, Partial<FeeFacts>, string][] = [
    ['the first copy', { ground: 'further-copy' }, { hadFirstCopy: false }, 'FIRST_COPY_IS_FREE'],
    ['a copy of data that changed', { ground: 'further-copy' }, { hasNewData: true }, 'NOT_A_FURTHER_COPY'],
    ['a copy under another right', { ground: 'further-copy' }, { right: 'portability' }, 'FEE_ONLY_FOR_ACCESS_COPY'],
    ['personal data by contract', { ground: 'policy-corporate' }, {}, 'PERSONAL_DATA_ARE_FREE'],
    ['a stop of marketing', {}, { right: 'objection', objectionKind: 'direct_marketing' }, 'MARKETING_STOP_IS_FREE'],
    ['a second open fee', {}, { hasOpenFee: true }, 'FEE_ALREADY_OPEN'],
    ['a second fee', {}, { hasPaidFee: true }, 'FEE_ALREADY_PAID'],
    ['a narrowed request', {}, { wasNarrowed: true }, 'NARROWED_REQUEST_IS_FREE'],
    ['a notice on the safe date', {}, { today: '2026-12-20' }, 'FEE_TOO_LATE'],
    ['nothing', { amountMinor: 0 }, {}, 'FEE_OF_NOTHING'],
    ...UNLAWFUL_COST_KINDS.map((cost): [string, Partial<FeeAct>, Partial<FeeFacts>, string] => [
      cost,
      { covers: ['staff-time', cost] },
      {},
      'FEE_COST_NOT_ALLOWED',
    ]),
  ];

  it.each(UNLAWFUL)('for %s is refused with its article', (_what, act, facts, code) => {
    const refused = refusalOf(() => requireLawfulFee({ ...ACT, ...act }, { ...FACTS, ...facts }));
    expect(refused?.code).toBe(code);
    expect(refused?.article).toMatch(/^GDPR Art\. /);
  });

  it.each<[string, Partial<FeeAct>, Partial<FeeFacts>]>([
    ['a manifestly excessive request of any right', {}, { right: 'erasure', hadFirstCopy: false }],
    ['a further copy of the same data', { ground: 'further-copy', covers: ['staff-time', 'postage'] }, {}],
    ['a further copy while nothing was searched', { ground: 'further-copy' }, { hasNewData: null }],
    ['corporate data', { ground: 'policy-corporate' }, { regime: 'POLICY_ONLY' }],
    ['corporate data, at any price of the contract', { ground: 'policy-corporate', covers: ['profit'] }, { regime: 'POLICY_ONLY' }],
    ['the day before the safe date', {}, { today: '2026-12-19' }],
  ])('for %s is lawful', (_what, act, facts) => {
    expect(refusalOf(() => requireLawfulFee({ ...ACT, ...act }, { ...FACTS, ...facts }))).toBeUndefined();
  });

  it('is chosen instead of a refusal, never beside one', () => {
    expect(refusalOf(() => requireNoPaidFee('refused', 'unfounded-or-excessive'))?.code).toBe('FEE_OR_REFUSAL');
    for (const [outcome, ground] of [
      ['granted', 'unfounded-or-excessive'],
      ['refused', 'further-copy'],
      ['refused', null],
    ] as const)
      expect(refusalOf(() => requireNoPaidFee(outcome, ground))).toBeUndefined();
  });

  it('is reduced to less, and to more than nothing', () => {
    expect(requireReduced(1250, 500)).toBe(500);
    for (const after of [0, -1, 1250, 2000, undefined]) expect(refusalOf(() => requireReduced(1250, after))?.code).toBe('FEE_NOT_REDUCED');
  });
});

describe('the states of a fee', () => {
  it('are walked at random without a fee that was paid being kept after its end, and with every refused step named', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...FEE_STEPS), { maxLength: 30 }), (steps) => {
        let status: (typeof FEE_STATUSES)[number] = 'proposed';
        let held = 0;
        for (const step of steps) {
          const next = nextFeeStatus(status, step);
          if (next === undefined) {
            expect(refusalOf(() => requireFeeStep(status, step))).toEqual({ code: 'FEE_STEP_NOT_POSSIBLE', article: 'GDPR Art. 12(5)' });
            continue;
          }
          if (step === 'pay') held += 1;
          if (next === 'refunded') held = 0;
          status = next;
          // Money is held exactly while the fee is paid or the answer was given for it.
          expect(held).toBe(status === 'paid' || status === 'settled' ? 1 : 0);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('can all be reached, and every one but the ends can be left', () => {
    const reached = new Set<string>(['proposed']);
    for (let round = 0; round < FEE_STATUSES.length; round += 1)
      for (const from of FEE_STATUSES.filter((one) => reached.has(one)))
        for (const step of FEE_STEPS) {
          const next = nextFeeStatus(from, step);
          if (next !== undefined) reached.add(next);
        }
    expect([...reached].sort()).toEqual([...FEE_STATUSES].sort());
    for (const status of FEE_STATUSES.filter(isOpenFee)) expect(nextFeeStatus(status, 'withdraw')).toBe('cancelled');
  });

  it.each([
    ['2026-11-23', null, '2026-12-07'],
    ['2026-11-23', '2026-12-23', '2026-12-07'],
    ['2026-11-23', '2026-12-01', '2026-11-30'],
    ['2026-11-23', '2026-11-24', '2026-11-23'],
    ['2026-11-23', '2026-11-20', '2026-11-23'],
  ])('notified on %s with the answer due on %s is to be paid by %s', (today, due, payBy) => {
    expect(payByOf(today, due)).toBe(payBy);
  });

  it('reminds once where there is time for it, and expires the day after', () => {
    expect(remindOnOf('2026-11-23', '2026-12-07')).toBe('2026-12-03');
    expect(remindOnOf('2026-11-23', '2026-11-27')).toBeNull();
    expect(expiresOnOf('2026-12-31')).toBe('2027-01-01');
  });
});
