import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { AUTHORITY_LIST } from './authorities-data.js';
import type { Authority } from './authority.js';

interface Listed {
  slug: string;
  'relevant-countries': string[];
  address: string;
  phone?: string;
  email?: string;
  web: string;
}

const folder = process.env.RIGHTSDESK_OUTSIDE_DATA;
const file = folder === undefined ? '' : join(folder, 'authorities', 'authorities.json');
const hasList = file !== '' && existsSync(file);

const host = (url: string) => (URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : '');
const digits = (phone: string) => phone.replace(/\D/g, '');
/** What decides where a letter arrives: postal codes and house numbers. */
const numbers = (address: string) => [...new Set(address.match(/\d+[A-Za-z]?\b|[A-Z]\d\d [A-Z]\w\d\d/g) ?? [])].sort().join(' ');

/** Where our facts differ from the list, and why ours stand. */
const OURS_STAND: Readonly<Record<string, string>> = {
  'IE address': 'the list has 21 Fitzwilliam Square South, which it left for 6 Pembroke Row; see the note beside our entry',
  'PL address': 'the list has ul. Stawki 2, which it left in July 2025 for ul. Moniuszki 1A; see the note beside our entry',
};

function listedFor(authority: Authority, list: readonly Listed[]): Listed | undefined {
  const country = authority.id.slice(0, 2).toLowerCase();
  return list.find(
    (one) => (one['relevant-countries'].includes(country) || one.slug.startsWith(country)) && host(one.web) === host(authority.web),
  );
}

function differences(ours: Authority, theirs: Listed): string[] {
  return [
    theirs.email !== undefined && theirs.email.toLowerCase() !== ours.email?.toLowerCase() ? 'email' : '',
    theirs.phone !== undefined && digits(theirs.phone) !== digits(ours.phone ?? '') ? 'phone' : '',
    numbers(theirs.address) !== numbers(ours.address.join(' ')) ? 'address' : '',
  ].filter((what) => what !== '');
}

describe('our facts about supervisory authorities beside a public list', () => {
  const look = hasList ? it : it.skip;

  look('RIGHTSDESK_OUTSIDE_DATA: the same websites, addresses, telephones and mail addresses, but for what is known and explained', () => {
    const list: Listed[] = JSON.parse(readFileSync(file, 'utf8'));
    const found = AUTHORITY_LIST.flatMap((ours) => {
      const theirs = listedFor(ours, list);
      return theirs === undefined ? [`${ours.id} website`] : differences(ours, theirs).map((what) => `${ours.id} ${what}`);
    });
    expect(found.sort()).toEqual(Object.keys(OURS_STAND).sort());
  });

  look('RIGHTSDESK_OUTSIDE_DATA: a wrong fact is found', () => {
    const list: Listed[] = JSON.parse(readFileSync(file, 'utf8'));
    const wrong = AUTHORITY_LIST.filter(({ id }) => id === 'FR').map((ours) => ({
      ...ours,
      phone: '+33 1 00 00 00 00',
      address: ['1 rue X', '75000 Paris'],
    }));
    expect(wrong.flatMap((ours) => differences(ours, listedFor(ours, list) ?? (list[0] as Listed)))).toEqual(['phone', 'address']);
  });
});
