import { describe, expect, it } from '@jest/globals';
import { askAgainAfterMs } from './asking-again.js';

const HOUR = 3_600_000;

describe('how often a silent system is asked', () => {
  it.each([
    [0, 1],
    [24, 1],
    [25, 4],
    [60, 4],
    [61, 24],
    [5000, 24],
  ])('after %i tries: in %i hours', (tries, hours) => {
    expect(askAgainAfterMs(tries)).toBe(hours * HOUR);
  });

  it('makes less than 70 tries of two weeks, and never waits longer than a day', () => {
    let [tries, passed] = [1, 0];
    while (passed < 14 * 24 * HOUR) passed += askAgainAfterMs(tries++);
    expect(tries).toBeLessThan(70);
  });
});
