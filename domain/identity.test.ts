import { describe, expect, it } from '@jest/globals';
import { IDENTITY_DOUBTS, isEnough, LEVEL_FOR_DOUBT, REQUIRED_LEVEL, requiredLevelOf, requireLawfulDoubt } from './identity.js';
import { IDENTITY_LEVELS, OBJECTION_KINDS, RIGHTS } from './request/types.js';

describe('how much identity a case needs', () => {
  it('is that of its right, and more only for a reason', () => {
    for (const right of RIGHTS) {
      expect(requiredLevelOf({ right, objectionKind: null, raisedTo: null })).toBe(REQUIRED_LEVEL[right]);
      expect(requiredLevelOf({ right, objectionKind: null, raisedTo: 'L4' })).toBe('L4');
      // A reason never lowers what the right needs.
      expect(requiredLevelOf({ right, objectionKind: null, raisedTo: 'L0' })).toBe(REQUIRED_LEVEL[right]);
    }
  });

  it('is least where a wrong answer harms nobody and most where it destroys (EDPB 01/2022 section 3)', () => {
    expect(isEnough(REQUIRED_LEVEL.erasure, REQUIRED_LEVEL.access)).toBe(true);
    expect(isEnough(REQUIRED_LEVEL.access, REQUIRED_LEVEL.erasure)).toBe(false);
    for (const objectionKind of OBJECTION_KINDS)
      expect(requiredLevelOf({ right: 'objection', objectionKind, raisedTo: 'L4' })).toBe(
        objectionKind === 'direct_marketing' ? 'L0' : 'L4',
      );
  });
});

describe('asking for more (GDPR Art. 12(6))', () => {
  it.each(IDENTITY_DOUBTS)('for %s: up to its level, never beyond, and of nobody who is authenticated', (doubt) => {
    for (const wanted of ['L3', 'L4'] as const) {
      const ask = () => requireLawfulDoubt('L1', doubt, wanted);
      if (isEnough(LEVEL_FOR_DOUBT[doubt], wanted)) expect(ask).not.toThrow();
      else expect(ask).toThrow(expect.objectContaining({ code: 'LEVEL_NOT_PROPORTIONATE', kind: 'conflict' }));
      for (const proven of IDENTITY_LEVELS.slice(2))
        expect(() => requireLawfulDoubt(proven, doubt, wanted)).toThrow(expect.objectContaining({ code: 'ALREADY_AUTHENTICATED' }));
    }
  });

  it('looks at a document for sensitive data and conflicting claims only', () => {
    expect(IDENTITY_DOUBTS.filter((doubt) => LEVEL_FOR_DOUBT[doubt] === 'L4')).toEqual(['sensitive-data', 'conflicting-claims']);
  });
});
