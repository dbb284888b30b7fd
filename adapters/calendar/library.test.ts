import { describe, expect, it } from '@jest/globals';
import { isWeekend } from '../../domain/clock/calendar.js';
import { BUILT_IN_CALENDARS } from '../../domain/clock/calendars/index.js';
import { computeClock } from '../../domain/clock/clock.js';
import { formatDay, parseDay } from '../../domain/clock/day.js';
import { libraryListing, openCalendarBook } from './library.js';

const YEARS = Array.from({ length: 16 }, (_, index) => 2020 + index);

// Weekdays on which the law's calendars and the library disagree, and who is right.
const EXPLAINED: Record<string, string> = {
  'SCT ours 2026-06-15': 'Ours: the one-off Scottish bank holiday after the World Cup match, by proclamation; not in the library.',
  'IE ours 2022-03-18': 'Ours: S.I. 50/2022 made it a public holiday for that year; not in the library.',
};

function weekdays(lines: readonly string[]): Set<string> {
  return new Set(lines.map((line) => line.slice(0, 10)).filter((date) => !isWeekend(parseDay(date) ?? 0)));
}

describe('the seven calendars of the law and the holiday library', () => {
  it('agree on every weekday of 2020 to 2035 but for what is explained', () => {
    const differences: string[] = [];
    for (const [code, calendar] of BUILT_IN_CALENDARS) {
      const [country, region] = calendar.jurisdiction === 'UK' ? ['GB', code] : [code, undefined];
      for (const year of YEARS) {
        const ours = weekdays(calendar.holidaysOf(year).map((holiday) => formatDay(holiday.day)));
        const theirs = weekdays(libraryListing(country, region, year));
        differences.push(...[...ours].filter((date) => !theirs.has(date)).map((date) => `${code} ours ${date}`));
        differences.push(...[...theirs].filter((date) => !ours.has(date)).map((date) => `${code} library ${date}`));
      }
    }
    expect(differences.sort()).toEqual(Object.keys(EXPLAINED).sort());
  });
});

describe('further places', () => {
  const book = openCalendarBook();

  it('are the other 26 states of the EU and EEA, the 16 Länder, and our seven', () => {
    expect(book.size).toBe(49);
    for (const calendar of book.values()) expect(calendar.holidaysOf(2027).length).toBeGreaterThanOrEqual(8);
  });

  it('leave out bank days and half days, and keep the rest', () => {
    const netherlands = book.get('NL');
    expect(netherlands?.nameOf(parseDay('2026-04-27') ?? 0)).toBe("King's Day");
    expect(netherlands?.nameOf(parseDay('2026-12-31') ?? 0)).toBeUndefined();
    expect(netherlands?.version).toMatch(/^NL-date-holidays-\d+\.\d+\.\d+$/);
  });

  it('serve the clock: Bavaria keeps Epiphany, Germany does not', () => {
    const due = (code: string): string | null => {
      const calendar = book.get(code);
      if (calendar === undefined) throw new Error(`no calendar ${code}`);
      const input = {
        jurisdiction: 'EU',
        calendar: code,
        timeZone: calendar.timeZone,
        right: 'access',
        received: '2025-12-06',
        events: [],
      } as const;
      return computeClock(input, calendar).due;
    };
    expect(due('DE')).toBe('2026-01-06');
    expect(due('DE-BY')).toBe('2026-01-07');
  });
});
