import { kindOf } from './kinds.js';
import type { SealStatus } from './life.js';

/** Days before its end on which a member is told that a seal expires. */
export const EXPIRY_WARNINGS_DAYS = [60, 30, 7] as const;
export type ExpiryWarning = (typeof EXPIRY_WARNINGS_DAYS)[number];

const DAY_MS = 86_400_000;

/** What time brings next for an active seal. */
export interface SealDue {
  at: Date;
  /** The days of the warning; `expire` at the end. */
  what: ExpiryWarning | 'expire';
}

/** The warning that already counts as given for a seal of this end: one with few days left is not warned of on its first day. */
export function warnedAtIssue(validUntil: Date, now: Date): ExpiryWarning | null {
  return tightestPassed(validUntil, now) ?? null;
}

const tightestPassed = (validUntil: Date, now: Date): ExpiryWarning | undefined =>
  EXPIRY_WARNINGS_DAYS.findLast((days) => validUntil.getTime() - days * DAY_MS <= now.getTime());

/**
 * What is due next. A system that was away gives the tightest warning that has passed and leaves out those before it.
 * @param warnedDays the last warning given, or null.
 */
export function nextDueOf(seal: { validUntil: Date; warnedDays: number | null }, now: Date): SealDue {
  const passed = tightestPassed(seal.validUntil, now);
  const expiry: SealDue = { at: seal.validUntil, what: 'expire' };
  if (seal.validUntil <= now) return expiry;
  const isOpen = (days: ExpiryWarning) => seal.warnedDays === null || days < seal.warnedDays;
  if (passed !== undefined && isOpen(passed)) return warningOf(seal.validUntil, passed);
  const ahead = EXPIRY_WARNINGS_DAYS.find((days) => isOpen(days) && seal.validUntil.getTime() - days * DAY_MS > now.getTime());
  return ahead === undefined ? expiry : warningOf(seal.validUntil, ahead);
}

const warningOf = (validUntil: Date, days: ExpiryWarning): SealDue => ({ at: new Date(validUntil.getTime() - days * DAY_MS), what: days });

/** The same day so many months later, clamped to the end of the month; in UTC and whole seconds, as it is signed. */
export function monthsLater(from: Date, months: number): Date {
  const moved = new Date(from);
  moved.setUTCMilliseconds(0);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(from.getUTCDate(), lastDay));
  return moved;
}

/** A seal lasts at most so long, and is renewed later. */
export const MAX_YEARS = 10;
export const latestEnd = (now: Date): Date => monthsLater(now, MAX_YEARS * 12);

/** Until when a renewal lasts where nobody says: it goes on from the end, or from now where that is past. */
export function renewedUntil(validUntil: Date, months: number, now: Date): Date {
  return monthsLater(validUntil > now ? validUntil : now, months);
}

/** How long an issuer has to decide on a member's wish to renew; it is reminded after seven days. */
const DECIDED_WITHIN_DAYS = 21;

export const renewalDecidedBy = (askedAt: Date): Date => new Date(askedAt.getTime() + DECIDED_WITHIN_DAYS * DAY_MS);

/** Whether a member can ask for the renewal of a seal: one that is or was in force, of a kind that is renewed on request. */
export const mayAskRenewal = ({ status, kind }: { status: SealStatus; kind: string }): boolean =>
  (status === 'active' || status === 'expired') && kindOf(kind).renewal === 'on-request';
