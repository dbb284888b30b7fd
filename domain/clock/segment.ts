import { type Day, formatDay } from './day.js';
import type { ClockFacts } from './facts.js';
import type { Segment } from './result.js';
import type { WaitKind } from './wait.js';

type Put = (kind: Segment['kind'], from: Day, to: Day, because?: WaitKind) => void;

/** The days from receipt to the due date, each once, in order. With something open, the last segment has no end. */
export function segmentsOf(facts: ClockFacts): Segment[] {
  const segments: Segment[] = [];
  const put: Put = (kind, from, to, because) => {
    if (to < from) return;
    segments.push({ kind, from: formatDay(from), to: formatDay(to), days: to - from + 1, ...(because === undefined ? {} : { because }) });
  };
  const { period, receivedOn, due, rawDue } = facts;
  if (due === null) return [...openSegments(facts, put, segments)];
  put('before-start', receivedOn, period.start - 1, period.startedBy?.kind);
  countedDays(facts, rawDue, put);
  put('roll', rawDue + 1, due);
  return segments;
}

/** With an identity, authority or fee question open in the UK the month has not begun; any other open question interrupts it. */
function openSegments(facts: ClockFacts, put: Put, segments: Segment[]): Segment[] {
  const { period, receivedOn, ruleSet } = facts;
  const gate = ruleSet === 'eu-2016-679' ? undefined : period.open.find((wait) => wait.kind !== 'clarification');
  if (gate !== undefined) return [{ kind: 'before-start', from: formatDay(receivedOn), to: null, days: null, because: gate.kind }];
  const first = period.open.reduce((earliest, wait) => (wait.askedOn < earliest.askedOn ? wait : earliest));
  const from = Math.max(receivedOn, first.askedOn);
  put('before-start', receivedOn, Math.min(period.start, from) - 1, period.startedBy?.kind);
  countedDays(facts, from - 1, put);
  return [...segments, { kind: 'pause', from: formatDay(from), to: null, days: null, because: first.kind }];
}

function countedDays({ period, extendedOn }: ClockFacts, end: Day, put: Put): void {
  const monthEnd = extendedOn === null || period.firstPeriodEnd === null ? end : Math.min(period.firstPeriodEnd, end);
  const count = (from: Day, to: Day): void => {
    put('month', from, Math.min(to, monthEnd));
    put('extension', Math.max(from, monthEnd + 1), to);
  };
  let at = period.start;
  for (const pause of period.pauses) {
    count(at, Math.min(pause.from - 1, end));
    put('pause', pause.from, Math.min(pause.to, end), pause.wait.kind);
    at = pause.to + 1;
  }
  count(at, end);
}
