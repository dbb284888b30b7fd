import { describe, expect, it } from '@jest/globals';
import { readDay } from './read-day.js';

describe('a day that was typed', () => {
  it.each([
    ['2027-11-23', '2027-11-23T00:00:00.000Z'],
    ['23.11.2027', '2027-11-23T00:00:00.000Z'],
    ['3.4.2027', '2027-04-03T00:00:00.000Z'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z'],
    ['2027-11-23T01:00:00+02:00', '2027-11-22T23:00:00.000Z'],
    ['2027-11-23T01:00Z', '2027-11-23T01:00:00.000Z'],
  ])('%s is %s', (text, at) => {
    expect(readDay(text)?.toISOString()).toBe(at);
  });

  it.each(['', '03/04/2027', '2027-02-29', '30.02.2027', '2027-13-01', '1', 'tomorrow', '2027-11-23T01:00:00', '23.11.27', '2027-11-23 '])(
    '“%s” is none',
    (text) => {
      expect(readDay(text)).toBeUndefined();
    },
  );
});
