import type { HolidayCalendar } from './calendar.js';
import { computeClock } from './clock.js';
import type { ClockEvent, ClockEventType, ClockInput } from './input.js';
import type { WaitKind } from './wait.js';

const ANSWER = {
  identity: 'identity-received',
  authority: 'authority-received',
  fee: 'fee-paid',
  clarification: 'clarification-received',
} satisfies Record<WaitKind, ClockEventType>;

/**
 * When the answer would be due if everything still open were answered on `on` (a local date): what a pending case shows instead of a
 * date. For a running case its due date. Null where `on` lies before a question that is still open.
 * @throws DomainError INVALID_INPUT as `computeClock`.
 */
export function dueIfAnsweredOn(input: ClockInput, calendar: HolidayCalendar, on: string): string | null {
  const now = computeClock(input, calendar);
  // An answer without a `ref` answers every open question of its kind.
  const kinds = new Set(now.pendingBecause.map((question) => question.kind));
  const answers = [...kinds].map((kind): ClockEvent => ({ type: ANSWER[kind], on }));
  return computeClock({ ...input, events: [...input.events, ...answers] }, calendar).due;
}
