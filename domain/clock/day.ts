/** A calendar date as the number of days since 1970-01-01. Plain integers keep the clock exact and quick; no time zone is involved. */
export type Day = number;

/** The span the clock answers for: wide enough for any case, narrow enough that every calendar rule stays meaningful. */
export const FIRST_YEAR = 1970;
export const LAST_YEAR = 2199;

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const DATE_SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for a leap year of the Gregorian calendar. */
export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** The number of days of a month; `month` is 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

/** The day number of a civil date (days-from-civil: years begin in March, so that the leap day is the last). */
export function dayOf(year: number, month: number, dayOfMonth: number): Day {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

/** A date in parts; `month` is 1 to 12. */
export interface CivilDate {
  year: number;
  month: number;
  day: number;
}

/** The inverse of `dayOf`. */
export function civilOf(day: Day): CivilDate {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

/** The day number of `YYYY-MM-DD`, or undefined where the text is no date of the years the clock answers for. */
export function parseDay(text: string): Day | undefined {
  const parts = DATE_SHAPE.exec(text);
  if (parts === null) return undefined;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return dayOf(year, month, day);
}

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

// Dates are written far more often than they differ. Bounded, so that no input can make it grow.
const MAX_WRITTEN = 16_384;
const written = new Map<Day, string>();
const spelt = new Map<Day, string>();

function remembered(cache: Map<Day, string>, day: Day, write: (day: Day) => string): string {
  const before = cache.get(day);
  if (before !== undefined) return before;
  if (cache.size >= MAX_WRITTEN) cache.clear();
  const text = write(day);
  cache.set(day, text);
  return text;
}

/** `YYYY-MM-DD`. */
export function formatDay(day: Day): string {
  return remembered(written, day, writeDay);
}

function writeDay(day: Day): string {
  const { year, month, day: dayOfMonth } = civilOf(day);
  return `${year}-${two(month)}-${two(dayOfMonth)}`;
}

/** 0 Sunday to 6 Saturday. 1970-01-01 was a Thursday. */
export function weekdayOf(day: Day): number {
  return (((day + 4) % 7) + 7) % 7;
}

/**
 * The same day number `months` later; where that month has no such day, its last day.
 * Reg. 1182/71 Art. 3(2)(c). One way only: 29 February plus a month is 29 March, not the 31st.
 */
export function addMonths(day: Day, months: number): Day {
  const { year, month, day: dayOfMonth } = civilOf(day);
  const index = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1];
  return dayOf(toYear, toMonth, Math.min(dayOfMonth, daysInMonth(toYear, toMonth)));
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** The English name of a weekday: what the explanation says; pages word their own. */
export function weekdayName(day: Day): string {
  return WEEKDAYS[weekdayOf(day)] ?? '';
}

/** `Friday 3 October 2025`. */
export function dayInWords(day: Day): string {
  return remembered(spelt, day, spellDay);
}

function spellDay(day: Day): string {
  const { year, month, day: dayOfMonth } = civilOf(day);
  return `${weekdayName(day)} ${dayOfMonth} ${MONTHS[month - 1] ?? ''} ${year}`;
}
