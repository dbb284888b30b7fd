import type { CalendarBook } from '../../domain/clock/calendar.js';
import { computeClock } from '../../domain/clock/clock.js';
import { formatDay } from '../../domain/clock/day.js';
import { dueIfAnsweredOn } from '../../domain/clock/if-answered.js';
import type { ClockResult } from '../../domain/clock/result.js';
import { localDayOf } from '../../domain/clock/zone.js';
import type { FieldProblem } from '../../domain/errors.js';
import { parseDeadlineInput } from './schema.js';

export const MAX_INPUTS = 500;

/** RFC 9457, with the house's `code` and pointers. Pointers are into the one input the problem answers. */
export interface InputProblem {
  type: 'https://rightsdesk.example/problems/invalid-input';
  title: string;
  status: 422;
  code: 'INVALID_INPUT';
  detail: string;
  errors: FieldProblem[];
}

/** A computed clock; while something is open, also the date if all were answered today (null before the question). */
export type DeadlineAnswer = ClockResult & { ifAnsweredToday?: string | null };

/** What the calculator says: one answer for one input, a list for a list. */
export type DeadlineReply = { status: 200; body: DeadlineAnswer | (DeadlineAnswer | InputProblem)[] } | { status: 422; body: InputProblem };

/** `nowMs`: milliseconds since the epoch; without it no `ifAnsweredToday` is given. */
export interface AnswerOptions {
  calendars: CalendarBook;
  nowMs?: number;
}

/**
 * The deadline calculator, for the API and the command line alike. A list of up to 500 inputs is answered by a list in the same order,
 * a bad input having its problem in its place (status stays 200); a single bad input is 422.
 */
export function answerDeadlines(body: unknown, options: AnswerOptions): DeadlineReply {
  if (!Array.isArray(body)) return answerOne(body, options);
  if (body.length > MAX_INPUTS) {
    return {
      status: 422,
      body: inputProblem([{ pointer: '', detail: `At most ${MAX_INPUTS} inputs in one call; this has ${body.length}.` }]),
    };
  }
  return { status: 200, body: body.map((item) => answerOne(item, options).body) };
}

function answerOne(
  body: unknown,
  { calendars, nowMs }: AnswerOptions,
): { status: 200; body: DeadlineAnswer } | { status: 422; body: InputProblem } {
  const parsed = parseDeadlineInput(body, calendars);
  if (!parsed.ok) return { status: 422, body: inputProblem(parsed.fields) };
  const { input, calendar } = parsed;
  const clock = computeClock(input, calendar);
  if (clock.state === 'running' || nowMs === undefined) return { status: 200, body: clock };
  const today = formatDay(localDayOf(input.timeZone, nowMs));
  return { status: 200, body: { ...clock, ifAnsweredToday: dueIfAnsweredOn(input, calendar, today) } };
}

function inputProblem(errors: FieldProblem[]): InputProblem {
  return {
    type: 'https://rightsdesk.example/problems/invalid-input',
    title: 'The input cannot be read',
    status: 422,
    code: 'INVALID_INPUT',
    detail: errors
      .map((error) => `${error.pointer === '' ? 'The body' : error.pointer}: ${error.detail}`)
      .slice(0, 3)
      .join(' '),
    errors,
  };
}
