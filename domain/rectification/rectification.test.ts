import { describe, expect, it } from '@jest/globals';
import { controllerOf } from './controller.js';
import { type FieldFacts, fieldsToChange, requireIssuersHeard } from './decide.js';
import { findIssuer, type IssuerFacts } from './find-issuer.js';
import { alternativesFromMs, type IssuerRecord, issuerAnswerBy, issuerStepsAhead } from './issuer-asking.js';

describe('who decides over a field (RULEBOOK 0, P4)', () => {
  it.each([
    ['Guild certificate', 'issuer'],
    ['Mitgliedschaft / Zertifikat 2031', 'issuer'],
    ['', 'issuer'],
    ['anything at all', 'issuer'],
    ['newsletter', 'company'],
    ['my invoice of May', 'company'],
    ['Rechnung', 'company'],
    ['newsletter sent about my certificate', 'issuer'],
  ] as const)('"%s" is for the %s', (record, controller) => {
    expect(controllerOf({ record, field: 'name' })).toBe(controller);
  });
});

describe('which issuer is heard', () => {
  const issuers = [
    { slug: 'harbour-institute', name: 'Harbour Institute', answersForUnnamed: true },
    { slug: 'crafts-guild', name: 'Crafts Guild', answersForUnnamed: false },
  ];
  const own = { issuerSlug: 'crafts-guild', memberId: 'm', certificateId: 'c', number: 'CERT-2005' };
  const facts = (over: Partial<IssuerFacts> = {}): IssuerFacts => ({ issuers, mentioned: [], own: [], ...over });
  const seal = { issuerSlug: 'harbour-institute', memberId: 's', certificateId: null, by: 'seal' as const };

  it.each([
    ['by its name', { record: 'Guild certificate', field: 'x' }, facts(), 'crafts-guild', 'named'],
    ['by its slug', { record: 'crafts-guild 12', field: 'x' }, facts(), 'crafts-guild', 'named'],
    ['by a seal that is named', { record: 'seal', field: 'x' }, facts({ mentioned: [seal], own: [own] }), 'harbour-institute', 'seal'],
    ['by the person’s own certificate', { record: 'my certificate', field: 'x' }, facts({ own: [own] }), 'crafts-guild', 'own-certificate'],
    ['else the one for unnamed records', { record: 'my certificate', field: 'x' }, facts(), 'harbour-institute', 'unnamed'],
    ['a word in every second name names nobody', { record: 'the institute', field: 'x' }, facts(), 'harbour-institute', 'unnamed'],
    ['else nobody', { record: 'x', field: 'y' }, facts({ issuers: [] }), null, 'nobody'],
  ] as const)('%s', (_how, claim, known, issuerSlug, foundBy) => {
    expect(findIssuer(claim, known)).toMatchObject({ issuerSlug, foundBy });
  });

  it('points at the certificate whose number is named', () => {
    const other = { ...own, certificateId: 'd', number: 'CERT-9' };
    expect(findIssuer({ record: 'cert-2005', field: 'x' }, facts({ own: [other, own] }))).toMatchObject({ certificateId: 'c' });
  });
});

describe('asking an issuer over time (RULEBOOK 2.2)', () => {
  const DAY = 86_400_000;
  const time = { dueOn: '2026-12-23', safeOn: '2026-12-23', timeZone: 'UTC' };
  const asked = Date.UTC(2026, 10, 24);
  const record = (over: Partial<IssuerRecord> = {}): IssuerRecord => ({
    issuerSlug: 'a',
    openedAtMs: asked,
    askedAtMs: asked,
    remindedAtMs: null,
    escalatedAtMs: null,
    offeredAtMs: null,
    hasAnswerToPass: false,
    isWaitingForPerson: false,
    ...over,
  });
  const steps = (over: Partial<IssuerRecord>, at = time) =>
    issuerStepsAhead([record(over)], at).map(({ step, atMs }) => [step, (atMs - asked) / DAY]);

  it('is asked at once, reminded after a week, escalated after two, given up on a week before the due date', () => {
    expect(steps({ askedAtMs: null })).toEqual([['ask', 0]]);
    expect(steps({})).toEqual([
      ['remind', 7],
      ['escalate', 14],
      ['offer-alternatives', 22 + 8 / 24],
    ]);
    expect(issuerAnswerBy(time)).toBe('2026-12-16');
  });

  it('is hurried where little time is left, and is not while the person is asked', () => {
    const late = { ...time, dueOn: '2026-11-29' };
    expect(steps({}, late)).toEqual([
      ['offer-alternatives', 0],
      ['remind', 2],
      ['escalate', 3],
    ]);
    expect(steps({ isWaitingForPerson: true })).toEqual([['offer-alternatives', 22 + 8 / 24]]);
  });

  it('is asked anew when a field is given to it later, and gets the answer to its question', () => {
    expect(steps({ openedAtMs: asked + DAY })).toEqual([['ask', 1]]);
    expect(steps({ hasAnswerToPass: true })[0]).toEqual(['pass-answer', 0]);
  });

  it('no longer holds up the decision from that day on', () => {
    const facts = (nowMs: number, unheardCount = 1) => ({
      unheardCount,
      alternativesFromMs: alternativesFromMs(time),
      alternativesOn: '2026-12-16',
      nowMs,
    });
    expect(() => requireIssuersHeard(facts(alternativesFromMs(time) - 1))).toThrow('ISSUER_NOT_HEARD');
    expect(() => requireIssuersHeard(facts(alternativesFromMs(time)))).not.toThrow();
    expect(() => requireIssuersHeard(facts(0, 0))).not.toThrow();
  });
});

describe('what a decision changes', () => {
  const field = (correction: string, verdict: FieldFacts['verdict'], controller: FieldFacts['controller'] = 'issuer') => ({
    correction,
    verdict,
    controller,
  });
  const changed = (...args: Parameters<typeof fieldsToChange>) => [...fieldsToChange(...args)].filter(([, isTo]) => isTo).map(([id]) => id);

  it.each([
    ['granted', [field('a', 'approve'), field('b', null), field('c', null, 'company')], ['a', 'b', 'c']],
    ['partly-granted', [field('a', 'correct'), field('b', 'refuse'), field('c', null), field('d', null, 'company')], ['a', 'd']],
    ['refused', [field('a', 'approve')], []],
    ['granted', [], []],
  ] as const)('%s of %j', (outcome, fields, expected) => {
    expect(changed(outcome, fields)).toEqual(expected);
  });

  it.each([
    ['granted', [field('a', 'refuse')], [], 'NO_FIELD_APPROVED'],
    ['granted', [field('a', 'refuse'), field('b', 'approve')], [], 'FIELD_REFUSED'],
    ['refused', [field('a', 'approve')], [{ correction: 'a', apply: true }], 'OUTCOME_CONTRADICTS_FIELDS'],
    ['granted', [field('a', 'approve')], [{ correction: 'z', apply: true }], 'NO_SUCH_CORRECTION'],
  ] as const)('%s of %j with %j is %s', (outcome, fields, decisions, code) => {
    expect(() => fieldsToChange(outcome, fields, decisions)).toThrow(code);
  });

  it('may overrule the issuer field by field', () => {
    expect(changed('granted', [field('a', 'refuse')], [{ correction: 'a', apply: true }])).toEqual(['a']);
    expect(changed('partly-granted', [field('a', 'approve')], [{ correction: 'a', apply: false }])).toEqual([]);
  });
});
