import { describe, expect, it } from '@jest/globals';
import { LANGUAGES } from '../request/types.js';
import { inWords, OWN_COLLECTIONS, type SystemLabels, systemWords } from './system-words.js';

const LABELS: SystemLabels[] = [
  { name: 'membership-shop', label: 'Membership shop', collections: { shop_order: 'What you ordered' } },
  { name: 'paper-archive', label: null, collections: {} },
];

describe('systems in the words of a letter', () => {
  it('are called by the name they were given, else by their own in words', () => {
    const words = systemWords(LABELS, 'de');
    expect(words.system('membership-shop')).toBe('Membership shop');
    expect(words.system('paper-archive')).toBe('Paper archive');
    expect(words.system('gone_long.ago')).toBe('Gone long ago');
    expect(words.collection('membership-shop', 'shop_order')).toBe('What you ordered');
    expect(words.collection('membership-shop', 'web_visit')).toBe('Web visit');
  });

  it('name our own registers in each language', () => {
    expect(LANGUAGES.map((language) => systemWords([], language).system('rightsdesk'))).toEqual([
      'Our own registers',
      'Unsere eigenen Register',
      'Nos propres registres',
    ]);
    expect(systemWords(LABELS, 'fr').collection('rightsdesk', 'support_message')).toBe('Messages au support');
    for (const names of Object.values(OWN_COLLECTIONS)) expect(new Set(Object.values(names)).size).toBeGreaterThan(1);
  });

  it('never show a technical name', () => {
    for (const name of ['a-b', 'a_b', 'shop.table']) expect(inWords(name)).not.toMatch(/[-_.]/);
  });
});
