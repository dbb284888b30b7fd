import { patched } from '@temporalio/workflow';
import { SILENCE } from '../../domain/identity.js';
import type { CaseFile } from './case-file.js';
import { askIdentity, closeForSilence, remindIdentity } from './effects.js';

const DAY_MS = 86_400_000;

/**
 * Makes sure that the person is who they say, or that whoever asks may ask for the person, with the least effort (GDPR Art. 12(6)).
 * Reminds twice; a month of silence closes the case with its letter. True when proven.
 */
export async function confirmIdentity(file: CaseFile): Promise<boolean> {
  if (!(await file.refresh()).needsIdentity) return true;
  if (file.view.identityAskedAtMs === null) await askIdentity(file.requestId, Date.now());
  const { identityAskedAtMs } = await file.refresh();
  const askedAtMs = identityAskedAtMs ?? Date.now();
  for (const [round, days] of SILENCE.remindAfterDays.entries()) {
    const answer = await file.until((view) => !view.needsIdentity, askedAtMs + days * DAY_MS);
    if (answer !== 'silence') return answer === 'so';
    await remindIdentity(file.requestId, round + 1, Date.now());
  }
  const answer = await file.until((view) => !view.needsIdentity, askedAtMs + SILENCE.closeAfterDays * DAY_MS);
  if (answer === 'silence') {
    await closeForSilence(file.requestId, 'no-identity', Date.now());
    if (patched('silence-may-be-ours')) return untilProvenOrClosed(file);
  }
  return answer === 'so';
}

/** A proof that came in waits for us, and one that was not enough is asked for anew: each asking has its own month of silence. */
async function untilProvenOrClosed(file: CaseFile): Promise<boolean> {
  for (;;) {
    const { isClosed, needsIdentity, identityAskedAtMs } = await file.refresh();
    if (isClosed || !needsIdentity) return !isClosed;
    const untilMs = Math.max((identityAskedAtMs ?? 0) + SILENCE.closeAfterDays * DAY_MS, Date.now() + DAY_MS);
    const answer = await file.until((view) => !view.needsIdentity || view.identityAskedAtMs !== identityAskedAtMs, untilMs);
    if (answer === 'silence') await closeForSilence(file.requestId, 'no-identity', Date.now());
  }
}
