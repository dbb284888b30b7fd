import { describe, expect, it } from '@jest/globals';
import { agencyRuleOf, awaitsAuthority, CAPACITIES, requireLawfulBehalf } from './behalf.js';
import { BUILT_IN_CALENDARS } from './clock/calendars/index.js';
import { ADULT_AGE, isPresumedAble, presumedAbleFrom } from './minors.js';

describe('who asks for another', () => {
  it.each([
    ['authorised', 'authority', 'requester'],
    ['guardian', 'guardianship', 'requester'],
    ['organisation', 'office', 'requester'],
  ] as const)('%s: is asked for %s, and the answer goes to the %s', (capacity, proof, answerTo) => {
    expect(agencyRuleOf({ capacity, calendar: 'ENG' })).toEqual({ proof, answerTo });
  });

  it.each([
    ['SCT', 12],
    ['ENG', 12],
    ['NIR', 12],
    ['BE', 13],
    ['FR', 15],
    ['DE', 16],
    ['IE', 16],
    ['elsewhere', 16],
  ])('a parent in %s: from %i the word of the child is asked and the answer goes to the child', (calendar, age) => {
    expect(agencyRuleOf({ capacity: 'parent', childAge: age - 1, calendar })).toEqual({
      proof: 'parental-responsibility',
      answerTo: 'requester',
    });
    expect(agencyRuleOf({ capacity: 'parent', childAge: age, calendar })).toEqual({ proof: 'word-of-the-child', answerTo: 'person' });
    expect([isPresumedAble(age - 1, calendar), isPresumedAble(age, calendar)]).toEqual([false, true]);
    expect(presumedAbleFrom(calendar).source).not.toBe('');
  });

  it('every calendar of our own has an age under that of an adult, with its source', () => {
    for (const code of BUILT_IN_CALENDARS.keys()) expect(presumedAbleFrom(code).age).toBeLessThan(ADULT_AGE);
  });

  const asked = (more: object) => () => requireLawfulBehalf({ isMarketingObjection: false, ...more });
  it.each([
    ['a capacity for nobody', { behalf: { capacity: 'guardian' } }, '/onBehalfOf'],
    ['a parent without an age', { onBehalfOf: 'Sam', behalf: { capacity: 'parent' } }, '/childAge'],
    ['a child who is an adult', { onBehalfOf: 'Sam', behalf: { capacity: 'parent' }, childAge: 18 }, '/childAge'],
    ['advertising for an unknown address', { onBehalfOf: 'Sam', isMarketingObjection: true }, '/behalf/email'],
  ])('is told what is wrong: %s', (_what, more, pointer) => {
    expect(asked(more)).toThrow(expect.objectContaining({ fields: [expect.objectContaining({ pointer })] }));
  });

  it('may leave out what is not needed', () => {
    for (const capacity of CAPACITIES.filter((one) => one !== 'parent'))
      expect(asked({ onBehalfOf: 'Sam', behalf: { capacity } })).not.toThrow();
    expect(asked({ childAge: 14 })).not.toThrow();
    expect([null, 'asked', 'received', 'confirmed', 'doubted'].map((state) => awaitsAuthority(state as never))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
  });
});
