import { SIGN_UP_DAYS } from './sign-up.js';
import { LOG_DAYS } from './visit.js';

/** Everything that has an end and is deleted by the schedule, with the period in words. A new one is one line here and one in adapters/db. */
export const RETENTION = {
  package: { what: 'Answers handed over', keep: '90 days after release, and as long as they can be fetched', article: 'GDPR Art. 5(1)(e)' },
  'search-results': {
    what: 'Search results, held-back rows and redactions of a case',
    keep: '12 months after it is closed',
    article: 'GDPR Art. 5(1)(e)',
  },
  'log-entries': { what: 'Visits while signed in', keep: `${LOG_DAYS} days`, article: 'GDPR Art. 5(1)(e)' },
  visits: { what: 'Visits without a sign-in, kept apart', keep: `${LOG_DAYS} days`, article: 'GDPR Art. 5(1)(e), 25' },
  'sign-ups': {
    what: 'Newsletter sign-ups that nobody confirmed, kept apart',
    keep: `${SIGN_UP_DAYS} days`,
    article: 'GDPR Art. 5(1)(e), 7',
  },
  'support-messages': { what: 'Support messages', keep: 'two years after the last message of the person', article: 'GDPR Art. 5(1)(e)' },
  subscriptions: { what: 'Ended subscriptions and what was sent for them', keep: 'three years after their end', article: 'GDPR Art. 7(1)' },
  'consent-records': { what: 'Proof of ended consents', keep: 'three years after their end', article: 'GDPR Art. 7(1)' },
} as const;

export type RetentionItem = keyof typeof RETENTION;
export const RETENTION_ITEMS = Object.keys(RETENTION).filter((name): name is RetentionItem => name in RETENTION);

/** How many of each: deleted, or due. */
export type RetentionCounts = Partial<Record<RetentionItem, number>>;

/** A run of the schedule, or a look at what it would delete. */
export interface RetentionRun {
  kind: 'run' | 'dry-run';
  by: string;
  startedAt: string;
  finishedAt: string | null;
  counts: RetentionCounts;
}

/** What the workflow does once a day. */
export interface RetentionSteps {
  /** Runs the schedule unless it has run for this day. Answers when the next day of it begins. */
  keepPeriods(now: Date): Promise<{ nextAtMs: number }>;
}

const HOUR_UTC = 3;
const DAY_MS = 86_400_000;

/** The day (YYYY-MM-DD) whose run is due at that instant, and when the next begins: each at three in the morning, UTC. */
export function retentionDayAt(now: Date): { day: string; nextAt: Date } {
  const shifted = new Date(now.getTime() - HOUR_UTC * 3_600_000);
  const day = shifted.toISOString().slice(0, 10);
  return { day, nextAt: new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS + HOUR_UTC * 3_600_000) };
}
