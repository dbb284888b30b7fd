import { DomainError, type FieldProblem } from '../errors.js';
import { type HolidayCalendar, rollForward } from './calendar.js';
import { addMonths, type Day, formatDay, parseDay } from './day.js';
import { explain } from './explain.js';
import type { ClockFacts } from './facts.js';
import type { ClockInput } from './input.js';
import { countPeriod, type Period } from './period.js';
import type { ClockResult } from './result.js';
import { ruleSetOf } from './rule-set.js';
import { segmentsOf } from './segment.js';
import { type DatedEvent, pairWaits, type Waits } from './wait.js';
import { formatInstantToMinute, isTimeZone, localDayOf, parseInstantMs, startOfDayMs } from './zone.js';

const TARGET_DAYS = 28;

/**
 * The statutory clock of a case (GDPR and UK GDPR Art. 12): when the answer is due and why. Pure; the same input and calendar always
 * give the same result, and neither the order nor the repetition of events matters.
 * @throws DomainError INVALID_INPUT with pointers, where a date, the zone or the calendar is not usable.
 */
export function computeClock(input: ClockInput, calendar: HolidayCalendar): ClockResult {
  const read = readInput(input, calendar);
  const { receivedOn } = read;
  const waits = pairWaits(read.events);
  const period = countPeriod({ jurisdiction: input.jurisdiction, right: input.right, receivedOn, calendar }, waits.waits);
  const notices = judgeNotices(waits, period, receivedOn);
  // Months are always added to the start itself, never to a clamped or rolled date: clamp, then pauses, then roll.
  const monthsEnd = addMonths(period.start, notices.extendedOn === null ? 1 : 3);
  const rawDue = monthsEnd + period.excludedDays;
  const due = period.open.length > 0 ? null : rollForward(calendar, rawDue);
  const ruleSet = ruleSetOf(input.jurisdiction, receivedOn);
  return present(input, {
    right: input.right,
    receivedOn,
    calendar,
    ruleSet,
    period,
    ...notices,
    unmatched: waits.unmatched,
    monthsEnd,
    rawDue,
    due,
  });
}

/** The day a request was received: a local date as it stands, an instant by the controller's own calendar. Undefined where unreadable. */
export function receivedDay(received: string, timeZone: string): Day | undefined {
  const day = parseDay(received);
  if (day !== undefined) return day;
  const instantMs = parseInstantMs(received);
  return instantMs === undefined ? undefined : localDayOf(timeZone, instantMs);
}

function readInput(input: ClockInput, calendar: HolidayCalendar): { receivedOn: Day; events: DatedEvent[] } {
  const problems: FieldProblem[] = [];
  if (!isTimeZone(input.timeZone)) problems.push({ pointer: '/timeZone', detail: 'Not a known IANA time zone, like Europe/London.' });
  if (input.calendar !== calendar.code) problems.push({ pointer: '/calendar', detail: `The calendar given is ${calendar.code}.` });
  const receivedOn = problems.length > 0 ? undefined : receivedDay(input.received, input.timeZone);
  if (receivedOn === undefined && problems.length === 0)
    problems.push({ pointer: '/received', detail: 'Neither a date nor an instant with an offset.' });
  const events = input.events.map((event, index): DatedEvent => {
    const on = parseDay(event.on);
    if (on === undefined) problems.push({ pointer: `/events/${index}/on`, detail: 'Not a date, like 2026-03-04.' });
    return { type: event.type, on: on ?? 0, ref: event.ref, ground: event.ground, promptly: event.promptly };
  });
  if (receivedOn === undefined || problems.length > 0) {
    throw new DomainError({ code: 'INVALID_INPUT', kind: 'invalid', detail: 'The clock cannot read this input.', fields: problems });
  }
  return { receivedOn, events };
}

/** GDPR Art. 12(3): once, and the person is told within the first period. With a question open that period has not ended yet. */
function judgeNotices({ extensionsOn }: Waits, period: Period, receivedOn: Day): Pick<ClockFacts, 'extendedOn' | 'vainNotices'> {
  let extendedOn: Day | null = null;
  const vainNotices: ClockFacts['vainNotices'] = [];
  for (const on of extensionsOn) {
    if (on < receivedOn) vainNotices.push({ on, because: 'before-receipt' });
    else if (extendedOn !== null) vainNotices.push({ on, because: 'second' });
    else if (period.firstPeriodEnd !== null && on > period.firstPeriodEnd) vainNotices.push({ on, because: 'late' });
    else extendedOn = on;
  }
  return { extendedOn, vainNotices };
}

function present(input: ClockInput, facts: ClockFacts): ClockResult {
  const { receivedOn, period, due, calendar } = facts;
  return {
    start: formatDay(period.start),
    due: due === null ? null : formatDay(due),
    // One month from receipt, with no pause and no roll: always known, and what is planned by.
    safe: formatDay(addMonths(receivedOn, 1)),
    firstPeriodEnd: period.firstPeriodEnd === null ? null : formatDay(period.firstPeriodEnd),
    excludedDays: period.excludedDays,
    // Reg. 1182/71 Art. 3(2): the period ends with the last hour of its last day.
    expiresAt: due === null ? null : formatInstantToMinute(startOfDayMs(input.timeZone, due + 1)),
    target: formatDay(receivedOn + TARGET_DAYS),
    receivedOn: formatDay(receivedOn),
    state: due === null ? 'pending' : 'running',
    pendingBecause: period.open.map(({ kind, askedOn, ref }) => ({
      kind,
      askedOn: formatDay(askedOn),
      ...(ref === undefined ? {} : { ref }),
    })),
    isExtended: facts.extendedOn !== null,
    ruleSet: facts.ruleSet,
    calendar: calendar.code,
    calendarVersion: calendar.version,
    timeZone: input.timeZone,
    segments: segmentsOf(facts),
    explanation: explain(facts),
  };
}
