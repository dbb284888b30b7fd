import type { Right } from '../request/types.js';
import type { HolidayCalendar } from './calendar.js';
import type { Day } from './day.js';
import type { Period } from './period.js';
import type { RuleSet } from './rule-set.js';
import type { DatedEvent } from './wait.js';

/** Everything the explanation and the segments are written from, as day numbers. */
export interface ClockFacts {
  right: Right;
  receivedOn: Day;
  calendar: HolidayCalendar;
  ruleSet: RuleSet;
  period: Period;
  /** The day of the notice that extended the period; null without one. */
  extendedOn: Day | null;
  /** Notices that changed nothing: sent late, before receipt, or a second time. */
  vainNotices: { on: Day; because: 'late' | 'second' | 'before-receipt' }[];
  unmatched: readonly DatedEvent[];
  /** Start plus one or three months, clamped, before pauses. */
  monthsEnd: Day;
  /** With pauses, before the roll. */
  rawDue: Day;
  /** Null while something is open. */
  due: Day | null;
}
