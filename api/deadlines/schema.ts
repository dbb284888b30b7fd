import { z } from 'zod';
import type { CalendarBook, HolidayCalendar } from '../../domain/clock/calendar.js';
import { FIRST_YEAR, LAST_YEAR, parseDay } from '../../domain/clock/day.js';
import { CLOCK_EVENT_TYPES, type ClockEvent, type ClockInput, FEE_GROUNDS } from '../../domain/clock/input.js';
import { isTimeZone, parseInstantMs } from '../../domain/clock/zone.js';
import type { FieldProblem } from '../../domain/errors.js';
import { JURISDICTIONS, RIGHTS } from '../../domain/request/types.js';

export const MAX_EVENTS = 1000;
/** After so many problems the rest is not looked at: a bad input never costs more than a good one. */
const MAX_PROBLEMS = 20;

const oneOf = (values: readonly string[]): string => `One of: ${values.join(', ')}.`;
const DATE = `A calendar date, like 2026-03-04, between ${FIRST_YEAR} and ${LAST_YEAR}.`;
const RECEIVED = `A calendar date, like 2026-03-04, or an instant with an offset, like 2026-03-04T20:00-08:00, between ${FIRST_YEAR} and ${LAST_YEAR}.`;
const ZONE = 'An IANA time zone, like Europe/London.';

/** One event of a case. The order of events carries no meaning. */
export const clockEventSchema = z.strictObject({
  type: z.enum(CLOCK_EVENT_TYPES, { error: oneOf(CLOCK_EVENT_TYPES) }).describe('What happened.'),
  on: z
    .string({ error: DATE })
    .refine((text) => parseDay(text) !== undefined, { error: DATE })
    .describe('Local date of the controller.'),
  ref: z
    .string({ error: 'A text of 1 to 100 characters.' })
    .min(1)
    .max(100)
    .optional()
    .describe('Which clarification is asked or answered.'),
  ground: z
    .enum(FEE_GROUNDS, { error: oneOf(FEE_GROUNDS) })
    .optional()
    .describe('Ground of a fee; only unfounded-or-excessive moves the UK start.'),
  promptly: z
    .boolean({ error: 'true or false.' })
    .optional()
    .describe('EU: false where not asked without delay or without reasonable doubt.'),
});

/** The body without its events, which are checked one by one. */
const headSchema = z.strictObject({
  jurisdiction: z.enum(JURISDICTIONS, { error: oneOf(JURISDICTIONS) }).describe('Of the controller whose duty it is.'),
  calendar: z.string({ error: 'A calendar code, like ENG or DE.' }).describe('Public holidays of the place where the controller acts.'),
  timeZone: z.string({ error: ZONE }).refine(isTimeZone, { error: ZONE }).optional().describe("Default: that of the calendar's place."),
  right: z.enum(RIGHTS, { error: oneOf(RIGHTS) }),
  received: z
    .string({ error: RECEIVED })
    .refine((text) => parseDay(text) !== undefined || parseInstantMs(text) !== undefined, { error: RECEIVED })
    .describe('When the request reached the controller.'),
});

/** The calculator's input, for the API description. */
export const deadlineInputSchema = headSchema.extend({ events: z.array(clockEventSchema).max(MAX_EVENTS) });

/** The input, ready for the clock with its calendar, or what is wrong with it. */
export type ParsedDeadline = { ok: true; input: ClockInput; calendar: HolidayCalendar } | { ok: false; fields: FieldProblem[] };

/** Checks one input of the deadline calculator. Quick on any body: checking stops after some problems. */
export function parseDeadlineInput(body: unknown, calendars: CalendarBook): ParsedDeadline {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return refused([{ pointer: '', detail: 'A JSON object is expected.' }]);
  const { events, ...rest } = body as { events?: unknown };
  const head = headSchema.safeParse(rest);
  const problems = head.success ? [] : problemsOf(head.error, '');
  const parsedEvents = parseEvents(events, problems);
  if (!head.success) return refused(problems);
  const calendar = calendars.get(head.data.calendar);
  if (calendar === undefined || calendar.jurisdiction !== head.data.jurisdiction) {
    problems.push({ pointer: '/calendar', detail: calendarDetail(calendar, head.data.jurisdiction, calendars) });
  }
  if (calendar === undefined || problems.length > 0) return refused(problems);
  return { ok: true, input: { ...head.data, timeZone: head.data.timeZone ?? calendar.timeZone, events: parsedEvents }, calendar };
}

function refused(fields: FieldProblem[]): ParsedDeadline {
  return { ok: false, fields: fields.slice(0, MAX_PROBLEMS) };
}

function parseEvents(events: unknown, problems: FieldProblem[]): ClockEvent[] {
  if (!Array.isArray(events) || events.length > MAX_EVENTS) {
    problems.push({ pointer: '/events', detail: `A list of at most ${MAX_EVENTS} events; an empty list where nothing happened.` });
    return [];
  }
  const parsed: ClockEvent[] = [];
  for (const [index, event] of events.entries()) {
    const result = clockEventSchema.safeParse(event);
    if (result.success) parsed.push(result.data);
    else problems.push(...problemsOf(result.error, `/events/${index}`));
    if (problems.length >= MAX_PROBLEMS) break;
  }
  return parsed;
}

function problemsOf(error: z.ZodError, base: string): FieldProblem[] {
  return error.issues.slice(0, MAX_PROBLEMS).flatMap((issue): FieldProblem[] => {
    const at = `${base}${issue.path.map((part) => `/${escapePointer(String(part))}`).join('')}`;
    if (issue.code !== 'unrecognized_keys') return [{ pointer: at, detail: issue.message }];
    return issue.keys.slice(0, MAX_PROBLEMS).map((key) => ({ pointer: `${at}/${escapePointer(key)}`, detail: 'Not a known property.' }));
  });
}

/** RFC 6901 escapes; a hostile key is cut. */
function escapePointer(part: string): string {
  return part.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1');
}

function calendarDetail(calendar: HolidayCalendar | undefined, jurisdiction: string, calendars: CalendarBook): string {
  const codes = [...calendars.values()].filter((one) => one.jurisdiction === jurisdiction).map((one) => one.code);
  const what = calendar === undefined ? 'No such calendar.' : `${calendar.place} is not under ${jurisdiction} law.`;
  return `${what} For ${jurisdiction}: ${codes.join(', ')}.`;
}
