import { SILENCE } from '../../domain/identity.js';
import { chaseUnreachable, nextChaseMs } from './collect.js';
import { type CaseFile, closeForSilence } from './file.js';

const DAY_MS = 86_400_000;

/**
 * Waits for the decision of a person; no machine refuses or grants (GDPR Art. 22). Meanwhile systems that were down are asked again,
 * and a question left unanswered for a month, which pauses the clock, closes the case with its letter. True when decided.
 */
export async function awaitDecision(file: CaseFile): Promise<boolean> {
  for (;;) {
    await file.refresh();
    const answer = await file.until((view) => view.isDecided, earliest(nextChaseMs(file), silenceEndsMs(file)));
    if (answer !== 'silence') return answer === 'so';
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
