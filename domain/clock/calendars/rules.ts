import type { Holiday } from '../calendar.js';
import { civilOf, type Day, dayOf, daysInMonth, weekdayOf } from '../day.js';

/** Easter Sunday of a Gregorian year (the anonymous computus of 1876). */
export function easterSunday(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  return dayOf(year, month, (h + l - 7 * m + 33 * month + 19) % 32);
}

const MONDAY = 1;

/** The first Monday of a month. */
export function firstMonday(year: number, month: number): Day {
  const first = dayOf(year, month, 1);
  return first + ((MONDAY - weekdayOf(first) + 7) % 7);
}

/** The last Monday of a month. */
export function lastMonday(year: number, month: number): Day {
  const last = dayOf(year, month, daysInMonth(year, month));
  return last - ((weekdayOf(last) - MONDAY + 7) % 7);
}

/** A holiday on a fixed date. */
export function fixed(year: number, month: number, dayOfMonth: number, name: string): Holiday {
  return { day: dayOf(year, month, dayOfMonth), name };
}

/** A holiday so many days after Easter Sunday (negative: before). */
export function afterEaster(year: number, days: number, name: string): Holiday {
  return { day: easterSunday(year) + days, name };
}

/**
 * The holidays and, for each on a weekend, a substitute on the next weekday that is none of them. Holidays in a row on a weekend get
 * substitutes in a row: 25 and 26 December 2021 (Saturday, Sunday) gave Monday 27 and Tuesday 28.
 */
export function withSubstitutes(holidays: readonly Holiday[]): readonly Holiday[] {
  const taken = new Set(holidays.map((holiday) => holiday.day));
  const substitutes = holidays.filter((holiday) => isOnWeekend(holiday.day)).map((holiday) => substituteFor(holiday, taken));
  return [...holidays, ...substitutes];
}

function substituteFor(holiday: Holiday, taken: Set<Day>): Holiday {
  let day = holiday.day;
  while (isOnWeekend(day) || taken.has(day)) day += 1;
  taken.add(day);
  return { day, name: `${holiday.name} (substitute day)` };
}

function isOnWeekend(day: Day): boolean {
  return weekdayOf(day) % 6 === 0;
}

/** Those of a list that fall in a year. */
export function inYear(holidays: readonly Holiday[], year: number): readonly Holiday[] {
  return holidays.filter((holiday) => civilOf(holiday.day).year === year);
}
