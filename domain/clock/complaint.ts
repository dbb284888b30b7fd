import { DomainError } from '../errors.js';
import { type HolidayCalendar, rollForward } from './calendar.js';
import { receivedDay } from './clock.js';
import { dayOf, formatDay, parseDay } from './day.js';

const FROM = dayOf(2026, 6, 19);
const DAYS = 30;
const ARTICLE = 'DPA 2018 s.164A';

/** A complaint to a UK controller. `outcomeSentOn`: when its outcome was sent, if it was. */
export interface ComplaintInput {
  /** A local date, or an instant with an offset. */
  received: string;
  timeZone: string;
  outcomeSentOn?: string;
}

/** By when a complaint must be acknowledged; null where no acknowledgement is owed, `rule` saying why. */
export interface ComplaintClock {
  acknowledgeBy: string | null;
  rule: 'thirty-days' | 'before-commencement' | 'outcome-in-time';
  article: string;
}

/**
 * DPA 2018 s.164A: acknowledge within 30 days, day 1 being the day after receipt, weekends counted, the last day rolled to a working
 * day. In force for complaints received from 19 June 2026 (SI 2026/82). An outcome sent in that time needs no acknowledgement (ICO).
 * @throws DomainError INVALID_INPUT where a date cannot be read.
 */
export function complaintAcknowledgement(input: ComplaintInput, calendar: HolidayCalendar): ComplaintClock {
  const receivedOn = receivedDay(input.received, input.timeZone);
  const outcomeOn = input.outcomeSentOn === undefined ? undefined : parseDay(input.outcomeSentOn);
  if (receivedOn === undefined || (input.outcomeSentOn !== undefined && outcomeOn === undefined)) {
    const pointer = receivedOn === undefined ? '/received' : '/outcomeSentOn';
    throw new DomainError({ code: 'INVALID_INPUT', kind: 'invalid', detail: 'Not a date.', fields: [{ pointer, detail: 'Not a date.' }] });
  }
  if (receivedOn < FROM) return { acknowledgeBy: null, rule: 'before-commencement', article: 'SI 2026/82 reg. 7' };
  const due = rollForward(calendar, receivedOn + DAYS);
  if (outcomeOn !== undefined && outcomeOn <= due) return { acknowledgeBy: null, rule: 'outcome-in-time', article: ARTICLE };
  return { acknowledgeBy: formatDay(due), rule: 'thirty-days', article: ARTICLE };
}
