import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../errors.js';
import type { Act } from '../request/filing.js';
import { RIGHTS } from '../request/types.js';
import { evaluateCase, isAgainst, overallOutcome } from './evaluate-case.js';
import { judgeDecision } from './judge-decision.js';
import { type CaseRecord, knownFactsOf, mergeFacts } from './known-facts.js';

type Decision = Extract<Act, { type: 'decision' }>;
const record = (over: Partial<CaseRecord> = {}): CaseRecord => ({
  right: 'access',
  objectionKind: null,
  regime: 'STATUTORY',
  isIdentityProven: true,
  hasAgent: false,
  rowCount: 7,
  ownRequestRowCount: 1,
  isEverySystemAnswered: true,
  openHeldBackCount: 0,
  redactionCount: 0,
  hasAskedBefore: false,
  hadFirstCopy: false,
  fee: 'none',
  hasUnansweredAccess: false,
  hasGrounds: false,
  hasTransferTarget: false,
  daysLeft: 20,
  established: {},
  ...over,
});
const decide = (over: Partial<Decision> = {}): Decision => ({ type: 'decision', outcome: 'granted', reasons: 'So it is.', ...over });
const FEE = { hasUnfoundedFee: false };
const PLAIN = { largeQuantity: 'no', scopeUnclear: 'no', exemption: 'none' };

function judge(act: Decision, over: Partial<CaseRecord> = {}, fee = FEE) {
  const one = record(over);
  return judgeDecision(act, one.right, mergeFacts(one.right, knownFactsOf(one), act.facts), fee);
}

function refusalOf(work: () => unknown): DomainError {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe('a decision of outcome and reasons alone', () => {
  const OUTCOMES = ['granted', 'partly-granted', 'refused', 'not-held'] as const;

  it.each(RIGHTS)('stands for %s while the table depends on facts nobody gave', (right) => {
    for (const outcome of OUTCOMES) expect(judge(decide({ outcome }), { right, rowCount: 0 })).toMatchObject({ needs: undefined });
  });

  it('binds where the record alone settles it: nothing at all is held', () => {
    const nothing = { rowCount: 0, ownRequestRowCount: 0 };
    expect(refusalOf(() => judge(decide(), nothing))).toMatchObject({
      code: 'AGAINST_THE_TABLE',
      kind: 'conflict',
      article: 'GDPR Art. 15(1)',
    });
    expect(judge(decide({ outcome: 'not-held' }), nothing).basis).toMatchObject({ rule: 'not-held', isOverride: false });
    expect(judge(decide(), { ...nothing, isEverySystemAnswered: false }).basis.rule).toBeNull();
  });

  it('never has blank reasons', () => {
    expect(refusalOf(() => judge(decide({ reasons: ' \n ' })))).toMatchObject({
      code: 'REASONS_MISSING',
      kind: 'invalid',
      article: 'GDPR Art. 12(4)',
    });
  });
});

describe('a decision with its facts', () => {
  it('records the rule, the article and what was known', () => {
    const { basis, needs } = judge(decide({ facts: PLAIN }));
    expect(needs).toBeUndefined();
    expect(basis).toMatchObject({ table: 'access', rule: 'in-full', article: 'GDPR Art. 15(1), (3)', letter: 'DISCLOSURE', missing: [] });
    expect(basis.facts).toEqual(expect.arrayContaining(['held=yes', 'identity=proven', 'exemption=none', 'thirdParty=none']));
  });

  it('is refused against the table with the rule, the article and what would be in line', () => {
    const refused = refusalOf(() => judge(decide({ outcome: 'refused', facts: PLAIN })));
    expect(refused).toMatchObject({ code: 'AGAINST_THE_TABLE', article: 'GDPR Art. 15(1), (3)' });
    expect(refused.detail).toMatch(/"in-full".*In line: granted.*second person/);
  });

  it('needs a second person when it overrides, and a reason that is one', () => {
    const act = decide({ outcome: 'refused', facts: PLAIN, override: { reason: 'A court said so.' } });
    expect(judge(act)).toMatchObject({ needs: 'against-the-table', basis: { rule: 'in-full', isOverride: true } });
    expect(refusalOf(() => judge({ ...act, override: { reason: '  ' } })).code).toBe('AGAINST_THE_TABLE');
  });

  it('is no override where it is in line', () => {
    expect(judge(decide({ facts: PLAIN, override: { reason: 'To be sure.' } }))).toMatchObject({
      needs: undefined,
      basis: { isOverride: false },
    });
  });

  it('lets neither third parties turn into a full refusal nor waits in silence for an issuer', () => {
    const thirdParty = { ...PLAIN, thirdParty: 'inseparable' };
    expect(refusalOf(() => judge(decide({ outcome: 'refused', facts: thirdParty }))).detail).toContain('In line: partly-granted');
    const silent = { nature: 'fact', claim: 'inaccurate', evidence: 'insufficient', ownCheck: 'not_possible', issuerVerdict: 'silent' };
    const late = { right: 'rectification', daysLeft: 7 } as const;
    expect(refusalOf(() => judge(decide({ facts: silent }), { ...late, daysLeft: 8 })).detail).toContain('First: pending-issuer');
    expect(judge(decide({ outcome: 'refused', facts: silent }), late).basis.rule).toBe('issuer-silent-late');
  });

  it.each([
    ['a fact this right does not ask', { compelling: 'pending' }, '/facts/compelling'],
    ['a value the fact does not have', { exemption: 'some' }, '/facts/exemption'],
    ['what the record says otherwise', { held: 'no' }, '/facts/held'],
  ])('does not take %s', (_what, facts, pointer) => {
    expect(refusalOf(() => judge(decide({ facts }))).fields.map((field) => field.pointer)).toEqual([pointer]);
  });

  it('takes "unknown" for an answer', () => {
    expect(judge(decide({ facts: { ...PLAIN, exemption: 'unknown' } })).basis).toMatchObject({ rule: null, missing: ['exemption'] });
  });
});

describe('GDPR Art. 12(5)', () => {
  const facts = { unfoundedOrExcessive: 'proven' };
  const act = decide({ outcome: 'refused', facts, evidence: ['Forty identical requests in a week'] });

  it('wants evidence and always a second person', () => {
    expect(refusalOf(() => judge({ ...act, evidence: [] })).code).toBe('EVIDENCE_NEEDED');
    expect(refusalOf(() => judge({ ...act, evidence: ['  '] })).code).toBe('EVIDENCE_NEEDED');
    expect(judge(act)).toMatchObject({
      needs: 'unfounded-or-excessive',
      basis: { rule: 'unfounded', article: 'GDPR Art. 12(5)', isOverride: false },
    });
  });

  it('is a fee or a refusal, not both', () => {
    expect(refusalOf(() => judge(act, {}, { hasUnfoundedFee: true })).code).toBe('FEE_OR_REFUSAL');
  });

  it('does not reach an objection to direct marketing', () => {
    const marketing = { right: 'objection', objectionKind: 'direct_marketing' } as const;
    expect(refusalOf(() => judge(act, marketing))).toMatchObject({ code: 'AGAINST_THE_TABLE', article: 'GDPR Art. 21(2)-(3)' });
  });
});

describe('the tables of a case together', () => {
  it('leave every answer open for corporate data, which the statute does not cover', () => {
    expect(judge(decide({ outcome: 'partly-granted' }), { regime: 'POLICY_ONLY' }).basis).toMatchObject({
      rule: 'no-personal-data',
      letter: 'POLICY_REPLY',
    });
  });

  it('let an erasure be refused but not carried out while the copy is waited for', () => {
    const right = { right: 'erasure', hasUnansweredAccess: true } as const;
    expect(judge(decide({ outcome: 'refused' }), right).basis.rule).toBe('copy-first');
    expect(refusalOf(() => judge(decide(), right)).code).toBe('AGAINST_THE_TABLE');
  });

  it('ask for what is still open, the gates first', () => {
    const agent = record({ hasAgent: true });
    const result = evaluateCase('access', mergeFacts('access', knownFactsOf(agent), PLAIN));
    expect(result.rule).toBeNull();
    expect(result.missing[0]).toBe('agent');
    expect(isAgainst(result, 'refused')).toBe(false);
  });

  it('make one outcome of several', () => {
    expect(overallOutcome(['granted', 'granted', 'not-held'])).toBe('granted');
    expect(overallOutcome(['granted', 'refused'])).toBe('partly-granted');
    expect(overallOutcome(['refused', 'refused'])).toBe('refused');
    expect(overallOutcome([])).toBe('not-held');
  });
});
