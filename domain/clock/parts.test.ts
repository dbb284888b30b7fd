import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../errors.js';
import { extendCalendar, type HolidayCalendar, rollForward, whyNotWorking } from './calendar.js';
import { BUILT_IN_CALENDARS } from './calendars/index.js';
import { easterSunday } from './calendars/rules.js';
import { computeClock } from './clock.js';
import { complaintAcknowledgement } from './complaint.js';
import { addMonths, civilOf, dayInWords, dayOf, formatDay, parseDay, weekdayName } from './day.js';
import { examMarksDue } from './exam-marks.js';
import { lastPostingDay } from './posting.js';
import { isTimeZone, localDayOf, parseInstantMs, startOfDayMs } from './zone.js';

const day = (date: string): number => parseDay(date) ?? Number.NaN;

function calendarOf(code: string): HolidayCalendar {
  const calendar = BUILT_IN_CALENDARS.get(code);
  if (calendar === undefined) throw new Error(`no calendar ${code}`);
  return calendar;
}

describe('days', () => {
  it('agree with the engine on every day of 1970 to 2199', () => {
    const wrong: string[] = [];
    for (let at = 0; at < dayOf(2200, 1, 1); at += 1) {
      const iso = new Date(at * 86_400_000).toISOString().slice(0, 10);
      const { year, month, day: dayOfMonth } = civilOf(at);
      if (formatDay(at) !== iso || dayOf(year, month, dayOfMonth) !== at || parseDay(iso) !== at) wrong.push(iso);
    }
    expect(wrong).toEqual([]);
  });
  it.each(['2026-2-3', '2026-00-01', '2026-13-01', '2026-04-31', '2100-02-29', '1969-12-31', '2200-01-01', '2026-01-01T', ''])(
    'refuse %p',
    (text) => {
      expect(parseDay(text)).toBeUndefined();
    },
  );
  it('know leap years of centuries', () => {
    expect(parseDay('2000-02-29')).toBeDefined();
    expect(formatDay(addMonths(day('2099-11-30'), 3))).toBe('2100-02-28');
    expect(formatDay(addMonths(day('2026-12-31'), 3))).toBe('2027-03-31');
  });
  it('are spelt', () => {
    expect(dayInWords(day('2026-11-23'))).toBe('Monday 23 November 2026');
    expect(weekdayName(day('1970-01-01') - 4)).toBe('Sunday');
  });
});

describe('instants and zones', () => {
  it.each([
    ['2026-03-04T20:00-08:00', '2026-03-05T04:00:00.000Z'],
    ['2026-03-04T20:00:30.25Z', '2026-03-04T20:00:30.250Z'],
    ['2026-03-04T20:00:30,5+0530', '2026-03-04T14:30:30.500Z'],
  ])('%s is %s', (text, iso) => expect(new Date(parseInstantMs(text) ?? Number.NaN).toISOString()).toBe(iso));
  it.each(['2026-03-04T20:00', '2026-03-04T24:00Z', '2026-02-30T10:00Z', '2026-03-04 20:00Z', '2026-03-04T20:00+24:00', 'now'])(
    '%p is none',
    (text) => {
      expect(parseInstantMs(text)).toBeUndefined();
    },
  );
  it('zones: aliases yes, offsets and inventions no', () => {
    expect(['Europe/London', 'Europe/Kyiv', 'UTC', 'Europe/Belfast'].map(isTimeZone)).toEqual([true, true, true, true]);
    expect(['+01:00', 'Mars/Phobos', '', 'a'.repeat(100)].map(isTimeZone)).toEqual([false, false, false, false]);
  });
  it('a day of 23 hours, and one whose midnight is skipped', () => {
    expect(startOfDayMs('Europe/Berlin', day('2026-03-30')) - startOfDayMs('Europe/Berlin', day('2026-03-29'))).toBe(23 * 3_600_000);
    expect(new Date(startOfDayMs('Africa/Cairo', day('2026-04-24'))).toISOString()).toBe('2026-04-23T22:00:00.000Z');
  });
  it('one instant falls on different days', () => {
    const instantMs = Date.UTC(2026, 5, 30, 23, 30);
    expect(
      ['Pacific/Kiritimati', 'Europe/London', 'UTC', 'Pacific/Pago_Pago'].map((zone) => formatDay(localDayOf(zone, instantMs))),
    ).toEqual(['2026-07-01', '2026-07-01', '2026-06-30', '2026-06-30']);
  });
  it('many zones, names and days do not make it slower or wrong', () => {
    for (const zone of Intl.supportedValuesOf('timeZone').slice(0, 80)) expect(startOfDayMs(zone, day('2026-06-15'))).toBeGreaterThan(0);
    for (let index = 0; index < 1100; index += 1) isTimeZone(`Nowhere/City${index}`);
    for (let at = 0; at < 8300; at += 1) startOfDayMs('UTC', at);
    for (let at = 0; at < 17_000; at += 1) formatDay(at);
    expect(startOfDayMs('UTC', 1)).toBe(86_400_000);
    expect(isTimeZone('Europe/London')).toBe(true);
  });
});

describe('holidays', () => {
  it('Easter', () => {
    expect([2018, 2024, 2025, 2026, 2027, 2038].map((year) => formatDay(easterSunday(year)))).toEqual([
      '2018-04-01',
      '2024-03-31',
      '2025-04-20',
      '2026-04-05',
      '2027-03-28',
      '2038-04-25',
    ]);
  });
  it.each([
    ['ENG', '2020-05-08', 'Early May bank holiday'],
    ['ENG', '2022-06-02', 'Spring bank holiday'],
    ['NIR', '2022-09-19', 'State funeral of Elizabeth II'],
    ['SCT', '2023-05-08', 'Coronation of Charles III'],
    ['SCT', '2026-06-15', 'World Cup bank holiday'],
    ['SCT', '2025-12-01', "St Andrew's Day (substitute day)"],
    ['ENG', '2021-12-28', 'Boxing Day (substitute day)'],
    ['ENG', '2022-12-27', 'Christmas Day (substitute day)'],
    ['NIR', '2026-07-13', 'Battle of the Boyne (substitute day)'],
    ['DE', '2017-10-31', 'Reformation Day (500 years)'],
    ['IE', '2030-02-01', "St Brigid's Day"],
    ['IE', '2026-02-02', "St Brigid's Day"],
  ])('%s %s is %s', (code, date, name) => expect(calendarOf(code).nameOf(day(date))).toBe(name));
  it.each([
    ['ENG', '2020-05-04'],
    ['ENG', '2022-05-30'],
    ['ENG', '2026-06-15'],
    ['SCT', '2026-04-06'],
    ['IE', '2026-04-03'],
    ['IE', '2022-02-07'],
    ['IE', '2027-12-27'],
  ])('%s works on %s', (code, date) => expect(whyNotWorking(calendarOf(code), day(date))).toBeUndefined());
  it('one-off days are data: the version differs and the date moves', () => {
    const england = calendarOf('ENG');
    const mourning = { day: day('2026-07-01'), name: 'Day of mourning' };
    const extended = extendCalendar(england, [mourning, { day: day('2026-07-02'), name: 'Second day' }]);
    const input = {
      jurisdiction: 'UK',
      calendar: 'ENG',
      timeZone: 'Europe/London',
      right: 'access',
      received: '2026-06-01',
      events: [],
    } as const;
    expect(computeClock(input, extended)).toMatchObject({ due: '2026-07-03', safe: '2026-07-01', calendarVersion: extended.version });
    expect(extended.version).toMatch(/^ENG-2026\.1\+2\.[0-9a-f]{8}$/);
    expect(extendCalendar(england, [mourning]).version).not.toBe(extendCalendar(england, [{ ...mourning, name: 'Other' }]).version);
    expect(extendCalendar(england, [])).toBe(england);
    expect(
      extendCalendar(england, [
        { day: mourning.day, name: 'b' },
        { day: mourning.day, name: 'a' },
      ]).version,
    ).toBe(
      extendCalendar(england, [
        { day: mourning.day, name: 'a' },
        { day: mourning.day, name: 'b' },
      ]).version,
    );
  });
  it('any year can be asked', () => {
    const england = calendarOf('ENG');
    for (let year = 1970; year < 2500; year += 1) expect(england.holidaysOf(year).length).toBeGreaterThanOrEqual(8);
    expect(formatDay(rollForward(england, day('2026-12-25')))).toBe('2026-12-29');
  });
});

describe('complaints (DPA 2018 s.164A)', () => {
  const england = calendarOf('ENG');
  const ack = (received: string, outcomeSentOn?: string) =>
    complaintAcknowledgement({ received, timeZone: 'Europe/London', outcomeSentOn }, england);
  it.each([
    ['K01', '2026-06-19', '2026-07-20'],
    ['K02', '2026-07-01', '2026-07-31'],
    ['K03', '2026-11-25', '2026-12-29'],
  ])('%s', (_id, received, by) => expect(ack(received)).toEqual({ acknowledgeBy: by, rule: 'thirty-days', article: 'DPA 2018 s.164A' }));
  it('K04: none before commencement', () => expect(ack('2026-06-18')).toMatchObject({ acknowledgeBy: null, rule: 'before-commencement' }));
  it('K05: none where the outcome was sent in time', () => {
    expect(ack('2026-07-01', '2026-07-31')).toMatchObject({ acknowledgeBy: null, rule: 'outcome-in-time' });
    expect(ack('2026-07-01', '2026-08-01')).toMatchObject({ acknowledgeBy: '2026-07-31' });
  });
  it('takes an instant, and refuses what is no date', () => {
    expect(ack('2026-06-18T23:30Z').acknowledgeBy).toBe('2026-07-20');
    expect(() => ack('soon')).toThrow(DomainError);
    expect(() => ack('2026-07-01', 'soon')).toThrow(DomainError);
  });
});

describe('marks and posting', () => {
  const england = calendarOf('ENG');
  it('marks before announcement: the earlier of five months and 40 days after it', () => {
    const due = (announced: string | null): string | null => {
      const on = examMarksDue(day('2026-03-02'), announced === null ? null : day(announced), england);
      return on === null ? null : formatDay(on);
    };
    expect([due(null), due('2026-05-20'), due('2026-07-30'), due('2026-03-01')]).toEqual(['2026-08-03', '2026-06-29', '2026-08-03', null]);
  });
  it('a letter is posted so that it arrives in time', () => {
    const post = (due: string, days: number): string => formatDay(lastPostingDay(day(due), days, england));
    expect([post('2026-12-29', 2), post('2026-07-01', 0), post('2026-07-05', 0)]).toEqual(['2026-12-23', '2026-07-01', '2026-07-03']);
  });
});
