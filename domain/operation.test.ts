import { describe, expect, it } from '@jest/globals';
import { findingsOf, healthOf, LIMITS, type OperationFigures, type PartPulse } from './operation.js';

const NOW = new Date('2026-11-29T12:00:00Z');
const QUIET: OperationFigures = {
  open: 3,
  dueToday: 0,
  dueWithin7Days: 1,
  overdue: 0,
  triage: 0,
  outboxEntries: 0,
  outboxAgeSeconds: 0,
  lettersQueued: 0,
  lettersQueuedAgeSeconds: 0,
  lettersFailed: 0,
  mailsWaiting: 0,
  mailsWaitingAgeSeconds: 0,
  rootAgeSeconds: 59,
};
const pulse = (part: string, secondsAgo: number): PartPulse => ({
  id: part,
  part,
  version: '1',
  startedAt: NOW,
  seenAt: new Date(NOW.getTime() - secondsAgo * 1000),
  logLevel: 'info',
  troubles: 0,
});
const judge = (over: Partial<OperationFigures>, pulses = [pulse('api', 2), pulse('worker', 4)]) =>
  findingsOf({ ...QUIET, ...over }, pulses, { expected: ['api', 'worker'], now: NOW });

describe('health in words', () => {
  it('is well when every part is heard of and nothing waits', () => {
    expect(judge({})).toEqual([]);
    expect(healthOf(judge({}))).toBe('well');
  });

  it.each(Object.entries(LIMITS))('%s is told from its limit on, not before', (code, { figure, watch, ill }) => {
    expect(judge({ [figure]: watch - 1 })).toEqual([]);
    expect(judge({ [figure]: watch })).toEqual([{ code, health: 'watch', value: watch }]);
    if (Number.isFinite(ill)) expect(judge({ [figure]: ill })).toEqual([{ code, health: 'ill', value: ill }]);
  });

  it('a part is lost after half a minute of silence, not while one of its processes is heard', () => {
    expect(judge({}, [pulse('api', 2), pulse('worker', 31)])).toEqual([{ code: 'part-lost', health: 'ill', value: 0, part: 'worker' }]);
    expect(judge({}, [pulse('api', 2), pulse('worker', 31), pulse('worker', 3)])).toEqual([]);
    expect(judge({}, [pulse('api', 2)])).toHaveLength(1);
  });

  it('puts what is broken before what is worth a look', () => {
    const findings = judge({ overdue: 4, outboxAgeSeconds: 301 });
    expect(findings.map(({ code }) => code)).toEqual(['outbox-late', 'requests-overdue']);
    expect(healthOf(findings)).toBe('ill');
  });
});
