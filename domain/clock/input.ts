import type { Jurisdiction, Right } from '../request/types.js';

/** What can happen to a case that the clock cares about. */
export const CLOCK_EVENT_TYPES = [
  'identity-requested',
  'identity-received',
  'authority-requested',
  'authority-received',
  'clarification-requested',
  'clarification-received',
  'fee-notified',
  'fee-paid',
  'fee-waived',
  'extension-notified',
] as const;
export type ClockEventType = (typeof CLOCK_EVENT_TYPES)[number];

/** The grounds on which a fee may be asked; only the first is Art. 12(5). */
export const FEE_GROUNDS = ['unfounded-or-excessive', 'further-copy', 'policy-corporate'] as const;
export type FeeGround = (typeof FEE_GROUNDS)[number];

/** One event, on a calendar date (`YYYY-MM-DD`) of the place where the controller acts. The order of events carries no meaning. */
export interface ClockEvent {
  type: ClockEventType;
  on: string;
  /** Which question a clarification asks or answers. */
  ref?: string;
  ground?: FeeGround;
  /** False: not asked without delay, or with no reasonable doubt. Counts in the EU only. Default true. */
  promptly?: boolean;
}

/** What the due date of a case is computed from; nothing else is. */
export interface ClockInput {
  /** Of the controller whose duty it is. */
  jurisdiction: Jurisdiction;
  /** Code of the calendar of the place where the controller acts. */
  calendar: string;
  /** IANA zone of that place. */
  timeZone: string;
  right: Right;
  /** When the request reached the controller: a local date, or an instant with `Z` or any offset. */
  received: string;
  events: readonly ClockEvent[];
}
