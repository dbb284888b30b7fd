import { type HolidayCalendar, isWeekend } from './calendar.js';
import { civilOf, type Day, formatDay, parseDay, weekdayOf } from './day.js';
import type { ClockResult, Segment } from './result.js';
import type { StripFlag, StripTexts } from './strip-texts.js';
import type { WaitKind } from './wait.js';

/** One day of the strip. */
export interface StripDay {
  date: string;
  day: Day;
  dayOfMonth: number;
  month: number;
  year: number;
  /** 0 Sunday to 6 Saturday. */
  weekday: number;
  isToday: boolean;
  isDimmed: boolean;
  /** The holiday's name or the word for weekend; null on a working day. */
  dimReason: string | null;
  /** What the case waits for on a day that is not counted. */
  pause: WaitKind | null;
  /** What the day is to the period; `late`: after the due date, up to today; `after`: outside. */
  kind: Segment['kind'] | 'late' | 'after';
  flags: StripFlag[];
}

/** A stretch left out of the drawing because nothing happens in it. */
export interface StripDays {
  days: StripDay[];
  /** Days left out after the day of that index; null where all are shown. */
  gap: { afterIndex: number; days: number } | null;
}

const DAYS_AFTER = 3;
const MAX_OVERDUE_SHOWN = 31;
const MAX_DAYS = 196;
const KEPT_AT_START = 42;
const KEPT_AT_END = 70;

/** The days from receipt to the last of due, safe, target (and today, where it is near), with what each day is. */
export function stripDays(clock: ClockResult, calendar: HolidayCalendar, today: string, texts: StripTexts): StripDays {
  const first = dayFrom(clock.receivedOn);
  const last = lastDay(clock, dayFrom(today));
  const isLong = last - first + 1 > MAX_DAYS;
  const describe = describer(clock, calendar, today, texts);
  const span = (from: Day, to: Day): StripDay[] => Array.from({ length: to - from + 1 }, (_, index) => describe(from + index));
  if (!isLong) return { days: span(first, last), gap: null };
  const days = [...span(first, first + KEPT_AT_START - 1), ...span(last - KEPT_AT_END + 1, last)];
  return { days, gap: { afterIndex: KEPT_AT_START - 1, days: last - first + 1 - days.length } };
}

function dayFrom(date: string): Day {
  return parseDay(date) ?? 0;
}

function lastDay(clock: ClockResult, today: Day): Day {
  const end = Math.max(...[clock.due ?? clock.safe, clock.safe, clock.target].map(dayFrom)) + DAYS_AFTER;
  const isNear = today > end && today - end <= MAX_OVERDUE_SHOWN;
  return isNear || (clock.due === null && today > end) ? today + DAYS_AFTER : end;
}

function describer(clock: ClockResult, calendar: HolidayCalendar, today: string, texts: StripTexts): (day: Day) => StripDay {
  const flagged: [StripFlag, string | null][] = [
    ['received', clock.receivedOn],
    ['start', clock.start === clock.receivedOn ? null : clock.start],
    ['today', today],
    ['target', clock.target],
    ['safe', clock.safe],
    ['due', clock.due],
  ];
  return (day) => {
    const date = formatDay(day);
    const segment = clock.segments.find((one) => one.from <= date && (one.to === null || date <= one.to));
    const civil = civilOf(day);
    const dimReason = calendar.nameOf(day) ?? (isWeekend(day) ? texts.weekend : null);
    const isLate = segment === undefined && clock.due !== null && date > clock.due && date <= today;
    return {
      date,
      day,
      dayOfMonth: civil.day,
      month: civil.month,
      year: civil.year,
      weekday: weekdayOf(day),
      isToday: date === today,
      isDimmed: dimReason !== null,
      dimReason,
      pause: segment?.because ?? null,
      kind: segment?.kind ?? (isLate ? 'late' : 'after'),
      flags: flagged.filter(([, on]) => on === date).map(([flag]) => flag),
    };
  };
}
