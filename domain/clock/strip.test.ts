import { describe, expect, it } from '@jest/globals';
import { LANGUAGES } from '../request/types.js';
import { BUILT_IN_CALENDARS } from './calendars/index.js';
import { computeClock } from './clock.js';
import type { ClockEvent, ClockInput } from './input.js';
import { type CalendarStrip, calendarStrip } from './strip.js';
import { type Label, labelAt, place } from './strip-labels.js';
import { STRIP_TEXTS } from './strip-texts.js';
import { widthOf } from './svg.js';

function stripOf(received: string, today: string, events: ClockEvent[] = [], language: (typeof LANGUAGES)[number] = 'en'): CalendarStrip {
  const calendar = BUILT_IN_CALENDARS.get('ENG');
  if (calendar === undefined) throw new Error('ENG is missing');
  const input: ClockInput = { jurisdiction: 'UK', calendar: 'ENG', timeZone: 'Europe/London', right: 'access', received, events };
  return calendarStrip(computeClock(input, calendar), { today, calendar, texts: STRIP_TEXTS[language], id: 'case' });
}

const paused: ClockEvent[] = [
  { type: 'clarification-requested', on: '2026-06-10' },
  { type: 'clarification-received', on: '2026-06-19' },
];
const flagsOn = (strip: CalendarStrip, date: string): string[] | undefined => strip.days.find((day) => day.date === date)?.flags;

describe('the days', () => {
  it('run from receipt to a little after the last date, each once', () => {
    const { days } = stripOf('2026-06-01', '2026-06-12');
    expect(days[0]).toMatchObject({ date: '2026-06-01', flags: ['received'], weekday: 1, kind: 'month' });
    expect(days.at(-1)?.date).toBe('2026-07-04');
    expect(new Set(days.map((day) => day.date)).size).toBe(days.length);
  });
  it('mark today, the three dates and a moved start', () => {
    const strip = stripOf('2026-06-01', '2026-06-12');
    expect([flagsOn(strip, '2026-06-12'), flagsOn(strip, '2026-06-29'), flagsOn(strip, '2026-07-01')]).toEqual([
      ['today'],
      ['target'],
      ['safe', 'due'],
    ]);
    const moved = stripOf('2026-06-01', '2026-06-12', [
      { type: 'identity-requested', on: '2026-06-02' },
      { type: 'identity-received', on: '2026-06-10' },
    ]);
    expect(flagsOn(moved, '2026-06-10')).toEqual(['start']);
    expect(moved.days[3]).toMatchObject({ kind: 'before-start', pause: 'identity' });
  });
  it('say why a day is dimmed', () => {
    const { days } = stripOf('2026-12-01', '2026-12-01');
    const reason = (date: string) => days.find((day) => day.date === date)?.dimReason;
    expect([reason('2026-12-05'), reason('2026-12-25'), reason('2026-12-28'), reason('2026-12-29')]).toEqual([
      'weekend',
      'Christmas Day',
      'Boxing Day (substitute day)',
      null,
    ]);
  });
  it('go on to today where it is a little past due, and mark those days late', () => {
    const { days, svg } = stripOf('2026-06-01', '2026-07-20');
    expect(days.find((day) => day.date === '2026-07-10')?.kind).toBe('late');
    expect(days.at(-1)?.date).toBe('2026-07-23');
    expect(svg).toContain('strip-overdue');
    expect(stripOf('2026-06-01', '2027-07-20').days.at(-1)?.date).toBe('2026-07-04');
  });
  it('leave out a long stretch in which nothing happens', () => {
    const strip = stripOf('2026-01-25', '2026-11-23', [
      { type: 'identity-requested', on: '2026-02-04' },
      { type: 'identity-received', on: '2026-11-18' },
    ]);
    expect(strip.days).toHaveLength(112);
    expect(strip.svg).toContain('… 219 days …');
    expect(strip.svgNarrow).toContain('… 219 days …');
    expect(flagsOn(strip, '2026-12-18')).toEqual(['due']);
  });
  it('of a pending case have no due date and stay open to today', () => {
    const strip = stripOf('2026-06-01', '2026-08-20', [{ type: 'clarification-requested', on: '2026-06-10' }]);
    expect(strip.days.some((day) => day.flags.includes('due'))).toBe(false);
    expect(strip.days.at(-1)).toMatchObject({ date: '2026-08-23', pause: 'clarification' });
    expect(strip.svg + strip.svgNarrow).toContain('No due date while a question is open');
  });
});

describe('the drawings', () => {
  it.each(LANGUAGES)('are named pictures without styles, scripts or doubled ids (%s)', (language) => {
    const events: ClockEvent[] = [...paused, { type: 'extension-notified', on: '2026-07-05' }];
    const { svg, svgNarrow } = stripOf('2026-06-01', '2026-08-01', events, language);
    for (const drawing of [svg, svgNarrow]) {
      expect(drawing).toMatch(/^<svg [^>]*role="img" aria-labelledby="case-\w+-title case-\w+-desc">/);
      expect(drawing).not.toMatch(/style=|<script|href=/);
      expect(drawing).toContain(STRIP_TEXTS[language].extended);
    }
    const ids = [...(svg + svgNarrow).matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(svg).toContain('fill="url(#case-wide-hatch)"');
  });
  it('escape what they are given', () => {
    const calendar = BUILT_IN_CALENDARS.get('ENG');
    if (calendar === undefined) throw new Error('ENG is missing');
    const input: ClockInput = {
      jurisdiction: 'UK',
      calendar: 'ENG',
      timeZone: 'Europe/London',
      right: 'access',
      received: '2026-06-01',
      events: [],
    };
    const texts = { ...STRIP_TEXTS.en, title: '<b>"&\'' };
    expect(calendarStrip(computeClock(input, calendar), { today: '2026-06-02', calendar, texts, id: 'x' }).svg).toContain(
      '&lt;b&gt;&quot;&amp;&#39;</title>',
    );
  });
});

describe('the table behind it', () => {
  it('tells the same in order of time', () => {
    expect(stripOf('2026-06-01', '2026-06-12', paused).table).toEqual([
      { date: '2026-06-01', when: 'Mon 1 June', what: 'Received' },
      { date: '2026-06-01', when: 'Mon 1 June to Tue 9 June', what: 'Counted (9 days)' },
      { date: '2026-06-10', when: 'Wed 10 June to Fri 19 June', what: 'Not counted: Waiting for a clarification (10 days)' },
      { date: '2026-06-12', when: 'Fri 12 June', what: 'Today' },
      { date: '2026-06-20', when: 'Sat 20 June to Sat 11 July', what: 'Counted (22 days)' },
      { date: '2026-06-29', when: 'Mon 29 June', what: 'Target' },
      { date: '2026-07-01', when: 'Wed 1 July', what: 'Safe' },
      { date: '2026-07-12', when: 'Sun 12 July to Mon 13 July', what: 'On to the next working day (2 days)' },
      { date: '2026-07-13', when: 'Mon 13 July', what: 'Due' },
    ]);
  });
  it('names an open question, in each language', () => {
    const open: ClockEvent[] = [{ type: 'clarification-requested', on: '2026-06-01' }];
    expect(stripOf('2026-06-01', '2026-06-02', open).table[1]).toMatchObject({ when: 'since Mon 1 June' });
    expect(stripOf('2026-06-01', '2026-06-02', open, 'de').table[1]).toMatchObject({ when: 'seit Mo, 1. Juni' });
    expect(stripOf('2026-06-01', '2026-06-02', open, 'fr').table[1]).toMatchObject({ when: 'depuis le lun. 1er juin' });
  });
  it('counts one day as one', () => {
    for (const [language, one] of [
      ['en', '1 day'],
      ['de', '1 Tag'],
      ['fr', '1 jour'],
    ] as const)
      expect(STRIP_TEXTS[language].days(1)).toBe(one);
    expect(STRIP_TEXTS.fr.range('2026-06-01', '2026-06-01')).toBe('lun. 1er juin');
    expect(STRIP_TEXTS.de.range('2026-06-01', '2026-06-01')).toBe('Mo, 1. Juni');
  });
});

describe('labels', () => {
  const spanOf = (label: Label): [number, number] => {
    const width = widthOf(label.text, 14);
    return label.anchor === 'start' ? [label.x, label.x + width] : [label.x - width, label.x];
  };
  it.each([[[10, 30, 50]], [[950, 970, 990]], [[100, 110, 500, 990]], [[10, 20, 30, 40, 50, 60, 970]]])(
    'never touch in one lane, at %p',
    (places) => {
      const placed = place(
        places.map((x) => labelAt('c', 'Target: Tue 31 March', x)),
        { width: 1000, prefers: 'end' },
      );
      expect(placed).toHaveLength(places.length);
      for (const one of placed) {
        const [from, to] = spanOf(one);
        expect(from >= 0 && to <= 1000).toBe(true);
        for (const other of placed.filter((candidate) => candidate !== one && candidate.lane === one.lane)) {
          const [otherFrom, otherTo] = spanOf(other);
          expect(to <= otherFrom || otherTo <= from).toBe(true);
        }
      }
    },
  );
});
