import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.js';
import { longWork } from '../policies.js';
import type { CaseFile } from './case-file.js';
import { tellRecipients } from './effects.js';

const { planErasure, eraseSystem, shredCopies } = proxyActivities<Activities>(longWork);

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** So long the answer waits for a system that is down or cleared by hand; then it names what is outstanding. */
const WAIT_FOR_ALL_MS = 5 * DAY_MS;

/** What an erasure would do, in numbers, before anybody decides. */
export async function previewErasure(file: CaseFile): Promise<void> {
  if (file.view.erasure === null) await planErasure(file.requestId, Date.now());
}

/** Clears every system once a second person has let it happen; false when the case was closed before. */
export async function eraseEverywhere(file: CaseFile): Promise<boolean> {
  if ((await file.until((view) => view.erasure?.isReleased === true)) === 'closed') return false;
  const untilMs = Date.now() + WAIT_FOR_ALL_MS;
  for (let waitMs = HOUR_MS; ; waitMs = Math.min(2 * waitMs, DAY_MS)) {
    await eraseOpenSystems(file);
    const { erasure, hasOpenTask } = await file.refresh();
    if ((erasure?.openSystems.length === 0 && !hasOpenTask) || Date.now() >= untilMs) break;
    const isMoved = (view: CaseFile['view']) => hasOpenTask && !view.hasOpenTask;
    if ((await file.until(isMoved, Math.min(untilMs, Date.now() + waitMs))) === 'closed') return false;
  }
  await tellRecipients(file.requestId, 'erased', Date.now());
  await shred(file);
  return true;
}

/** Systems that were down are cleared as soon as they answer, also after the letter went out. */
export async function finishErasure(file: CaseFile): Promise<void> {
  for (;;) {
    const { erasure, isClosed, closesAtMs } = await file.refresh();
    const isOver = closesAtMs === null || Date.now() + DAY_MS >= closesAtMs;
    if (isClosed || isOver || erasure === null || !erasure.isReleased || erasure.openSystems.length === 0) return;
    await file.until((view) => view.isClosed, Date.now() + DAY_MS);
    await eraseOpenSystems(file);
  }
}

async function eraseOpenSystems(file: CaseFile): Promise<void> {
  const { erasure } = await file.refresh();
  await Promise.all((erasure?.openSystems ?? []).map((system) => eraseSystem(file.requestId, system, Date.now())));
}

/** Our own copies go last: letters on their way still need the old key. */
async function shred(file: CaseFile): Promise<void> {
  while ((await shredCopies(file.requestId, Date.now())) === 'waiting')
    await file.until((view) => view.isClosed, Date.now() + 10 * SECOND_MS);
}
