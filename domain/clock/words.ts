import type { WaitKind } from './wait.js';

/** What was asked for, in words. */
export const ASKED_FOR = {
  identity: 'proof of identity',
  authority: "proof of the agent's authority",
  fee: 'the fee',
  clarification: 'a clarification',
} satisfies Record<WaitKind, string>;

/** What came, in words. */
export const ARRIVED = {
  identity: 'the proof of identity arrived',
  authority: "the proof of the agent's authority arrived",
  fee: 'the fee was paid',
  clarification: 'the clarification arrived',
} satisfies Record<WaitKind, string>;

/** `1 day`, `14 days`. */
export function daysInWords(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}
