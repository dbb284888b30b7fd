import { describe, expect, it } from '@jest/globals';
import { columnsToGive, type ItemRule, type ItemRules, isGiven, ownRegimes, regimeOfItem } from './case-items.js';
import { collectionOf, ownBusinessOf } from './own-business.js';

const MEMBER = { system: 'rightsdesk', collection: 'member', categories: ['system.operations'] };
const BUSINESS = { ...MEMBER, collection: 'own_business' };
const OFFICER = { system: 'rightsdesk', collection: 'officer', categories: ['user.name', 'user.job_title'] };
const SHOP = { system: 'shop', collection: 'account', categories: ['system.operations', 'user.name'] };
const OWN = { id: 'own', isNaturalPerson: true, sealCount: 2 };
const COMPANY = { id: 'company', isNaturalPerson: false, sealCount: 1 };
const rule = (over: Partial<ItemRule>): ItemRule => ({
  system: 'rightsdesk',
  collection: 'member',
  field: '',
  regime: null,
  forwardedTo: null,
  forwardedOn: null,
  theirDueOn: null,
  ...over,
});
const known = (over: Partial<ItemRules> = {}): ItemRules => ({ caseRegime: 'STATUTORY', organisations: [], rules: [], ...over });

describe('the regime of a part of the data', () => {
  it.each([
    ['of an organisation', MEMBER, known(), 'POLICY_ONLY', 'categories'],
    ['of a named contact', OFFICER, known(), 'STATUTORY', 'categories'],
    ['of both at once: the person counts', SHOP, known(), 'STATUTORY', 'categories'],
    ['without any category: nobody said that it is not a person’s', { ...SHOP, categories: [] }, known(), 'STATUTORY', 'categories'],
    ['of a sole trader', MEMBER, known({ organisations: [OWN] }), 'STATUTORY', 'sole-trader'],
    ['of the company of a sole trader', MEMBER, known({ organisations: [OWN, COMPANY] }), 'POLICY_ONLY', 'categories'],
    ['of the business of its officer', BUSINESS, known({ organisations: [OWN, COMPANY] }), 'STATUTORY', 'sole-trader'],
    ['that staff looked at', OFFICER, known({ rules: [rule({ collection: 'officer', regime: 'POLICY_ONLY' })] }), 'POLICY_ONLY', 'staff'],
  ] as const)('%s', (_what, place, rules, regime, ground) => {
    expect(regimeOfItem(rules, place)).toEqual({ regime, ground });
  });

  it('may differ for a field', () => {
    const rules = known({ rules: [rule({ field: 'address', regime: 'STATUTORY' })] });
    expect(regimeOfItem(rules, MEMBER, 'address').regime).toBe('STATUTORY');
    expect(regimeOfItem(rules, MEMBER, 'name').regime).toBe('POLICY_ONLY');
    expect(ownRegimes(rules, MEMBER)).toEqual({ address: 'STATUTORY' });
  });
});

describe('a business of the person beside a company', () => {
  const both = [OWN, COMPANY];

  it('stands apart row by row: its own entry, and the seals on it', () => {
    const members = ownBusinessOf(both, MEMBER);
    expect(members).toMatchObject({ collection: 'own_business', rowCount: 1 });
    expect([members?.isOwn('own', {}), members?.isOwn('company', {})]).toEqual([true, false]);
    const seals = ownBusinessOf(both, { ...MEMBER, collection: 'seal' });
    expect(seals).toMatchObject({ collection: 'own_business_seal', rowCount: 2 });
    expect([seals?.isOwn('s1', { member_id: 'own' }), seals?.isOwn('s2', { member_id: 'company' })]).toEqual([true, false]);
    expect(collectionOf({ system: 'rightsdesk', collection: 'own_business_seal' })).toBe('seal');
  });

  it.each([
    ['there is no other', [OWN], MEMBER],
    ['there is no business of theirs', [COMPANY], MEMBER],
    ['it is another register', both, OFFICER],
    ['it is another system', both, { ...MEMBER, system: 'shop' }],
  ])('does not where %s', (_what, organisations, place) => {
    expect(ownBusinessOf(organisations, place)).toBeUndefined();
  });
});

describe('what an answer holds', () => {
  const from = { columns: ['id', 'name', 'address'], structure: ['id'] };

  it('everything of a mixed request, each part under its own regime', () => {
    expect([isGiven(known(), MEMBER), isGiven(known(), OFFICER)]).toEqual([true, true]);
    expect(columnsToGive(known(), OFFICER, from)).toEqual(from.columns);
  });

  it('of a request for corporate data nothing about persons, not even their fields', () => {
    const rules = known({ caseRegime: 'POLICY_ONLY', rules: [rule({ field: 'address', regime: 'STATUTORY' })] });
    expect(columnsToGive(rules, OFFICER, from)).toEqual([]);
    expect(columnsToGive(rules, MEMBER, from)).toEqual(['id', 'name']);
    const trader = known({ caseRegime: 'POLICY_ONLY', organisations: [OWN] });
    expect(columnsToGive(trader, MEMBER, from)).toEqual([]);
  });

  it('nothing that another controller answers for, and keys alone are nothing', () => {
    const whole = known({ rules: [rule({ forwardedTo: 'Crafts Office' })] });
    expect([isGiven(whole, MEMBER), isGiven(whole, MEMBER, 'name')]).toEqual([false, false]);
    expect(columnsToGive(whole, MEMBER, from)).toEqual([]);
    const one = known({ rules: [rule({ field: 'name', forwardedTo: 'Crafts Office' })] });
    expect(columnsToGive(one, MEMBER, from)).toEqual(['id', 'address']);
    const both = known({ rules: ['name', 'address'].map((field) => rule({ field, forwardedTo: 'Crafts Office' })) });
    expect(columnsToGive(both, MEMBER, from)).toEqual([]);
    expect(columnsToGive(known(), MEMBER, { columns: ['id'], structure: ['id'] })).toEqual(['id']);
  });
});
