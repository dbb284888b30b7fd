import type { Status } from './types.js';

export const URGENCIES = ['late', 'soon', 'calm', 'held'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** Due within this many days is due soon. */
export const SOON_DAYS = 7;

/** Who has the next step of an open case; `decided`: we, and the outcome is fixed already. */
export const TURNS = ['us', 'decided', 'requester', 'issuer'] as const;
export type Turn = (typeof TURNS)[number];

const TURN_OF: Partial<Record<Status, Turn>> = {
  identity: 'requester',
  clarification: 'requester',
  fee: 'requester',
  issuer: 'issuer',
  fulfilling: 'decided',
};

export const turnOf = (status: Status): Turn => TURN_OF[status] ?? 'us';

/** What the urgency of an open case depends on. `sortOn` is its due date, or the safe date while the law leaves that open. */
export interface Pressing {
  isOverdue: boolean;
  turn: Turn;
  sortOn: string;
}

/** How pressing an open case is: overdue, due within a week, waiting for somebody else, or on time. The only definition of it. */
export function urgencyOf({ isOverdue, turn, sortOn }: Pressing, soonUntil: string): Urgency {
  if (isOverdue) return 'late';
  if (turn === 'requester' || turn === 'issuer') return 'held';
  return sortOn <= soonUntil ? 'soon' : 'calm';
}

/** Not overdue, due within a week and not decided, whoever is waited for: what becomes late next if nobody looks at it. */
export function isAtRisk({ isOverdue, turn, sortOn }: Pressing, soonUntil: string): boolean {
  return !isOverdue && turn !== 'decided' && sortOn <= soonUntil;
}
