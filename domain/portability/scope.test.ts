import { describe, expect, it } from '@jest/globals';
import { BASES, originOfField, PROVENANCES, provenanceByCategory, UNKNOWN_ORIGIN } from './origin.js';
import { reasonAgainst, scopeOf } from './scope.js';

const given = { provenance: 'given', basis: 'contract', isAutomated: true } as const;

describe('what is portable (GDPR Art. 20(1))', () => {
  it.each(
    PROVENANCES.flatMap((provenance) => BASES.flatMap((basis) => [true, false].map((isAutomated) => ({ provenance, basis, isAutomated })))),
  )('only given and observed data under consent or contract, held by machine: %o', (origin) => {
    const isPortable =
      (origin.provenance === 'given' || origin.provenance === 'observed') && origin.basis !== 'other' && origin.isAutomated;
    expect(reasonAgainst(origin) === null).toBe(isPortable);
  });

  it.each([
    [{ ...given, basis: 'other' }, 'not-consent-or-contract'],
    [{ ...given, basis: null }, 'basis-unknown'],
    [{ ...given, isAutomated: false }, 'not-automated'],
    [{ ...given, provenance: 'derived' }, 'derived'],
    [{ ...given, provenance: 'third_party' }, 'third-party'],
    [{ ...given, provenance: null }, 'provenance-unknown'],
  ] as const)('says why: %o is %s', (origin, reason) => expect(reasonAgainst(origin)).toBe(reason));
});

describe('where the description is silent', () => {
  it.each([
    [['user.contact.email'], 'given'],
    [['user.name'], 'given'],
    [['user.content'], 'given'],
    [['user.behavior.browsing_history'], 'observed'],
    [['user.device.ip_address'], 'observed'],
    [['user.contacts_of_others'], null],
    [['user.financial'], null],
    [[], null],
  ])('%j suggests %s', (categories, provenance) => expect(provenanceByCategory(categories)).toBe(provenance));

  it('a field says more than its collection, and that more than its category', () => {
    const around = { provenance: 'third_party', basis: 'contract', isAutomated: true } as const;
    const field = { categories: ['user.name'] };
    expect(originOfField({ ...field, origin: { provenance: 'derived' } }, around)).toEqual({ ...around, provenance: 'derived' });
    expect(originOfField(field, around).provenance).toBe('third_party');
    expect(originOfField(field, UNKNOWN_ORIGIN)).toEqual({ provenance: 'given', basis: null, isAutomated: true });
  });
});

describe('a collection', () => {
  const collection = {
    columns: ['id', 'name', 'score', 'seen'],
    origin: {
      rest: UNKNOWN_ORIGIN,
      fields: {
        id: { ...given, provenance: null },
        name: given,
        score: { ...given, provenance: 'derived' as const },
        seen: { ...given, basis: null },
      },
    },
    structure: ['id'],
  };

  it('takes its keys along and lists what stays out, field by field', () => {
    expect(scopeOf(collection)).toEqual({
      columns: ['id', 'name'],
      leftOut: [
        { reason: 'basis-unknown', fields: ['seen'] },
        { reason: 'derived', fields: ['score'] },
      ],
    });
  });

  it('follows a reviewer only where the description says nothing', () => {
    expect(scopeOf(collection, 'consent').columns).toEqual(['id', 'name', 'seen']);
    const other = { ...collection, origin: { rest: { ...given, basis: 'other' as const }, fields: {} } };
    expect(scopeOf(other, 'consent')).toEqual({ columns: [], leftOut: [{ reason: 'not-consent-or-contract', fields: [] }] });
  });

  it('leaves keys behind where nothing else goes', () => {
    const derived = { ...collection, columns: ['id', 'score'] };
    expect(scopeOf(derived)).toEqual({ columns: [], leftOut: [{ reason: 'derived', fields: [] }] });
  });
});
