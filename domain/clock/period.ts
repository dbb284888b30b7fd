import type { Jurisdiction, Right } from '../request/types.js';
import { type HolidayCalendar, rollForward } from './calendar.js';
import { addMonths, type Day } from './day.js';
import type { Wait } from './wait.js';

/** Days that do not count, first and last included; `wait` is the first question that caused them. */
export interface Pause {
  from: Day;
  to: Day;
  wait: Wait;
}

/** Why a question left the clock alone. */
export type NoEffect = 'eu-fee' | 'fee-ground' | 'not-access' | 'not-prompt' | 'too-late';

/** The period that runs, and what was left out of it. */
export interface Period {
  /** The relevant time: the day from which the month is counted. */
  start: Day;
  /** The answer that moved the start, if one did. */
  startedBy: Wait | null;
  pauses: Pause[];
  excludedDays: number;
  /** Questions nobody has answered: while there is one, no date is known. */
  open: Wait[];
  ignored: { wait: Wait; because: NoEffect; periodEnd: Day | null }[];
  /** End of the first month, rolled to a working day; null while something is open. */
  firstPeriodEnd: Day | null;
}

/** What a period is counted for. */
export interface PeriodSubject {
  jurisdiction: Jurisdiction;
  right: Right;
  receivedOn: Day;
  calendar: HolidayCalendar;
}

/**
 * Takes the questions in the order they were asked. Each counts only if asked before the end of the first period as it stood without
 * it; whatever is asked later leaves the date alone, and the case is overdue rather than pending.
 */
export function countPeriod(subject: PeriodSubject, waits: readonly Wait[]): Period {
  const { receivedOn, calendar } = subject;
  const period: Period = {
    start: receivedOn,
    startedBy: null,
    pauses: [],
    excludedDays: 0,
    open: [],
    ignored: [],
    firstPeriodEnd: rollForward(calendar, addMonths(receivedOn, 1)),
  };
  const spans: Pause[] = [];
  for (const wait of [...waits].sort((a, b) => a.askedOn - b.askedOn)) {
    const because = withoutEffect(subject, wait, period.firstPeriodEnd);
    if (because === undefined) admit(subject, period, spans, wait);
    else period.ignored.push({ wait, because, periodEnd: period.firstPeriodEnd });
  }
  period.pauses = clip(spans, period.start);
  return period;
}

function withoutEffect(subject: PeriodSubject, wait: Wait, periodEnd: Day | null): NoEffect | undefined {
  if (wait.kind === 'fee' && subject.jurisdiction === 'EU') return 'eu-fee';
  // UK GDPR Art. 12A names the fee of Art. 12(5) only; a further copy (15(3)) or a contract price moves nothing.
  if (wait.kind === 'fee' && wait.ground !== 'unfounded-or-excessive') return 'fee-ground';
  if (wait.kind === 'clarification' && subject.right !== 'access') return 'not-access';
  if (subject.jurisdiction === 'EU' && !wait.isPrompt) return 'not-prompt';
  return periodEnd !== null && wait.askedOn > periodEnd ? 'too-late' : undefined;
}

function admit(subject: PeriodSubject, period: Period, spans: Pause[], wait: Wait): void {
  if (wait.answeredOn === null) {
    period.open.push(wait);
    period.firstPeriodEnd = null;
    return;
  }
  if (subject.jurisdiction === 'UK' && wait.kind !== 'clarification') {
    if (wait.answeredOn <= period.start) return;
    period.start = wait.answeredOn;
    period.startedBy = wait;
    period.excludedDays = spans.reduce((sum, span) => sum + daysAfter(period.start, span.from, span.to), 0);
  } else {
    // UK: the day of asking to the day of the answer. EU (DERIVED, conservative): the day of asking counts, the day of the answer does not.
    const from = subject.jurisdiction === 'UK' ? wait.askedOn : wait.askedOn + 1;
    period.excludedDays += extendSpans(spans, { from, to: wait.answeredOn, wait }, period.start);
  }
  if (period.firstPeriodEnd === null) return;
  period.firstPeriodEnd = rollForward(subject.calendar, addMonths(period.start, 1) + period.excludedDays);
}

/**
 * Adds a span to a union kept in order and says how many days after the start it newly covers. Spans come with rising `from`, so only the
 * last can touch the new one, and no day is counted twice.
 */
function extendSpans(spans: Pause[], span: Pause, start: Day): number {
  if (span.to < span.from) return 0;
  const last = spans.at(-1);
  if (last === undefined || span.from > last.to + 1) {
    spans.push(span);
    return daysAfter(start, span.from, span.to);
  }
  const added = daysAfter(start, last.to + 1, span.to);
  last.to = Math.max(last.to, span.to);
  return added;
}

/** Only days after the start can be left out: those before were never counted. */
function daysAfter(start: Day, from: Day, to: Day): number {
  return Math.max(0, to - Math.max(from, start + 1) + 1);
}

function clip(spans: readonly Pause[], start: Day): Pause[] {
  return spans.filter((span) => span.to > start).map((span) => ({ ...span, from: Math.max(span.from, start + 1) }));
}
