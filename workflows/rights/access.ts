import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.js';
import type { Outcome } from '../../domain/request/types.js';
import type { RequestRef } from '../messages.js';
import { longWork } from '../policies.js';
import { acknowledgeReceipt } from '../steps/acknowledge.js';
import { awaitDecision } from '../steps/await-decision.js';
import type { CaseFile } from '../steps/case-file.js';
import { close } from '../steps/close.js';
import { collectFromSystems } from '../steps/collect.js';
import { confirmIdentity } from '../steps/confirm-identity.js';
import { answerByLetter } from '../steps/effects.js';
import { openFile } from '../steps/open-file.js';

const { buildAnswer } = proxyActivities<Activities>(longWork);

/** What was found is put together and handed over once a person releases it; a refusal or "not held" is a letter. */
async function answerAccess(file: CaseFile): Promise<void> {
  const { outcome } = await file.refresh();
  if (outcome !== 'granted' && outcome !== 'partly-granted') return answerByLetter(file.requestId, Date.now());
  if (!file.view.hasPackage) await buildAnswer(file.requestId, Date.now());
  await file.until((view) => view.isAnswered);
}

/** GDPR Art. 15. Confirms whether data are held, collects them, has them reviewed, and hands over the copy. */
export async function accessRequest(ref: RequestRef): Promise<Outcome | null> {
  const file = await openFile(ref);
  await acknowledgeReceipt(file);
  if (!(await confirmIdentity(file))) return close(file);
  await collectFromSystems(file);
  if (!(await awaitDecision(file))) return close(file);
  await answerAccess(file);
  return close(file);
}
