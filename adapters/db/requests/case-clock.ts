import type { CalendarBook } from '../../../domain/clock/calendar.js';
import { computeClock } from '../../../domain/clock/clock.js';
import type { ClockEvent } from '../../../domain/clock/input.js';
import type { ClockResult } from '../../../domain/clock/result.js';
import { DomainError } from '../../../domain/errors.js';
import type { Jurisdiction, Right } from '../../../domain/request/types.js';
import type { CaseRow, StoredClock } from './case-row.js';

/** What of a case the clock reads. */
export interface ClockSubject {
  jurisdiction: Jurisdiction;
  calendar: string;
  timeZone: string;
  right: Right | null;
  receivedAt: Date;
}

/** The clock of a case now. While nobody has said which right it is, it is counted as access with nothing asked. */
export function clockOf(subject: ClockSubject, events: readonly ClockEvent[], calendars: CalendarBook): ClockResult {
  const calendar = calendars.get(subject.calendar);
  if (calendar === undefined)
    throw new DomainError({
      code: 'CALENDAR_UNKNOWN',
      kind: 'invalid',
      detail: 'There is no such holiday calendar.',
      fields: [{ pointer: '/calendar', detail: `Known: ${[...calendars.keys()].join(', ')}.` }],
    });
  const { jurisdiction, timeZone } = subject;
  return computeClock(
    {
      jurisdiction,
      calendar: subject.calendar,
      timeZone,
      right: subject.right ?? 'access',
      received: subject.receivedAt.toISOString(),
      events,
    },
    calendar,
  );
}

export function clockSubjectOf(row: CaseRow): ClockSubject {
  return { jurisdiction: row.jurisdiction, calendar: row.calendar, timeZone: row.time_zone, right: row.right, receivedAt: row.received_at };
}

/** The columns of `request` that hold the clock's answer. */
export function clockColumns(clock: ClockResult) {
  const stored: StoredClock = {
    start: clock.start,
    firstPeriodEnd: clock.firstPeriodEnd,
    excludedDays: clock.excludedDays,
    ruleSet: clock.ruleSet,
    calendarVersion: clock.calendarVersion,
  };
  return {
    due_on: clock.due,
    safe_on: clock.safe,
    target_on: clock.target,
    sort_on: clock.due ?? clock.safe,
    expires_at: clock.expiresAt,
    clock: stored,
  };
}

/** The calendar date of an instant at a place. */
export function localDateOf(instant: Date, timeZone: string): string {
  return dateFormat(timeZone).format(instant);
}

const formats = new Map<string, Intl.DateTimeFormat>();
function dateFormat(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(timeZone, format);
  return format;
}

/** A calendar date some days later. */
export function daysLater(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
