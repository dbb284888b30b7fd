import { patched, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.js';
import { askAgainAfterMs } from '../../domain/collection/asking-again.js';
import { externalRead } from '../policies.js';
import type { CaseFile } from './case-file.js';
import { finishSearch, startSearch } from './effects.js';

const { searchSystem } = proxyActivities<Activities>(externalRead);
const HOUR_MS = 3_600_000;

/**
 * Asks every system at once (GDPR Art. 15(1)). A system that is down or slow is recorded and chased; it never stops the case, and its
 * silence is never "nothing held".
 */
export async function collectFromSystems(file: CaseFile): Promise<void> {
  const { isCollected, isClosed } = await file.refresh();
  if (isCollected || isClosed) return;
  const systems = await startSearch(file.requestId, Date.now());
  await Promise.all(systems.map((system) => searchSystem(file.requestId, system, Date.now())));
  await finishSearch(file.requestId, Date.now());
}

/** Asks again those that could not be reached. */
export async function chaseUnreachable(file: CaseFile): Promise<void> {
  await Promise.all(file.view.unreachableSystems.map((system) => searchSystem(file.requestId, system, Date.now())));
}

/** Takes in what persons have found by hand since the last look. */
export async function collectAnsweredTasks(file: CaseFile): Promise<void> {
  const { answeredTasks } = await file.refresh();
  await Promise.all(answeredTasks.map((system) => searchSystem(file.requestId, system, Date.now())));
  if (answeredTasks.length > 0) await file.refresh();
}

/** When the next attempt at unreachable systems is due; undefined while all have answered. */
export function nextChaseMs(file: CaseFile): number | undefined {
  const { unreachableSystems, unreachableTries } = file.view;
  if (unreachableSystems.length === 0) return undefined;
  // Cases that began before the slower rhythm replay the hours they waited.
  return Date.now() + (patched('slower-chase') ? askAgainAfterMs(unreachableTries) : HOUR_MS);
}
