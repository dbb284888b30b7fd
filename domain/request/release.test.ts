import { describe, expect, it } from '@jest/globals';
import { isReleasable, type ReleaseFacts } from './release.js';
import { RIGHTS } from './types.js';

const facts = (over: Partial<ReleaseFacts>): ReleaseFacts => ({
  right: 'access',
  outcome: 'granted',
  hasPackage: false,
  hasOpenTask: false,
  isErasureReleased: false,
  ...over,
});

describe('what waits for a release', () => {
  it.each(['access', 'portability'] as const)('%s: the file, once it is there', (right) => {
    expect(isReleasable(facts({ right }))).toBe(false);
    expect(isReleasable(facts({ right, hasPackage: true }))).toBe(true);
    expect(isReleasable(facts({ right, hasPackage: true, outcome: 'not-held' }))).toBe(false);
  });

  it('an erasure, once', () => {
    expect(isReleasable(facts({ right: 'erasure' }))).toBe(true);
    expect(isReleasable(facts({ right: 'erasure', isErasureReleased: true }))).toBe(false);
    expect(isReleasable(facts({ right: 'erasure', outcome: 'refused' }))).toBe(false);
  });

  it.each(RIGHTS)('%s: what a person has to carry out, and nothing else of a refusal', (right) => {
    expect(isReleasable(facts({ right, hasOpenTask: true, isErasureReleased: true, outcome: 'refused' }))).toBe(true);
    expect(isReleasable(facts({ right, outcome: 'refused' }))).toBe(false);
  });

  it.each(['rectification', 'restriction', 'objection'] as const)('%s: goes on by itself', (right) => {
    expect(isReleasable(facts({ right }))).toBe(false);
  });
});
