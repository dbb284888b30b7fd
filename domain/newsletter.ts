import { DomainError } from './errors.js';
import type { Language } from './request/types.js';

/** Where an issue stands: written, waiting for a second person, or on its way. */
export type IssueStatus = 'draft' | 'proposed' | 'sent';

/** What was done with an issue; only added. */
export type IssueEvent = 'written' | 'proposed' | 'declined' | 'sent';

/** What is written for an issue: the same text for all, in one language. */
export interface IssueText {
  topic: string;
  title: string;
  body: string;
  language: Language;
}

/** How many an issue would reach now. Subscriptions under restriction (GDPR Art. 18) are not seen here and in none of the numbers. */
export interface Reach {
  subscribed: number;
  /** Objected, or ended the advertising by e-mail (GDPR Art. 21(3)). */
  objected: number;
  reached: number;
}

/** An issue as the desk shows it. */
export interface IssueView extends IssueText {
  id: string;
  status: IssueStatus;
  createdAt: string;
  sentAt: string | null;
  reach: Reach;
  copies: { queued: number; sent: number; barred: number; failed: number };
  /** Oldest first; `by` is an account or the command line. */
  log: { event: IssueEvent; by: string; at: string }[];
}

export const ISSUE_LIMITS = { title: 200, body: 50_000, topic: 100 } as const;

/** Throws 409 where an issue is not where this step begins. */
export function requireIssueStatus(status: IssueStatus, wanted: IssueStatus): void {
  if (status === wanted) return;
  throw new DomainError({
    code: 'ISSUE_NOT_THERE',
    kind: 'conflict',
    detail: `The issue is ${WORDS[status]}; this is possible only while it is ${WORDS[wanted]}. Open it again to see where it stands.`,
  });
}

const WORDS = { draft: 'a draft', proposed: 'waiting for a second person', sent: 'on its way or sent' } as const;

/** The number of recipients was shown, typed and is still the same: who joined or left meanwhile was not decided about. */
export function requireReach(typed: number, reach: Reach): void {
  if (reach.reached === 0)
    throw new DomainError({
      code: 'NO_SUBSCRIBERS',
      kind: 'conflict',
      detail: 'Nobody who may be written to has subscribed to this topic.',
    });
  if (typed !== reach.reached)
    throw new DomainError({
      code: 'REACH_CHANGED',
      kind: 'conflict',
      detail: `It would now reach ${reach.reached}. Look at the numbers again and type that number.`,
    });
}

const FOOTERS = {
  en: {
    why: (topic: string) => `You get this because you subscribed to "${topic}".`,
    stop: 'No more of these',
    manage: 'Choose what you get',
  },
  de: {
    why: (topic: string) => `Sie erhalten dies, weil Sie „${topic}“ abonniert haben.`,
    stop: 'Keine weiteren davon',
    manage: 'Wählen, was Sie erhalten',
  },
  fr: {
    why: (topic: string) => `Vous recevez ce message parce que vous êtes abonné à « ${topic} ».`,
    stop: 'Ne plus en recevoir',
    manage: 'Choisir ce que vous recevez',
  },
} as const satisfies Record<Language, { why: (topic: string) => string; stop: string; manage: string }>;

/** What stands below every issue: why it came, the way out (RFC 8058; GDPR Art. 21(4)), and where everything can be chosen. */
export const newsletterFooter = (language: Language, topic: string): { why: string; stop: string; manage: string } => ({
  ...FOOTERS[language],
  why: FOOTERS[language].why(topic),
});
