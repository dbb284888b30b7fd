import { parseDay } from '../clock/day.js';
import { startOfDayMs } from '../clock/zone.js';

/** The warnings of a case in the order of their weight; the breach is recorded and escalated, and never closes a case. */
export const MARKS = ['target', 'safe', 'due', 'breach'] as const;
export type Mark = (typeof MARKS)[number];

/** What the warnings depend on. Dates are YYYY-MM-DD; null: the law leaves it open. */
export interface MarkFacts {
  targetOn: string;
  safeOn: string;
  dueOn: string | null;
  expiresAt: string | null;
  timeZone: string;
  warned: readonly string[];
}

const EIGHT_HOURS_MS = 8 * 3_600_000;

/** Eight in the morning of the day before, at the place of the case: early enough to act on. */
function dayBefore(date: string, timeZone: string): number | undefined {
  const day = parseDay(date);
  return day === undefined ? undefined : startOfDayMs(timeZone, day - 1) + EIGHT_HOURS_MS;
}

/** The warnings still to come, each with its instant (ms since 1970), soonest first. */
export function marksAhead(facts: MarkFacts): { mark: Mark; atMs: number }[] {
  const instants: Record<Mark, number | undefined> = {
    target: dayBefore(facts.targetOn, facts.timeZone),
    safe: dayBefore(facts.safeOn, facts.timeZone),
    due: facts.dueOn === null ? undefined : dayBefore(facts.dueOn, facts.timeZone),
    breach: facts.expiresAt === null ? undefined : Date.parse(facts.expiresAt),
  };
  return MARKS.flatMap((mark) => {
    const atMs = instants[mark];
    return atMs === undefined || facts.warned.includes(mark) ? [] : [{ mark, atMs }];
  }).sort((a, b) => a.atMs - b.atMs);
}
