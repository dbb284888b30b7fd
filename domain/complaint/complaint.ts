import type { HolidayCalendar } from '../clock/calendar.js';
import { complaintAcknowledgement } from '../clock/complaint.js';
import { DomainError } from '../errors.js';
import type { Regime } from '../letters/regime.js';
import type { Channel, Jurisdiction } from '../request/types.js';

/** How a complaint ends, as domain/rights/complaint-uk.ts has it. */
export const FINDINGS = ['upheld', 'upheld-in-part', 'not-upheld'] as const;
export type Finding = (typeof FINDINGS)[number];

/** A complaint as the desk and its person see it. Dates are YYYY-MM-DD. */
export interface ComplaintItem {
  id: string;
  channel: Channel;
  receivedAt: string;
  /** The last day to confirm it (DPA 2018 s.164A); null where the law sets none. */
  acknowledgeBy: string | null;
  acknowledgedAt: string;
  text: string;
  finding?: Finding;
  reasons?: string;
  decidedAt?: string;
}

/** On what a complaint is handled: the article every record and refusal of it names. */
export function complaintArticle(regime: Regime): string {
  if (regime === 'UK-2026-06-19') return 'DPA 2018 s.164A';
  return regime === 'POLICY_ONLY' ? 'privacy policy' : 'GDPR Art. 12(2), 77';
}

/** The last day to confirm a complaint; null outside the UK, for corporate data, and for complaints before 19 June 2026. */
export function acknowledgeBy(
  input: { jurisdiction: Jurisdiction; policyOnly: boolean; received: string; timeZone: string },
  calendar: HolidayCalendar,
): string | null {
  if (input.jurisdiction !== 'UK' || input.policyOnly) return null;
  return complaintAcknowledgement({ received: input.received, timeZone: input.timeZone }, calendar).acknowledgeBy;
}

const DAY_MS = 86_400_000;
const REMIND_EVERY_DAYS = 14;

/** When the desk is next reminded of a complaint that nobody has decided: every two weeks ("without undue delay", s.164A). */
export function nextComplaintReminderMs(receivedAtMs: number, reminders: number): number {
  return receivedAtMs + (reminders + 1) * REMIND_EVERY_DAYS * DAY_MS;
}

/**
 * A complaint is looked at by somebody who did not take part in what it is about.
 * @throws DomainError conflict SECOND_PERSON_NEEDED.
 */
export function requireOtherPerson(tookPart: readonly (string | null)[], actorId: string, article: string): void {
  if (!tookPart.includes(actorId)) return;
  throw new DomainError({
    code: 'SECOND_PERSON_NEEDED',
    kind: 'conflict',
    detail: `You took part in the decision that the complaint is about: somebody else has to decide it (${article}).`,
    article,
  });
}
