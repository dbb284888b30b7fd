import { SILENCE } from '../../domain/identity.js';
import type { CaseFile } from './case-file.js';
import { askIdentity, closeForSilence, remindIdentity } from './effects.js';

const DAY_MS = 86_400_000;

/**
 * Makes sure that the person is who they say, with the least effort (GDPR Art. 12(6)). Reminds twice; a month of silence closes the
 * case with its letter. True when proven.
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
  if (answer === 'silence') await closeForSilence(file.requestId, 'no-identity', Date.now());
  return answer === 'so';
}
