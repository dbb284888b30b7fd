import { Temporal } from 'temporal-polyfill';
import { civilOf, type Day, parseDay } from './day.js';

const INSTANT_SHAPE =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,9}))?)?(?:Z|([+-])([01]\d|2[0-3]):?([0-5]\d))$/;
const DAY_MS = 86_400_000;
const MAX_ZONES = 64;
const MAX_DAYS_PER_ZONE = 8192;

// Asking the time zone database costs some 15 microseconds; the same few days are asked again and again. Bounded, so that hostile input
// cannot make it grow.
const starts = new Map<string, Map<Day, number>>();
const known = new Map<string, boolean>();

/** True for an IANA time zone name this runtime knows. Offsets such as `+01:00` are not places and are refused. */
export function isTimeZone(name: string): boolean {
  const before = known.get(name);
  if (before !== undefined) return before;
  if (known.size >= 1024) known.clear();
  const answer = /^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(name) && isAcceptedByRuntime(name);
  known.set(name, answer);
  return answer;
}

function isAcceptedByRuntime(name: string): boolean {
  // The runtime lists only canonical names (no Europe/Kyiv, no Europe/Belfast), so the one way to ask about any name is to try it.
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch (problem) {
    if (problem instanceof RangeError) return false;
    throw problem;
  }
}

/** The first instant of a local day, in milliseconds since the epoch; on a day whose midnight is skipped, the instant after the gap. */
export function startOfDayMs(timeZone: string, day: Day): number {
  const days = daysOfZone(timeZone);
  const before = days.get(day);
  if (before !== undefined) return before;
  if (days.size >= MAX_DAYS_PER_ZONE) days.clear();
  const { year, month, day: dayOfMonth } = civilOf(day);
  const startMs = new Temporal.PlainDate(year, month, dayOfMonth).toZonedDateTime(timeZone).epochMilliseconds;
  days.set(day, startMs);
  return startMs;
}

function daysOfZone(timeZone: string): Map<Day, number> {
  const before = starts.get(timeZone);
  if (before !== undefined) return before;
  if (starts.size >= MAX_ZONES) starts.clear();
  const days = new Map<Day, number>();
  starts.set(timeZone, days);
  return days;
}

/** Milliseconds since the epoch of an ISO 8601 instant with `Z` or an offset, or undefined. */
export function parseInstantMs(text: string): number | undefined {
  const parts = INSTANT_SHAPE.exec(text);
  const day = parts === null ? undefined : parseDay(parts[1] ?? '');
  if (parts === null || day === undefined) return undefined;
  const [hour, minute, second] = [Number(parts[2]), Number(parts[3]), Number(parts[4] ?? 0)];
  const offsetMinutes = parts[6] === undefined ? 0 : (parts[6] === '-' ? -1 : 1) * (Number(parts[7]) * 60 + Number(parts[8]));
  return day * DAY_MS + (hour * 60 + minute - offsetMinutes) * 60_000 + second * 1000 + Math.floor(Number(`0.${parts[5] ?? 0}`) * 1000);
}

/** The local day on which an instant falls. The controller's day governs, not the sender's. */
export function localDayOf(timeZone: string, instantMs: number): Day {
  let day = Math.floor(instantMs / DAY_MS) - 1;
  while (startOfDayMs(timeZone, day + 1) <= instantMs) day += 1;
  return day;
}

/** `2025-10-03T23:00Z`: to the minute, as expiry instants are written. */
export function formatInstantToMinute(instantMs: number): string {
  return `${new Date(instantMs).toISOString().slice(0, 16)}Z`;
}
