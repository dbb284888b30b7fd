import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayNumber, dayOfNumber, monthNumber, monthOfNumber } from './day-number.js';
import { type Figure, slaOf } from './figures.js';
import { percentilesOf } from './percentiles.js';
import { slaReport } from './report.js';

const TODAY = '2026-11-30';
const MOMENT = { nowMs: Date.parse('2026-11-30T12:00:00Z'), today: TODAY };
const PAST = String(Date.parse('2026-11-20T00:00:00Z') / 1000);
const LATER = String(Date.parse('2026-12-30T00:00:00Z') / 1000);

const figure = (over: Partial<Figure>): Figure => ({
  measure: 'due',
  facet: 'us',
  value: LATER,
  bucket: dayNumber('2026-12-29'),
  n: 1,
  ...over,
});
const due = (on: string, over: Partial<Figure> = {}) => figure({ bucket: dayNumber(on), ...over });
const november = monthNumber('2026-11');
const answered = (measure: 'on-time' | 'late', facet: string, value: string, n: number) =>
  figure({ measure, facet, value, bucket: november, n });

const FIGURES: Figure[] = [
  due('2026-11-19', { value: PAST, n: 2 }),
  due(TODAY),
  due('2026-12-07', { facet: 'requester' }),
  due('2026-12-08', { facet: 'issuer' }),
  due('2026-12-02', { facet: 'decided' }),
  figure({ measure: 'received', facet: '', value: '', bucket: dayNumber('2026-11-23'), n: 16 }),
  figure({ measure: 'received', facet: '', value: '', bucket: dayNumber('2026-10-31'), n: 3 }),
  ...['all', 'right', 'issuer'].flatMap((facet) => {
    const value = { all: '', right: 'access', issuer: 'harbour-institute' }[facet] ?? '';
    return [answered('on-time', facet, value, 3), answered('late', facet, value, 1)];
  }),
  ...[5, 9, 30, 40].map((days) => figure({ measure: 'days', facet: 'all', value: '', bucket: days })),
  ...[5, 9, 30, 40].map((days) => figure({ measure: 'days', facet: 'month', value: String(november), bucket: days })),
];

describe('the figures of the SLA page', () => {
  const sla = slaOf(FIGURES, MOMENT, 4);

  it('counts what is open by how urgent it is and for whom it waits', () => {
    expect(sla).toMatchObject({ open: 6, overdue: 2, dueToday: 1, dueWithin7Days: 3, waiting: 2, waitingForApproval: 4 });
    expect(sla.waitingFor).toEqual({ us: 3, decided: 1, requester: 1, issuer: 1 });
    expect(Object.values(sla.byUrgency).reduce((sum, n) => sum + n, 0)).toBe(sla.open);
    expect(sla.byUrgency.late).toBe(2);
  });

  it('says for each of the next thirty days what falls due, and leaves out what is past', () => {
    expect([sla.horizon.length, sla.horizon[0]?.date, sla.horizon.at(-1)?.date]).toEqual([30, TODAY, '2026-12-29']);
    expect(sla.horizon.reduce((sum, day) => sum + day.calm + day.soon + day.late + day.held, 0)).toBe(4);
  });

  it('says what share was answered in time, and after how many days', () => {
    expect([sla.onTimeShare, sla.answeredThisMonth]).toEqual([0.75, 4]);
    expect(sla.daysToAnswer).toEqual({ p50: 9, p90: 40, p99: 40 });
    expect(sla.months.at(-1)).toMatchObject({ month: '2026-11', received: 16, answered: 4, onTime: 3 });
    expect(sla.months.at(-2)).toMatchObject({ month: '2026-10', received: 3, answered: 0 });
    expect(sla.onTimeBy.right).toEqual({ access: [{ month: '2026-11', answered: 4, onTime: 3 }] });
  });

  it('has no share where nothing was answered', () => {
    expect(slaOf([], MOMENT, 0)).toMatchObject({ open: 0, onTimeShare: null, daysToAnswer: { p50: null, p90: null, p99: null } });
  });

  it('expects of the next weeks what the last eight brought, and counts what is overdue into the first', () => {
    expect(sla.forecast[0]).toEqual({ from: TODAY, to: '2026-12-06', due: 4, expectedNew: 2.4, expectedAnswers: 0 });
    expect(sla.forecast[1]).toMatchObject({ from: '2026-12-07', due: 2 });
  });
});

describe('the report of a month', () => {
  const report = slaReport(slaOf(FIGURES, MOMENT, 0), '2026-11');
  const words = JSON.stringify(report);

  it('says in a sentence what came in and what was late, and the date of what is open in words', () => {
    expect(report?.title).toBe('Data-rights requests in November 2026');
    expect(words).toContain('16 requests came in; 4 were answered, 1 of them late.');
    expect(words).toContain('What is open on Monday 30 November 2026');
    expect(words).toContain('By certificate issuer');
  });

  it('exists for the months that the figures hold', () => {
    expect(slaReport(slaOf([], MOMENT, 0), '2024-11')).toBeUndefined();
    expect(JSON.stringify(slaReport(slaOf([], MOMENT, 0), '2026-10'))).toContain('0 requests came in; none was answered.');
  });
});

describe('the numbers behind them', () => {
  it('take every day and month there and back', () => {
    fc.assert(fc.property(fc.integer({ min: -20_000, max: 60_000 }), (day) => expect(dayNumber(dayOfNumber(day))).toBe(day)));
    fc.assert(
      fc.property(fc.integer({ min: 12, max: 40_000 }), (month) => expect(monthNumber(monthOfNumber(month).padStart(7, '0'))).toBe(month)),
    );
  });

  it('are percentiles by nearest rank, as a count over the sorted days gives them', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(60), { minLength: 1, maxLength: 80 }), (days) => {
        const sorted = [...days].sort((a, b) => a - b);
        const at = (share: number) => sorted[Math.ceil(days.length * share) - 1];
        expect(percentilesOf(days.map((bucket) => ({ bucket, n: 1 })))).toEqual({ p50: at(0.5), p90: at(0.9), p99: at(0.99) });
      }),
    );
  });
});
