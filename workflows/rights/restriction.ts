import type { Outcome } from '../../domain/request/types.js';
import type { RequestRef } from '../messages.js';
import { acknowledgeReceipt } from '../steps/acknowledge.js';
import { awaitDecision } from '../steps/await-decision.js';
import type { CaseFile } from '../steps/case-file.js';
import { close } from '../steps/close.js';
import { collectFromSystems } from '../steps/collect.js';
import { confirmIdentity } from '../steps/confirm-identity.js';
import { answerByLetter, setRestriction, tellRecipients } from '../steps/effects.js';
import { openFile } from '../steps/open-file.js';

/**
 * What was granted is in force in our own registers at once. The other systems are marked beside the procedure (keep-restriction.ts); the
 * answer waits until each was tried and what a person must do there is done. One that is down never stops it.
 */
async function restrictAndAnswer(file: CaseFile): Promise<void> {
  const { outcome } = await file.refresh();
  if (outcome === 'granted' || outcome === 'partly-granted') {
    await setRestriction(file.requestId, Date.now());
    await tellRecipients(file.requestId, 'restricted', Date.now());
    const isTried = await file.until(({ restriction, hasOpenTask }) => restriction?.untriedSystems.length === 0 && !hasOpenTask);
    if (isTried === 'closed') return;
  }
  await answerByLetter(file.requestId, Date.now());
}

/** GDPR Art. 18. Decides whether data are kept without being used, sets that in every system, says what it means, and ends it with notice. */
export async function restrictionRequest(ref: RequestRef): Promise<Outcome | null> {
  const file = await openFile(ref);
  await acknowledgeReceipt(file);
  if (!(await confirmIdentity(file))) return close(file);
  await collectFromSystems(file);
  if (!(await awaitDecision(file))) return close(file);
  await restrictAndAnswer(file);
  return close(file);
}
