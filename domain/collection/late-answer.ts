import type { Outcome, Right } from '../request/types.js';

/** An answered case stays open so long: for questions, and for systems that had not answered; the link of the answer lives as long. */
export const AFTERWARDS_DAYS = 30;

const TELLS_WHAT_IS_HELD: readonly (Outcome | null)[] = ['granted', 'partly-granted', 'not-held'];

/**
 * Whether systems that had not answered are asked on after the answer, as its letter promises: it said what is held (GDPR Art. 15(1)), or
 * that nothing is. Silence is never "nothing held". What corrects, erases or restricts asks its systems itself.
 */
export function isAskedOn({ right, outcome }: { right: Right | null; outcome: Outcome | null }): boolean {
  return right === 'access' ? TELLS_WHAT_IS_HELD.includes(outcome) : outcome === 'not-held';
}
