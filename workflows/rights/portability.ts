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
import { openTransfer, transferDirectly } from '../steps/transfer.js';

const { buildPortable } = proxyActivities<Activities>(longWork);

/** The package goes to the other organisation, or a person releases it to the one who asked; a refusal is a letter. */
async function handOver(file: CaseFile): Promise<void> {
  const { outcome } = await file.refresh();
  if (outcome !== 'granted' && outcome !== 'partly-granted') return answerByLetter(file.requestId, Date.now());
  if (!file.view.hasPackage) await buildPortable(file.requestId, Date.now());
  await transferDirectly(file);
  await file.until((view) => view.isAnswered);
}

/** GDPR Art. 20. Decides what was provided and can be taken along, and hands it over: to the person or directly to another organisation. */
export async function portabilityRequest(ref: RequestRef): Promise<Outcome | null> {
  const file = await openFile(ref);
  await acknowledgeReceipt(file);
  if (!(await confirmIdentity(file))) return close(file);
  await collectFromSystems(file);
  await openTransfer(file);
  if (!(await awaitDecision(file))) return close(file);
  await handOver(file);
  return close(file);
}
