import { describe, expect, it } from '@jest/globals';
import { authorityById, authorityOf } from './authorities.js';
import { AUTHORITY_LIST } from './authorities-data.js';

const EEA = 'AT BE BG CY CZ DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' ');
const LANDS = 'BW BY BE BB HB HE HH MV NI NW RP SL SN ST SH TH'.split(' ');

describe('supervisory authorities', () => {
  it.each([
    ['UK/ENG', /Information Commissioner/],
    ['UK/SCT', /Information Commissioner/],
    ['EU/IE', /Data Protection Commission/],
    ['EU/DE', /Berliner Beauftragte/],
    ['EU/DE-HE', /Hessische/],
    ['EU/BE', /APD-GBA/],
    ['EU/FR', /CNIL/],
  ])('%s has its own', (establishment, name) => {
    expect(authorityOf(establishment)?.name).toMatch(name);
  });

  it('knows none for a place outside', () => {
    expect(authorityOf('EU/US')).toBeNull();
    expect(authorityOf('')).toBeNull();
  });

  it('covers the EEA, the United Kingdom and every German Land', () => {
    const missing = [...EEA, 'GB', ...LANDS.map((land) => `DE-${land}`)].filter((id) => authorityById(id) === null);
    expect(missing).toEqual([]);
    expect(new Set(AUTHORITY_LIST.map(({ id }) => id)).size).toBe(AUTHORITY_LIST.length);
  });

  it.each(AUTHORITY_LIST.map((authority) => [authority.id, authority] as const))('%s can be reached', (_id, authority) => {
    expect(authority.address.length).toBeGreaterThanOrEqual(2);
    expect(new URL(authority.web).protocol).toBe('https:');
    expect(authority.phone ?? '+').toMatch(/^\+/);
    expect(authority.email ?? 'a@b').toMatch(/^[^@\s]+@[^@\s]+$/);
  });
});
