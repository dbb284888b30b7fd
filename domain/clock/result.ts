import type { RuleSet } from './rule-set.js';
import type { WaitKind } from './wait.js';

/** What an explanation entry tells. Those that move the date carry `days`; the others carry 0. */
export type ExplanationKind = 'receipt' | 'start' | 'month' | 'clamp' | 'extension' | 'pause' | 'roll' | 'no-effect' | 'pending' | 'note';

/**
 * One step from receipt to due date. Adding the `days` of all entries to the day of receipt gives the due date; `dateAfter` is the date
 * reached so far (absent once the date is open).
 */
export interface ExplanationEntry {
  kind: ExplanationKind;
  /** Stable kebab-case name of the rule applied: what pages translate by. */
  rule: string;
  /** Where the law says so. */
  article: string;
  /** One or two plain English sentences. */
  text: string;
  days: number;
  from?: string;
  to?: string;
  dateAfter?: string;
  /** Roll: every day stepped over and why. */
  skipped?: { on: string; name: string }[];
}

/** A stretch of days of the case; together the segments cover every day from receipt to the due date once, in order. */
export interface Segment {
  /** `before-start`: the month has not begun. `month`: counted. `extension`: counted, in the two further months. `roll`: up to a working day. */
  kind: 'before-start' | 'month' | 'pause' | 'extension' | 'roll';
  from: string;
  /** Last day, included; null while nobody has answered. */
  to: string | null;
  days: number | null;
  because?: WaitKind;
}

/** A question still open, since when. */
export interface OpenQuestion {
  kind: WaitKind;
  askedOn: string;
  ref?: string;
}

/** The clock of a case. Dates are local calendar dates, the last day included; `expiresAt` is the instant the due day ends. */
export interface ClockResult {
  start: string;
  due: string | null;
  safe: string;
  firstPeriodEnd: string | null;
  excludedDays: number;
  expiresAt: string | null;
  /** 28 days from receipt: the uniform period the ICO suggests for planning. */
  target: string;
  receivedOn: string;
  state: 'running' | 'pending';
  pendingBecause: OpenQuestion[];
  isExtended: boolean;
  ruleSet: RuleSet;
  calendar: string;
  calendarVersion: string;
  timeZone: string;
  segments: Segment[];
  explanation: ExplanationEntry[];
}
