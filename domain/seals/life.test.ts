import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { KINDS, kindOf, readKind, SEAL_KINDS, statedSentence } from './kinds.js';
import { actsFrom, requireReason, requireTimeLeft, SEAL_ACTS, SEAL_STATUSES, type SealStatus, statusAfter } from './life.js';
import { monthsLater, nextDueOf, renewedUntil, warnedAtIssue } from './renewal.js';

const day = (n: number) => new Date(Date.UTC(2027, 0, 1 + n));

describe('the life of a seal', () => {
  it.each([
    ['draft', ['issue', 'revoke']],
    ['active', ['suspend', 'revoke', 'renew', 'supersede', 'expire']],
    ['suspended', ['reinstate', 'revoke', 'supersede', 'expire']],
    ['revoked', []],
    ['expired', ['revoke', 'renew', 'supersede']],
    ['superseded', []],
  ] as const)('allows from %s: %j', (status, acts) => {
    expect(actsFrom(status)).toEqual(acts);
  });

  it('names the status and the way out where an act is not possible', () => {
    expect(() => statusAfter('suspend', 'revoked')).toThrow(expect.objectContaining({ code: 'SEAL_IS_REVOKED', kind: 'conflict' }));
    expect(() => statusAfter('renew', 'suspended')).toThrow(
      expect.objectContaining({ detail: 'This seal cannot be renewed. It is suspended: reinstate it first, or revoke it.' }),
    );
  });

  it('never leaves what is for good, whatever is tried', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...SEAL_ACTS)), (acts) => {
        let status: SealStatus = 'draft';
        let isFinal = false;
        for (const act of acts) {
          const before: SealStatus = status;
          if (!actsFrom(status).includes(act)) continue;
          status = statusAfter(act, status);
          expect(SEAL_STATUSES).toContain(status);
          if (isFinal) expect(status).toBe(before);
          isFinal = isFinal || status === 'revoked' || status === 'superseded';
        }
      }),
    );
  });

  it('wants a reason for what hurts, and time left for what heals', () => {
    expect(() => requireReason('revoke', '  ')).toThrow(expect.objectContaining({ code: 'REASON_REQUIRED', kind: 'invalid' }));
    expect(() => requireReason('renew', undefined)).not.toThrow();
    expect(() => requireTimeLeft('reinstate', day(0), day(1))).toThrow(expect.objectContaining({ code: 'SEAL_TIME_IS_OVER' }));
    expect(() => requireTimeLeft('reinstate', day(2), day(1))).not.toThrow();
  });
});

describe('what time brings', () => {
  it.each([
    ['far from the end', day(100), null, { at: day(40), what: 60 }],
    ['after the first warning', day(50), 60, { at: day(20), what: 30 }],
    ['after all warnings', day(5), 7, { at: day(5), what: 'expire' }],
    ['when a warning was missed, that one now', day(50), null, { at: day(-10), what: 60 }],
    ['when two were missed, the tighter one now', day(20), null, { at: day(-10), what: 30 }],
    ['at the end', day(0), null, { at: day(0), what: 'expire' }],
  ] as const)('%s', (_, validUntil, warnedDays, expected) => {
    expect(nextDueOf({ validUntil, warnedDays }, day(0))).toEqual(expected);
  });

  it('does not warn on the first day of a short seal', () => {
    expect(warnedAtIssue(day(20), day(0))).toBe(30);
    expect(nextDueOf({ validUntil: day(20), warnedDays: 30 }, day(0))).toEqual({ at: day(13), what: 7 });
    expect(warnedAtIssue(day(300), day(0))).toBeNull();
  });

  it('adds months as the calendar has them', () => {
    expect(monthsLater(new Date('2027-01-31T10:00:00.500Z'), 1).toISOString()).toBe('2027-02-28T10:00:00.000Z');
    expect(renewedUntil(new Date('2027-05-01T00:00:00Z'), 12, day(0)).toISOString()).toBe('2028-05-01T00:00:00.000Z');
    expect(renewedUntil(new Date('2026-05-01T00:00:00Z'), 12, day(0)).toISOString()).toBe('2028-01-01T00:00:00.000Z');
  });
});

describe('the kinds of seals', () => {
  it('are found by code and by name', () => {
    for (const code of SEAL_KINDS)
      for (const text of [code, ...Object.values(KINDS[code].name)]) expect([text, readKind(text)]).toEqual([text, code]);
    expect(readKind('Industry Organisation Website Seal or Badge')).toBe('industry-organisation');
    expect(readKind('industry organisation badge')).toBe('industry-organisation');
    expect(readKind('gold')).toBeUndefined();
  });

  it('state a sentence with both names, whatever is in them', () => {
    expect(statedSentence(kindOf('membership-trust'), 'en', { member: 'A $& B', issuer: 'The Guild' })).toBe(
      'A $& B is a member of The Guild.',
    );
    for (const code of SEAL_KINDS) for (const text of Object.values(KINDS[code].sentence)) expect(text).toMatch(/\{member\}/);
  });
});
