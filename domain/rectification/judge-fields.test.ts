import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../errors.js';
import { type FieldDecision, type FieldFacts, fieldsToChange } from './decide.js';
import { basisOfFields, evaluateField, isFieldAgainst, issuerVerdictFact, judgeFields, outcomeOfFields } from './judge-fields.js';

const RECORDED = {
  known: { identity: 'proven', held: 'yes', askedBefore: 'no', daysLeft: 'more_than_seven', secondPerson: 'no', marketingObjection: 'no' },
  presumed: { subject: 'living_person', role: 'controller', agent: 'none', unfoundedOrExcessive: 'no' },
};
const field = (correction: string, verdict: FieldFacts['verdict'] = null, controller: FieldFacts['controller'] = 'issuer'): FieldFacts => ({
  correction,
  controller,
  verdict,
});
const WRONG = { nature: 'fact', claim: 'inaccurate' };

function judge(fields: FieldFacts[], decisions: FieldDecision[], hasOverride = false) {
  const changes = fieldsToChange('partly-granted', fields, decisions);
  return judgeFields(fields, changes, RECORDED, { decisions, hasOverride });
}

function refusalOf(work: () => unknown): DomainError {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('a rectification decided field by field (RULEBOOK 8)', () => {
  it('asks the table with what the issuer of that field says', () => {
    expect(
      [field('a'), field('a', 'approve'), field('a', 'correct'), field('a', 'refuse'), field('a', null, 'company')].map(issuerVerdictFact),
    ).toEqual(['silent', 'confirmed', 'confirmed', 'denied', 'not_asked']);
  });

  it('judges each field by its own facts: one changed, one left, each with its rule', () => {
    const judged = judge(
      [field('a', 'approve'), field('b', 'refuse')],
      [
        { correction: 'a', apply: true, facts: WRONG },
        { correction: 'b', apply: false, facts: { ...WRONG, evidence: 'insufficient', ownCheck: 'contradicts' } },
      ],
    );
    expect(judged.map(({ rule, isOverride }) => [rule, isOverride])).toEqual([
      ['inaccurate', false],
      ['not-shown', false],
    ]);
    expect(judged[0]?.facts).toContain('issuerVerdict=confirmed');
    expect(basisOfFields(judged)).toMatchObject({ rule: 'field-by-field', isOverride: false });
    expect(basisOfFields(judged).facts).toContain('2.rule=not-shown');
  });

  it('needs an override where one field departs from its rule, and names the field and the article', () => {
    const fields = [field('a', 'approve'), field('b', 'approve')];
    const decisions = [
      { correction: 'a', apply: true, facts: WRONG },
      { correction: 'b', apply: false, facts: WRONG },
    ];
    const refused = refusalOf(() => judge(fields, decisions));
    expect([refused.code, refused.article]).toEqual(['AGAINST_THE_TABLE', 'GDPR Art. 16, first sentence, 19']);
    expect(refused.detail).toContain('field 2');
    expect(judge(fields, decisions, true).map(({ isOverride }) => isOverride)).toEqual([false, true]);
  });

  it('contradicts nothing while facts are missing', () => {
    expect(judge([field('a', 'approve')], [{ correction: 'a', apply: false }])[0]).toMatchObject({ rule: null, isOverride: false });
  });

  it('leaves an opinion as it is with the person’s view beside it, which is a partial grant', () => {
    const result = evaluateField(field('a', 'refuse'), RECORDED, { nature: 'opinion' });
    expect(result.rule?.id).toBe('opinion');
    expect([isFieldAgainst(result, true), isFieldAgainst(result, false)]).toEqual([true, false]);
    expect(outcomeOfFields([{ result, apply: false }])).toBe('partly-granted');
  });

  it('makes the outcome of the fields: all, none, some', () => {
    const changed = { result: evaluateField(field('a', 'approve'), RECORDED, WRONG), apply: true };
    const left = {
      result: evaluateField(field('b', 'refuse'), RECORDED, { ...WRONG, evidence: 'none', ownCheck: 'not_possible' }),
      apply: false,
    };
    expect([outcomeOfFields([changed]), outcomeOfFields([left]), outcomeOfFields([changed, left])]).toEqual([
      'granted',
      'refused',
      'partly-granted',
    ]);
  });

  it('refuses facts that the record knows or that are asked for the whole case, with their pointer', () => {
    for (const facts of [{ issuerVerdict: 'denied' }, { subject: 'deceased' }, { nature: 'rumour' }])
      expect(refusalOf(() => judge([field('a', 'approve')], [{ correction: 'a', apply: true, facts }])).fields[0]?.pointer).toBe(
        `/fields/0/facts/${Object.keys(facts)[0]}`,
      );
  });
});
