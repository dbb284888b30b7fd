import { askAgainAfterMs } from '../../domain/collection/asking-again.js';
import type { CaseView } from '../../domain/request/case-view.js';
import type { CaseFile } from './case-file.js';
import { chaseUnreachable, collectAnsweredTasks } from './collect.js';
import { supplementAnswer } from './effects.js';

/**
 * What the letter of an answer promises about systems that had not answered: they are asked on while the case is open, and what comes of
 * it is told. A case from before has no such promise on its view.
 */
export function hasLateAnswer({ isAskedOn, isSearchWished, answeredTasks }: CaseView): boolean {
  return isAskedOn && (isSearchWished || answeredTasks.length > 0);
}

/** When they are next asked; undefined where none is silent. */
export function nextLateAskMs({ isAskedOn, unreachableSystems, unreachableTries }: CaseView): number | undefined {
  return isAskedOn && unreachableSystems.length > 0 ? Date.now() + askAgainAfterMs(unreachableTries) : undefined;
}

/** Asks them, takes in what persons found, and takes the case up again or tells the person that nothing was held. */
export async function takeUpLate(file: CaseFile): Promise<void> {
  await chaseUnreachable(file);
  await collectAnsweredTasks(file);
  await supplementAnswer(file.requestId, Date.now());
}
