import {
  ISSUE_LIMITS,
  type IssueEvent,
  type IssueStatus,
  type IssueText,
  type IssueView,
  newsletterFooter,
} from '../../../domain/newsletter.js';
import { LANGUAGES, type Language } from '../../../domain/request/types.js';
import type { ControllerFacts } from '../../deps.js';
import { type Problem, textField } from '../page.js';
import { count, instantInWords } from '../words.js';

export const LANGUAGE_WORDS = { en: 'English', de: 'German', fr: 'French' } as const satisfies Record<Language, string>;

const STATES = {
  draft: { kind: 'held', word: 'draft' },
  proposed: { kind: 'soon', word: 'waits for a second person' },
  sent: { kind: 'calm', word: 'sent' },
} as const satisfies Record<IssueStatus, { kind: string; word: string }>;

const EVENTS = {
  written: 'Written',
  proposed: 'A second person was asked to send it',
  declined: 'Sent back to be changed',
  sent: 'Let go',
} as const satisfies Record<IssueEvent, string>;

/** What was typed, or what is wrong with it. */
export function readIssue(body: unknown, topics: readonly string[]): { issue: IssueText } | { problems: Problem[] } {
  const [topic, title, text] = ['topic', 'title', 'body'].map((name) => textField(body, name));
  const language = LANGUAGES.find((known) => known === textField(body, 'language'));
  const problems: Problem[] = [];
  if (!topic || !topics.includes(topic)) problems.push({ field: 'topic', text: 'Choose what people subscribed to' });
  if (language === undefined) problems.push({ field: 'language', text: 'Choose the language it is written in' });
  if (!title) problems.push({ field: 'title', text: 'Write the subject line' });
  if (title && (title.length > ISSUE_LIMITS.title || /[\r\n]/.test(title)))
    problems.push({ field: 'title', text: `Write one line of at most ${ISSUE_LIMITS.title} characters` });
  if (!text) problems.push({ field: 'body', text: 'Write the text' });
  if (text && text.length > ISSUE_LIMITS.body) problems.push({ field: 'body', text: `Write at most ${ISSUE_LIMITS.body} characters` });
  if (problems.length > 0 || !topic || !title || !text || language === undefined) return { problems };
  return { issue: { topic, title, body: text, language } };
}

/** How the mail reads: what was written, and what stands below every issue; `label` is the topic in the language of the issue. */
export function previewOf({ title, body, language }: IssueText, label: string, controller: ControllerFacts) {
  return {
    title,
    language,
    paragraphs: body.trim().split(/\r?\n(?:[ \t]*\r?\n)+/),
    footer: newsletterFooter(language, label),
    sender: [controller.name, ...controller.address].join(', '),
  };
}

/** One line of the list. */
export function issueRow({ id, title, topic, status, copies, createdAt, sentAt, language }: IssueView, timeZone: string) {
  return {
    href: `/desk/newsletters/${id}`,
    title,
    topic,
    language: LANGUAGE_WORDS[language],
    state: STATES[status],
    sent: status === 'sent' ? `${copies.sent} of ${copies.sent + copies.queued + copies.failed + copies.barred}` : '',
    at: instantInWords(sentAt ?? createdAt, 'en', timeZone),
  };
}

/** An issue with its numbers and its log; `names` are those who did each step. */
export function issueView(issue: IssueView, { names, timeZone }: { names: readonly string[]; timeZone: string }) {
  const { title, topic, language, status, reach, copies, log } = issue;
  return {
    title,
    topic,
    language: LANGUAGE_WORDS[language],
    state: STATES[status],
    isSent: status === 'sent',
    isDraft: status === 'draft',
    reached: reach.reached,
    people: reach.reached === 1 ? '1 person' : `${reach.reached.toLocaleString('en-GB')} people`,
    numbers:
      status === 'sent'
        ? [
            `${count(copies.sent, 'mail')} sent, ${copies.queued} still to go.`,
            `${copies.barred} left out at the last moment: objected, under restriction, or too old to be news.`,
            `${copies.failed} could not be delivered.`,
          ]
        : [
            `${count(reach.subscribed, 'subscription')} to “${topic}”.`,
            `${reach.objected} left out: objected or unsubscribed (GDPR Art. 21(3)).`,
            'Whoever is under restriction (GDPR Art. 18) is not seen here and gets nothing.',
            `${reach.reached} would get it now.`,
          ],
    log: log.map(({ event, at }, n) => ({ what: EVENTS[event], who: names[n] ?? '', at: instantInWords(at, 'en', timeZone) })).reverse(),
  };
}
