import type { CaseFacts } from './state.js';

/** What decides whether there is something to release. `hasPackage`: of the decision of now. */
export type ReleaseFacts = Pick<CaseFacts, 'right' | 'outcome' | 'hasPackage' | 'hasOpenTask'> & { isErasureReleased: boolean };

/**
 * Whether a decided case waits for its release (GDPR Art. 12(3)): a task of a person that the release ends, an erasure that a second
 * person lets happen, or a file that is there to be handed over. Else it goes on by itself: the file is being put together, the systems
 * are being changed, or its letter is on the way.
 */
export function isReleasable({ right, outcome, hasPackage, hasOpenTask, isErasureReleased }: ReleaseFacts): boolean {
  if (hasOpenTask) return true;
  if (outcome !== 'granted' && outcome !== 'partly-granted') return false;
  if (right === 'erasure') return !isErasureReleased;
  return (right === 'access' || right === 'portability') && hasPackage;
}
