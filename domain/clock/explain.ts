import { whyNotWorking } from './calendar.js';
import { addMonths, civilOf, type Day, dayInWords, formatDay, weekdayName } from './day.js';
import { explainWithoutEffect } from './explain-no-effect.js';
import type { ClockFacts } from './facts.js';
import type { Pause } from './period.js';
import type { ExplanationEntry } from './result.js';
import { articleFor, type Topic } from './rule-set.js';
import { ARRIVED, ASKED_FOR, daysInWords } from './words.js';

/** A step of the account: how far it moves the date, and how it is told. */
type Step = Omit<ExplanationEntry, 'article' | 'dateAfter'> & { topic: Topic };

/** Why this date: from receipt to the due date, each step with its rule and article. The days of the steps add up. */
export function explain(facts: ClockFacts): ExplanationEntry[] {
  const steps = [
    receipt(facts),
    ...start(facts),
    ...(facts.due === null ? pending(facts) : [...months(facts), ...pauses(facts), ...roll(facts, facts.due)]),
  ];
  let date = facts.receivedOn;
  const entries = steps.map(({ topic, ...step }): ExplanationEntry => {
    date += step.days;
    return { ...step, article: articleFor(facts.ruleSet, topic), ...(facts.due === null ? {} : { dateAfter: formatDay(date) }) };
  });
  return [...entries, ...explainWithoutEffect(facts), ...marketingNote(facts)];
}

function receipt({ receivedOn }: ClockFacts): Step {
  return {
    kind: 'receipt',
    topic: 'receipt',
    rule: 'received',
    days: 0,
    from: formatDay(receivedOn),
    to: formatDay(receivedOn),
    text: `The request was received on ${dayInWords(receivedOn)}, local time of the controller. Weekends and holidays count for receipt.`,
  };
}

function start({ receivedOn, period }: ClockFacts): Step[] {
  const cause = period.startedBy;
  if (cause === null) return [];
  const days = period.start - receivedOn;
  return [
    {
      kind: 'start',
      topic: cause.kind,
      rule: `start-${cause.kind}`,
      days,
      from: formatDay(receivedOn),
      to: formatDay(period.start),
      text: `The month is counted from ${dayInWords(period.start)}, when ${ARRIVED[cause.kind]}: the latest of receipt and what was required.`,
    },
  ];
}

function months(facts: ClockFacts): Step[] {
  const { period, extendedOn, monthsEnd } = facts;
  const oneMonth = addMonths(period.start, 1);
  const steps: Step[] = [
    {
      kind: 'month',
      topic: 'month',
      rule: 'one-month',
      days: oneMonth - period.start,
      from: formatDay(period.start),
      to: formatDay(oneMonth),
      text: `One month from ${dayInWords(period.start)} ends on ${dayInWords(oneMonth)}.`,
    },
  ];
  if (extendedOn !== null) steps.push(extension(facts, extendedOn, oneMonth));
  if (civilOf(monthsEnd).day !== civilOf(period.start).day) steps.push(clamp(period.start, monthsEnd));
  return steps;
}

function clamp(start: Day, end: Day): Step {
  return {
    kind: 'clamp',
    topic: 'clamp',
    rule: 'last-day-of-month',
    days: 0,
    from: formatDay(end),
    to: formatDay(end),
    text: `The last month has no day ${civilOf(start).day}, so the period ends on its last day, the ${civilOf(end).day}th.`,
  };
}

function extension({ period, monthsEnd }: ClockFacts, sentOn: Day, oneMonth: Day): Step {
  const end = period.firstPeriodEnd ?? oneMonth;
  return {
    kind: 'extension',
    topic: 'extension',
    rule: 'two-further-months',
    days: monthsEnd - oneMonth,
    from: formatDay(oneMonth),
    to: formatDay(monthsEnd),
    text:
      `The notice of extension was sent on ${dayInWords(sentOn)}, in time: the first period ended on ${dayInWords(end)}. ` +
      `Two further months: three months from ${dayInWords(period.start)} end on ${dayInWords(monthsEnd)}.`,
  };
}

function pauses({ period }: ClockFacts): Step[] {
  return period.pauses.map((pause): Step => {
    const days = pause.to - pause.from + 1;
    return {
      kind: 'pause',
      topic: pause.wait.kind,
      rule: `pause-${pause.wait.kind}`,
      days,
      from: formatDay(pause.from),
      to: formatDay(pause.to),
      text: `${daysInWords(days)} not counted, ${spanInWords(pause)}: ${ASKED_FOR[pause.wait.kind]} had been asked for. A day is never left out twice.`,
    };
  });
}

function spanInWords(pause: Pause): string {
  return pause.from === pause.to ? `on ${dayInWords(pause.from)}` : `from ${dayInWords(pause.from)} to ${dayInWords(pause.to)}`;
}

function roll({ calendar, rawDue }: ClockFacts, due: Day): Step[] {
  if (due === rawDue) return [];
  const skipped: { on: string; name: string }[] = [];
  for (let day = rawDue; day < due; day += 1) skipped.push({ on: formatDay(day), name: whyNotWorking(calendar, day) ?? '' });
  const named = skipped.map(({ name }, index) => dayAndReason(rawDue + index, name)).join('; ');
  return [
    {
      kind: 'roll',
      topic: 'roll',
      rule: 'next-working-day',
      days: due - rawDue,
      from: formatDay(rawDue),
      to: formatDay(due),
      skipped,
      text: `Not working days in ${calendar.place}: ${named}. The period ends on the next working day, ${dayInWords(due)}.`,
    },
  ];
}

function dayAndReason(day: Day, name: string): string {
  return name === weekdayName(day) ? dayInWords(day) : `${dayInWords(day)}, ${name}`;
}

function pending({ period }: ClockFacts): Step[] {
  return period.open.map(
    (wait): Step => ({
      kind: 'pending',
      topic: wait.kind,
      rule: `pending-${wait.kind}`,
      days: 0,
      from: formatDay(wait.askedOn),
      text: `No due date yet: ${ASKED_FOR[wait.kind]} was asked for on ${dayInWords(wait.askedOn)} and is still open. Plan by the safe date.`,
    }),
  );
}

/** GDPR Art. 21(3): marketing stops at once; the month is only that of the letter. */
function marketingNote({ right, ruleSet }: ClockFacts): ExplanationEntry[] {
  if (right !== 'objection') return [];
  const article = ruleSet === 'eu-2016-679' ? 'GDPR Art. 21(3)' : 'UK GDPR Art. 21(3)';
  const text = 'If this is an objection to direct marketing, the marketing stops at once; only the confirmation has until this date.';
  return [{ kind: 'note', rule: 'marketing-stops-at-once', article, text, days: 0 }];
}
