import { dayInWords, formatDay } from './day.js';
import type { ClockFacts } from './facts.js';
import type { NoEffect, Period } from './period.js';
import type { ExplanationEntry } from './result.js';
import { articleFor, type Topic } from './rule-set.js';
import type { Wait } from './wait.js';
import { ASKED_FOR } from './words.js';

/** What happened and changed nothing, each with its reason: nothing of the input passes in silence. */
export function explainWithoutEffect(facts: ClockFacts): ExplanationEntry[] {
  const { period, ruleSet, vainNotices, unmatched } = facts;
  const entry = (topic: Topic, rule: string, on: number, text: string): ExplanationEntry => ({
    kind: 'no-effect',
    rule,
    article: articleFor(ruleSet, topic),
    text,
    days: 0,
    from: formatDay(on),
    to: formatDay(on),
  });
  return [
    ...period.ignored.map(({ wait, because, periodEnd }) =>
      entry(because === 'too-late' ? 'late' : wait.kind, because, wait.askedOn, waitText(wait, because, periodEnd)),
    ),
    ...vainNotices.map(({ on, because }) => entry('extension', `extension-${because}`, on, noticeText(on, because, period))),
    ...unmatched.map((event) =>
      entry(
        'unmatched',
        'nothing-to-answer',
        event.on,
        `"${event.type}" on ${dayInWords(event.on)} answers nothing asked by then, so it has no effect.`,
      ),
    ),
  ];
}

function waitText(wait: Wait, because: NoEffect, periodEnd: number | null): string {
  const asked = `${capitalised(ASKED_FOR[wait.kind])} was asked for on ${dayInWords(wait.askedOn)}`;
  const why = {
    'eu-fee': 'a fee does not suspend the month in the EU',
    'fee-ground': 'only the fee for a manifestly unfounded or excessive request moves the start',
    'not-access': 'a clarification pauses the month of access requests only',
    'not-prompt': 'it was not asked without delay and with good reason, so it suspends nothing',
    'too-late': periodEnd === null ? 'the period had ended' : `the first period had ended on ${dayInWords(periodEnd)}`,
  } satisfies Record<NoEffect, string>;
  return `${asked}, without effect: ${why[because]}.`;
}

function noticeText(on: number, because: 'late' | 'second' | 'before-receipt', period: Period): string {
  const notice = `The notice of extension of ${dayInWords(on)} has no effect: `;
  if (because === 'second') return `${notice}a period is extended once.`;
  if (because === 'before-receipt') return `${notice}it was sent before the request was received.`;
  return `${notice}it had to be sent by ${dayInWords(period.firstPeriodEnd ?? on)}, the end of the first period.`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
