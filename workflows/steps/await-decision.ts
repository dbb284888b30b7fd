import { SILENCE } from '../../domain/identity.js';
import type { CaseView } from '../../domain/request/case-view.js';
import type { CaseFile } from './case-file.js';
import { chaseUnreachable, collectAnsweredTasks, nextChaseMs } from './collect.js';
import { closeForSilence } from './effects.js';
import { goOnAnewWhenLong } from './go-on-anew.js';

const DAY_MS = 86_400_000;

/**
 * Waits for the decision of a person; no machine refuses or grants (GDPR Art. 22). Meanwhile systems that were down are asked again,
 * what a person found by hand is taken in, and a question left unanswered for a month, which pauses the clock, closes the case with its
 * letter. True when decided.
 */
export async function awaitDecision(file: CaseFile): Promise<boolean> {
  for (;;) {
    await goOnAnewWhenLong(file);
    await collectAnsweredTasks(file);
    const { pausedSinceMs } = file.view;
    const isMoved = (view: CaseView) =>
      view.isDecided || view.isSearchWished || view.answeredTasks.length > 0 || view.pausedSinceMs !== pausedSinceMs;
    const answer = await file.until(isMoved, earliest(nextChaseMs(file), silenceEndsMs(file)));
    if (answer === 'closed') return false;
    if (answer === 'so' && file.view.isDecided && file.view.answeredTasks.length === 0) return true;
    if (answer === 'so') {
      if (file.view.isSearchWished) await chaseUnreachable(file);
      continue;
    }
    const endsMs = silenceEndsMs(file);
    if (endsMs !== undefined && endsMs <= Date.now()) await closeForSilence(file.requestId, 'no-answer', Date.now());
    else await chaseUnreachable(file);
  }
}

function silenceEndsMs({ view }: CaseFile): number | undefined {
  return view.pausedSinceMs === null ? undefined : view.pausedSinceMs + SILENCE.closeAfterDays * DAY_MS;
}

function earliest(...instants: (number | undefined)[]): number | undefined {
  const known = instants.filter((instant) => instant !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
