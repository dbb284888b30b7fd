import { civilOf, parseDay } from '../clock/day.js';
import { startOfDayMs } from '../clock/zone.js';

const DAY_MS = 86_400_000;
const EIGHT_HOURS_MS = 8 * 3_600_000;
const REMIND_AFTER_DAYS = 7;
const ESCALATE_AFTER_DAYS = 14;
/** Where hardly any time is left, the issuer still has this long before it is reminded. */
const SHORTEST_WINDOW_DAYS = 4;
/** RULEBOOK 2.2: an issuer that is silent until then no longer holds up the decision. */
export const ALTERNATIVES_BEFORE_DUE_DAYS = 7;

/** The dates of a case as YYYY-MM-DD of its place; the due date is null while the law leaves it open. */
export interface IssuerTime {
  dueOn: string | null;
  safeOn: string;
  timeZone: string;
}

/** The day by which an issuer is to answer: seven days before the case is due. The wait for it never stops the clock. */
export function issuerAnswerBy({ dueOn, safeOn }: IssuerTime): string {
  const on = dueOn ?? safeOn;
  const day = parseDay(on);
  if (day === undefined) return on;
  const { year, month, day: dayOfMonth } = civilOf(day - ALTERNATIVES_BEFORE_DUE_DAYS);
  return `${year}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
}

/** The instant (ms) from which the controller may decide without the issuer: eight in the morning of that day, at the case's place. */
export function alternativesFromMs(time: IssuerTime): number {
  const day = parseDay(issuerAnswerBy(time));
  return day === undefined ? 0 : startOfDayMs(time.timeZone, day) + EIGHT_HOURS_MS;
}

/** What is on record about one issuer of a case. Instants in ms; null: has not happened. */
export interface IssuerRecord {
  issuerSlug: string;
  /** When the newest field this issuer has to decide on was given to it. */
  openedAtMs: number;
  askedAtMs: number | null;
  remindedAtMs: number | null;
  escalatedAtMs: number | null;
  offeredAtMs: number | null;
  /** The person has answered a question of this issuer, and it has not been passed back yet. */
  hasAnswerToPass: boolean;
  /** A question of this issuer to the person is open: it is not the issuer who is waited for. */
  isWaitingForPerson: boolean;
}

export type IssuerStep = 'ask' | 'pass-answer' | 'remind' | 'escalate' | 'offer-alternatives';

/** The next thing to be done about one issuer, and when (ms). */
export interface IssuerDue {
  issuerSlug: string;
  step: IssuerStep;
  atMs: number;
}

/**
 * What comes next for each issuer that has fields to decide: it is asked at once, reminded after a week, its second contact is written
 * to after two, and a week before the due date staff are offered what can be done without it. Sooner where less time is left.
 */
export function issuerStepsAhead(issuers: readonly IssuerRecord[], time: IssuerTime): IssuerDue[] {
  return issuers.flatMap((issuer) => stepsOf(issuer, alternativesFromMs(time))).sort((a, b) => a.atMs - b.atMs);
}

function stepsOf(issuer: IssuerRecord, offerAtMs: number): IssuerDue[] {
  const { issuerSlug, askedAtMs, openedAtMs } = issuer;
  if (askedAtMs === null || askedAtMs < openedAtMs) return [{ issuerSlug, step: 'ask', atMs: openedAtMs }];
  const windowMs = Math.max(offerAtMs - askedAtMs, SHORTEST_WINDOW_DAYS * DAY_MS);
  const remindAtMs = askedAtMs + Math.min(REMIND_AFTER_DAYS * DAY_MS, windowMs / 2);
  const escalateAtMs = askedAtMs + Math.min(ESCALATE_AFTER_DAYS * DAY_MS, (windowMs * 3) / 4);
  const steps: (IssuerDue | false)[] = [
    issuer.hasAnswerToPass && { issuerSlug, step: 'pass-answer', atMs: askedAtMs },
    issuer.remindedAtMs === null && !issuer.isWaitingForPerson && { issuerSlug, step: 'remind', atMs: remindAtMs },
    issuer.escalatedAtMs === null && !issuer.isWaitingForPerson && { issuerSlug, step: 'escalate', atMs: escalateAtMs },
    issuer.offeredAtMs === null && { issuerSlug, step: 'offer-alternatives', atMs: Math.max(offerAtMs, askedAtMs) },
  ];
  return steps.filter((step) => step !== false);
}
