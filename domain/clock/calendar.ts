import type { Jurisdiction } from '../request/types.js';
import { civilOf, type Day, formatDay, weekdayName, weekdayOf } from './day.js';

/** One public holiday. `name` is English; a substitute day says so. */
export interface Holiday {
  day: Day;
  name: string;
}

/**
 * The public holidays of one place: versioned data behind one question. Reg. 1182/71 Art. 2: working days are all days but public
 * holidays, Saturdays and Sundays of the Member State (or UK nation) where the action is to be taken.
 */
export interface HolidayCalendar {
  /** `ENG`, `DE` …: what an input names. */
  readonly code: string;
  readonly place: string;
  readonly jurisdiction: Jurisdiction;
  /** Used where an input names no zone. */
  readonly timeZone: string;
  /** Stored with every computed date. Changes whenever a date of the calendar may change. */
  readonly version: string;
  /** The holidays of a year, ordered by day. */
  holidaysOf(year: number): readonly Holiday[];
  /** The holiday's name, or undefined on any other day, weekends included. */
  nameOf(day: Day): string | undefined;
}

/** Calendars by code. */
export type CalendarBook = ReadonlyMap<string, HolidayCalendar>;

/** What a calendar is made of: `rules` answers a year's holidays in any order; it must be pure. */
export interface CalendarSource {
  code: string;
  place: string;
  jurisdiction: Jurisdiction;
  timeZone: string;
  version: string;
  rules: (year: number) => readonly Holiday[];
}

const MAX_YEARS = 512;

/** A calendar over yearly rules; each year is worked out once. */
export function makeCalendar(source: CalendarSource): HolidayCalendar {
  const years = new Map<number, ReadonlyMap<Day, Holiday>>();
  const yearOf = (year: number): ReadonlyMap<Day, Holiday> => {
    const before = years.get(year);
    if (before !== undefined) return before;
    if (years.size >= MAX_YEARS) years.clear();
    const ordered = [...source.rules(year)].sort((a, b) => a.day - b.day);
    const byDay = new Map(ordered.map((holiday) => [holiday.day, holiday] as const));
    years.set(year, byDay);
    return byDay;
  };
  const { code, place, jurisdiction, timeZone, version } = source;
  return {
    code,
    place,
    jurisdiction,
    timeZone,
    version,
    holidaysOf: (year) => [...yearOf(year).values()],
    nameOf: (day) => yearOf(civilOf(day).year).get(day)?.name,
  };
}

/** A one-off holiday of a place: a jubilee, a funeral, a day proclaimed for one year. */
export type OneOff = Holiday;

/** The same calendar with further holidays. Its version names how many were added and a check sum of them, so that it differs. */
export function extendCalendar(calendar: HolidayCalendar, added: readonly OneOff[]): HolidayCalendar {
  if (added.length === 0) return calendar;
  const ordered = [...added].sort((a, b) => a.day - b.day || (a.name < b.name ? -1 : 1));
  const { code, place, jurisdiction, timeZone } = calendar;
  return makeCalendar({
    code,
    place,
    jurisdiction,
    timeZone,
    version: `${calendar.version}+${ordered.length}.${checkSum(ordered)}`,
    rules: (year) => [...calendar.holidaysOf(year), ...ordered.filter((holiday) => civilOf(holiday.day).year === year)],
  });
}

/** FNV-1a, 32 bits: tells two lists apart; it guards nothing. */
function checkSum(holidays: readonly Holiday[]): string {
  const text = holidays.map((holiday) => `${formatDay(holiday.day)} ${holiday.name}`).join('\n');
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** True on Saturday and Sunday. */
export function isWeekend(day: Day): boolean {
  const weekday = weekdayOf(day);
  return weekday === 0 || weekday === 6;
}

/** Why a day is no working day: the holiday's name, or the weekday; undefined on a working day. */
export function whyNotWorking(calendar: HolidayCalendar, day: Day): string | undefined {
  return calendar.nameOf(day) ?? (isWeekend(day) ? weekdayName(day) : undefined);
}

/** True where neither weekend nor holiday. */
export function isWorkingDay(calendar: HolidayCalendar, day: Day): boolean {
  return !isWeekend(day) && calendar.nameOf(day) === undefined;
}

/** The day itself where it is a working day, else the next one. Reg. 1182/71 Art. 3(4). */
export function rollForward(calendar: HolidayCalendar, day: Day): Day {
  let at = day;
  while (!isWorkingDay(calendar, at)) at += 1;
  return at;
}
