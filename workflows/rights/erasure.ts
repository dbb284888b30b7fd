import type { Outcome } from '../../domain/request/types.js';
import type { RequestRef } from '../messages.js';
import { acknowledgeReceipt } from '../steps/acknowledge.js';
import { awaitDecision } from '../steps/await-decision.js';
import type { CaseFile } from '../steps/case-file.js';
import { close } from '../steps/close.js';
import { collectFromSystems } from '../steps/collect.js';
import { confirmIdentity } from '../steps/confirm-identity.js';
import { answerByLetter } from '../steps/effects.js';
import { eraseEverywhere, finishErasure, previewErasure } from '../steps/erase.js';
import { openFile } from '../steps/open-file.js';

/** What was granted is erased, proven and certified; a refusal is answered at once (GDPR Art. 12(4)). */
async function eraseAndAnswer(file: CaseFile): Promise<void> {
  const { outcome } = await file.refresh();
  if (outcome === 'granted' || outcome === 'partly-granted') {
    if (!(await eraseEverywhere(file))) return;
  }
  await answerByLetter(file.requestId, Date.now());
  await finishErasure(file);
}

/** GDPR Art. 17. Shows what would go, has it decided for each kind of data, released by a second person, erased, proven and certified. */
export async function erasureRequest(ref: RequestRef): Promise<Outcome | null> {
  const file = await openFile(ref);
  await acknowledgeReceipt(file);
  if (!(await confirmIdentity(file))) return close(file);
  await collectFromSystems(file);
  await previewErasure(file);
  if (!(await awaitDecision(file))) return close(file);
  await eraseAndAnswer(file);
  return close(file);
}
