import type { CalendarBook } from '../../domain/clock/calendar.js';
import type { ClockResult } from '../../domain/clock/result.js';
import { calendarStrip } from '../../domain/clock/strip.js';
import { STRIP_TEXTS } from '../../domain/clock/strip-texts.js';
import type { Language } from '../../domain/request/types.js';

/** The calendar strip as the partial `strip` prints it: two drawings, of which CSS shows one, and the table that says the same. */
export interface StripView {
  wide: string;
  narrow: string;
  rows: { date: string; when: string; what: string }[];
  columns: { when: string; what: string };
}

/** The strip of a stored clock; null where the record holds none or its calendar is no longer configured. */
export function stripOf(clock: unknown, today: string, language: Language, calendars: CalendarBook): StripView | null {
  if (!isClock(clock)) return null;
  const calendar = calendars.get(clock.calendar);
  if (!calendar) return null;
  const texts = STRIP_TEXTS[language];
  const { svg, svgNarrow, table } = calendarStrip(clock, { today, calendar, texts, id: 'strip' });
  return { wide: svg, narrow: svgNarrow, rows: table, columns: texts.columns };
}

/** Whether a stored value is a clock's result: the record keeps it as JSON. */
export function isClock(value: unknown): value is ClockResult {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'segments' in value &&
    Array.isArray(value.segments) &&
    'explanation' in value &&
    Array.isArray(value.explanation) &&
    'calendar' in value
  );
}
