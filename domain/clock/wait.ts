import type { Day } from './day.js';
import type { ClockEventType, FeeGround } from './input.js';

/** Whom or what the case may wait for. */
export type WaitKind = 'identity' | 'authority' | 'fee' | 'clarification';

/** A question put to the person and its answer: what may move the start or pause the month. */
export interface Wait {
  kind: WaitKind;
  askedOn: Day;
  /** Null while nobody has answered. */
  answeredOn: Day | null;
  isPrompt: boolean;
  ref?: string;
  ground?: FeeGround;
}

/** An event with its date as a day number. */
export interface DatedEvent {
  type: ClockEventType;
  on: Day;
  ref?: string;
  ground?: FeeGround;
  promptly?: boolean;
}

/** Events that found nothing to act on: an answer to no question, a waiver of no fee. */
export interface Waits {
  waits: Wait[];
  unmatched: DatedEvent[];
  extensionsOn: Day[];
}

interface Pairing extends Waits {
  open: Record<WaitKind, Map<string, Wait>>;
}

type Act = { act: 'ask'; kind: WaitKind } | { act: 'answer'; kind: WaitKind } | { act: 'waive' } | { act: 'extend' };

const ACTS = {
  'identity-requested': { act: 'ask', kind: 'identity' },
  'identity-received': { act: 'answer', kind: 'identity' },
  'authority-requested': { act: 'ask', kind: 'authority' },
  'authority-received': { act: 'answer', kind: 'authority' },
  'clarification-requested': { act: 'ask', kind: 'clarification' },
  'clarification-received': { act: 'answer', kind: 'clarification' },
  'fee-notified': { act: 'ask', kind: 'fee' },
  'fee-paid': { act: 'answer', kind: 'fee' },
  'fee-waived': { act: 'waive' },
  'extension-notified': { act: 'extend' },
} satisfies Record<ClockEventType, Act>;

// On one day a question comes before its answer and an answer before a waiver.
const RANK = { ask: 0, answer: 1, waive: 2, extend: 3 } satisfies Record<Act['act'], number>;

/**
 * Pairs questions with answers. Read in order of day, whatever the order given, and each event once, however often it is repeated.
 * A second question of the same sort while the first is open is the same wait (an insufficient reply is no answer: EDPB 01/2022).
 */
export function pairWaits(events: readonly DatedEvent[]): Waits {
  if (events.length === 0) return { waits: [], unmatched: [], extensionsOn: [] };
  const open = { identity: new Map(), authority: new Map(), fee: new Map(), clarification: new Map() };
  const found: Pairing = { waits: [], unmatched: [], extensionsOn: [], open };
  for (const event of inOrder(events)) {
    const does: Act = ACTS[event.type];
    if (does.act === 'ask') ask(found, event, does.kind);
    else if (does.act === 'answer') answer(found, event, does.kind);
    else if (does.act === 'waive') waiveFee(found, event);
    else found.extensionsOn.push(event.on);
  }
  const { waits, unmatched, extensionsOn } = found;
  return { waits, unmatched, extensionsOn };
}

function inOrder(events: readonly DatedEvent[]): DatedEvent[] {
  const ordered = [...events].sort(compare);
  return ordered.filter((event, index) => {
    const before = ordered[index - 1];
    return before === undefined || compare(before, event) !== 0;
  });
}

function compare(a: DatedEvent, b: DatedEvent): number {
  return (
    a.on - b.on ||
    RANK[ACTS[a.type].act] - RANK[ACTS[b.type].act] ||
    compareText(a.type, b.type) ||
    compareText(a.ref ?? '', b.ref ?? '') ||
    compareText(a.ground ?? '', b.ground ?? '') ||
    Number(a.promptly ?? true) - Number(b.promptly ?? true)
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function ask(found: Pairing, event: DatedEvent, kind: WaitKind): void {
  const isPrompt = event.promptly ?? true;
  const ref = kind === 'clarification' ? event.ref : undefined;
  const key = `${isPrompt} ${event.ground ?? ''} ${ref ?? ''}`;
  if (found.open[kind].has(key)) return;
  const wait: Wait = { kind, askedOn: event.on, answeredOn: null, isPrompt, ref, ground: event.ground };
  found.open[kind].set(key, wait);
  found.waits.push(wait);
}

/** An answer closes every open question of its kind; a clarification only that of its `ref`, where both sides name one. */
function answer(found: Pairing, event: DatedEvent, kind: WaitKind): void {
  let isMatched = false;
  for (const [key, wait] of found.open[kind]) {
    if (wait.ref !== undefined && event.ref !== undefined && wait.ref !== event.ref) continue;
    wait.answeredOn = event.on;
    found.open[kind].delete(key);
    isMatched = true;
  }
  if (!isMatched) found.unmatched.push(event);
}

/** A waived fee was never owed: what it moved falls back, also where it had been paid. The date may move earlier (rule 4). */
function waiveFee(found: Pairing, event: DatedEvent): void {
  const others = found.waits.filter((wait) => wait.kind !== 'fee');
  if (others.length === found.waits.length) found.unmatched.push(event);
  found.waits = others;
  found.open.fee.clear();
}
