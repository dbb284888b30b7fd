import { describe, expect, it } from '@jest/globals';
import { formatDateInWords, formatInstantInWords } from './dates.js';

describe('dates in words', () => {
  it.each([
    ['2027-01-04', 'en', 'Monday 4 January 2027'],
    ['2027-01-04', 'de', 'Montag, 4. Januar 2027'],
    ['2027-01-04', 'fr', 'lundi 4 janvier 2027'],
    ['2027-02-01', 'fr', 'lundi 1er février 2027'],
    ['2028-02-29', 'de', 'Dienstag, 29. Februar 2028'],
    ['2026-08-30', 'fr', 'dimanche 30 août 2026'],
  ] as const)('%s in %s is %s', (date, language, words) => {
    expect(formatDateInWords(date, language)).toBe(words);
  });

  it('refuses what is not a date', () => {
    expect(() => formatDateInWords('2027-02-30', 'en')).toThrow(RangeError);
    expect(() => formatDateInWords('soon', 'en')).toThrow(RangeError);
  });

  it('tells an instant by the clock of the place, in winter and in summer', () => {
    expect(formatInstantInWords('2027-01-04T23:30:00Z', 'de', 'Europe/Berlin')).toBe('Dienstag, 5. Januar 2027, 00:30 Uhr');
    expect(formatInstantInWords('2027-07-05T13:03:00Z', 'en', 'Europe/London')).toBe('Monday 5 July 2027 at 14:03');
    expect(formatInstantInWords('2027-07-05T13:03:00+02:00', 'fr', 'Europe/Paris')).toBe('lundi 5 juillet 2027 à 13:03');
  });
});
