import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { COMMON } from './common.js';
import { completions, type DecisionTable, decisionTable, evaluate, type Facts, firstMatch, tableFaults } from './decision-table.js';
import { TABLES } from './tables.js';

/** One case per row of each table: facts that lead nowhere special, and what makes this row the one that matches. */
const CASES: Record<string, { base: Facts; rows: Record<string, Facts> }> = {
  common: {
    base: {
      subject: 'living_person',
      role: 'controller',
      marketingObjection: 'no',
      identity: 'proven',
      agent: 'none',
      unfoundedOrExcessive: 'no',
      secondPerson: 'no',
    },
    rows: {
      'no-personal-data': { subject: 'legal_person_data_only' },
      processor: { role: 'processor' },
      'marketing-objection': { marketingObjection: 'yes', identity: 'doubted' },
      'identity-doubted': { identity: 'doubted', agent: 'not_proven' },
      'cannot-identify': { identity: 'cannot_be_identified' },
      'authority-missing': { agent: 'not_proven' },
      'unfounded-first-eyes': { unfoundedOrExcessive: 'proven' },
      unfounded: { unfoundedOrExcessive: 'proven', secondPerson: 'yes' },
      proceed: { identity: 'not_doubted', role: 'joint_controller', agent: 'authorised' },
    },
  },
  access: {
    base: {
      held: 'yes',
      largeQuantity: 'no',
      scopeUnclear: 'no',
      askedBefore: 'no',
      copy: 'first',
      fee: 'none',
      exemption: 'none',
      thirdParty: 'none',
    },
    rows: {
      'not-held': { held: 'no', exemption: 'all' },
      'large-and-unclear': { largeQuantity: 'yes', scopeUnclear: 'yes' },
      'further-copy-fee': { copy: 'further', fee: 'open' },
      exempt: { exemption: 'all', thirdParty: 'inseparable' },
      'in-part': { thirdParty: 'inseparable' },
      'in-full': { largeQuantity: 'yes', scopeUnclear: 'yes', askedBefore: 'yes', copy: 'further', fee: 'settled' },
    },
  },
  rectification: {
    base: {
      nature: 'fact',
      claim: 'inaccurate',
      evidence: 'insufficient',
      ownCheck: 'not_possible',
      issuerVerdict: 'not_asked',
      askedBefore: 'no',
      correctAtTheTime: 'no',
      relevantForPurpose: 'yes',
      daysLeft: 'more_than_seven',
    },
    rows: {
      'nothing-to-go-by': { evidence: 'none' },
      opinion: { nature: 'opinion', evidence: 'none' },
      historic: { nature: 'historic_record', correctAtTheTime: 'yes' },
      incomplete: { claim: 'incomplete' },
      inaccurate: { evidence: 'none', issuerVerdict: 'confirmed' },
      'issuer-silent-late': { issuerVerdict: 'silent', daysLeft: 'seven_or_less' },
      'issuer-silent': { issuerVerdict: 'silent' },
      'not-shown': { evidence: 'none', askedBefore: 'yes', issuerVerdict: 'denied' },
    },
  },
  erasure: {
    base: {
      held: 'yes',
      copyFirst: 'not_asked_or_given',
      ground: 'a',
      wantsRestriction: 'no',
      exemption: 'none',
      necessary: 'no',
      madePublic: 'no',
    },
    rows: {
      'not-held': { held: 'no', copyFirst: 'waiting' },
      'copy-first': { copyFirst: 'waiting' },
      'restrict-unlawful': { ground: 'd', wantsRestriction: 'yes' },
      'restrict-for-claims': { wantsRestriction: 'yes' },
      'no-ground': { ground: 'none', wantsRestriction: 'yes' },
      exempt: { exemption: 'legal_obligation', necessary: 'yes' },
      'erase-public': { madePublic: 'yes' },
      erase: { ground: 'b', exemption: 'claims', wantsRestriction: 'yes' },
    },
  },
  restriction: {
    base: { ground: 'none', unlawful: 'no', opposesErasure: 'no', weNoLongerNeed: 'no', neededForClaims: 'no' },
    rows: {
      'accuracy-contested': { ground: 'a' },
      'objection-pending': { ground: 'd' },
      'unlawful-not-erased': { ground: 'b', unlawful: 'yes', opposesErasure: 'yes' },
      'kept-for-claims': { ground: 'c', weNoLongerNeed: 'yes', neededForClaims: 'yes' },
      'no-ground': { ground: 'b', unlawful: 'yes' },
    },
  },
  portability: {
    base: {
      held: 'yes',
      basis: 'contract',
      automated: 'yes',
      provenance: 'observed',
      othersAffected: 'no',
      mode: 'to_person',
      feasible: 'no',
    },
    rows: {
      'not-held': { held: 'no' },
      'other-basis': { basis: 'public_task' },
      'not-automated': { automated: 'no' },
      'not-provided': { provenance: 'derived' },
      'others-inseparable': { othersAffected: 'inseparable' },
      'transfer-not-feasible': { mode: 'to_controller' },
      transfer: { mode: 'to_controller', feasible: 'yes' },
      'to-the-person': { othersAffected: 'separable' },
    },
  },
  objection: {
    base: {
      kind: 'legitimate_interest',
      basis: 'legitimate_interest',
      neededForPublicInterestResearch: 'no',
      legalClaims: 'no',
      compelling: 'pending',
      situation: 'given',
      askedBefore: 'no',
    },
    rows: {
      'direct-marketing': { kind: 'direct_marketing', compelling: 'demonstrated' },
      'withdrawn-consent': { kind: 'other_basis', basis: 'consent' },
      'no-right-to-object': { kind: 'other_basis', basis: 'contract' },
      'research-needed': { kind: 'research', neededForPublicInterestResearch: 'yes' },
      'research-stops': { kind: 'research' },
      overridden: { kind: 'public_task', legalClaims: 'yes' },
      upheld: { compelling: 'not_demonstrated', situation: 'not_given' },
      'situation-unclear': { situation: 'not_given' },
      'to-be-weighed': { kind: 'other_basis', situation: 'not_given', askedBefore: 'yes' },
    },
  },
  'automated-decision': {
    base: { solelyAutomated: 'yes', significantEffect: 'yes' },
    rows: { 'human-involved': { solelyAutomated: 'no' }, 'human-review': {}, 'no-significant-effect': { significantEffect: 'no' } },
  },
  'complaint-uk': {
    base: { dutyInForce: 'yes', acknowledged: 'yes', enquiry: 'finished', finding: 'not_upheld' },
    rows: {
      'before-the-duty': { dutyInForce: 'no', acknowledged: 'no' },
      acknowledge: { acknowledged: 'no' },
      enquire: { enquiry: 'open' },
      upheld: { finding: 'upheld' },
      'upheld-in-part': { finding: 'upheld_in_part' },
      'not-upheld': {},
    },
  },
};

describe.each(TABLES.map((table) => [table.name, table] as const))('the table of %s', (name, table) => {
  const { base, rows } = CASES[name] ?? { base: {}, rows: {} };

  it('has no gap, no rule that nothing reaches, and no id twice', () => {
    expect(tableFaults(table)).toEqual([]);
  });

  it('has a case for every row', () => {
    expect(Object.keys(rows).sort()).toEqual(table.rules.map((rule) => rule.id).sort());
    expect(Object.keys(base).sort()).toEqual(Object.keys(table.facts).sort());
  });

  it.each(Object.entries(rows))('%s', (id, change) => {
    const result = evaluate(table, { ...base, ...change });
    expect(result).toMatchObject({ rule: { id }, missing: [] });
  });

  it('cites the law in every row', () => {
    for (const rule of table.rules) expect(rule.cite).toMatch(/Art\. \d|s\.\d/);
  });

  it('never takes back what it said when further facts become known', () => {
    const facts = fc.record(
      Object.fromEntries(Object.entries(table.facts).map(([fact, values]) => [fact, fc.constantFrom('unknown', ...values)])),
    );
    fc.assert(
      fc.property(facts, (known) => {
        const result = evaluate(table, known);
        const matched = [...completions(table.facts, known)].map((complete) => firstMatch(table, complete)?.id);
        expect([...new Set(matched)].sort()).toEqual(result.possible.map((rule) => rule.id).sort());
        expect(result.rule === null).toBe(result.missing.length > 0);
        for (const fact of result.missing) expect(known[fact]).toBe('unknown');
      }),
      { numRuns: 40 },
    );
  });
});

describe('a table that is not sound', () => {
  const facts = { colour: ['red', 'green'], size: ['small', 'large'] } as const;
  const rule = { outcomes: ['granted'], cite: 'GDPR Art. 15', letter: null } as const;
  const faultsOf = (rules: DecisionTable<typeof facts>['rules']) => tableFaults(decisionTable({ name: 'planted', facts, rules }));

  it('is caught when a combination of facts has no rule', () => {
    expect(faultsOf([{ ...rule, id: 'red', when: { colour: 'red' } }])).toEqual([
      'planted: no rule for {"colour":"green","size":"small"}',
      'planted: no rule for {"colour":"green","size":"large"}',
    ]);
  });

  it('is caught when an earlier rule leaves nothing to a later one', () => {
    const rules = [
      { ...rule, id: 'colours', when: [{ colour: 'red' }, { colour: 'green' }] },
      { ...rule, id: 'large', when: { size: 'large' } },
    ] as const;
    expect(faultsOf(rules)).toEqual(['planted: nothing reaches large']);
  });

  it('is caught when two rules have one id', () => {
    const rules = [
      { ...rule, id: 'same', when: { colour: 'red' } },
      { ...rule, id: 'same', when: {} },
    ] as const;
    expect(faultsOf(rules)).toEqual(['planted: same is there twice']);
  });
});

it('does not ask for facts that cannot matter any more', () => {
  const result = evaluate(COMMON, {
    subject: 'living_person',
    role: 'controller',
    marketingObjection: 'no',
    identity: 'proven',
    agent: 'none',
  });
  expect(result.missing).toEqual(['unfoundedOrExcessive', 'secondPerson']);
});
