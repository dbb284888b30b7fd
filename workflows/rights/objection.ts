import type { Outcome } from '../../domain/request/types.js';
import type { RequestRef } from '../messages.js';
import { acknowledgeReceipt } from '../steps/acknowledge.js';
import { awaitDecision } from '../steps/await-decision.js';
import { carryOutAndAnswer } from '../steps/carry-out.js';
import type { CaseFile } from '../steps/case-file.js';
import { close } from '../steps/close.js';
import { confirmIdentity } from '../steps/confirm-identity.js';
import { answerByLetter, finishSearch, stopMarketing, stopProcessing } from '../steps/effects.js';
import { openFile } from '../steps/open-file.js';

/** GDPR Art. 21(2)-(3): direct marketing ends at once; no identity, no fee, nothing to weigh. */
async function stopMarketingAtOnce(file: CaseFile): Promise<Outcome | null> {
  await stopMarketing(file.requestId, Date.now());
  await acknowledgeReceipt(file);
  await answerByLetter(file.requestId, Date.now());
  return close(file);
}

/** GDPR Art. 21(1), 7(3): what was granted ends at once in our own registers; the rest is ended by a person in its system. */
async function stopAndAnswer(file: CaseFile): Promise<void> {
  const { outcome } = await file.refresh();
  const isGranted = outcome === 'granted' || outcome === 'partly-granted';
  if (isGranted) await stopProcessing(file.requestId, Date.now());
  if (isGranted && !(await file.refresh()).isOwnProcessingOnly) return carryOutAndAnswer(file);
  return answerByLetter(file.requestId, Date.now());
}

/** GDPR Art. 21. Stops direct marketing at once; any other processing is weighed by a person. */
export async function objectionRequest(ref: RequestRef): Promise<Outcome | null> {
  const file = await openFile(ref);
  if (file.view.isMarketingObjection) return stopMarketingAtOnce(file);
  await acknowledgeReceipt(file);
  if (!(await confirmIdentity(file))) return close(file);
  await finishSearch(file.requestId, Date.now());
  if (!(await awaitDecision(file))) return close(file);
  await stopAndAnswer(file);
  return close(file);
}
