import { patched, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.js';
import { askAgainAfterMs } from '../../domain/collection/asking-again.js';
import type { Outcome } from '../../domain/request/types.js';
import type { RequestRef } from '../messages.js';
import { externalRead } from '../policies.js';
import { acknowledgeReceipt } from '../steps/acknowledge.js';
import { keepIssuersAsked } from '../steps/ask-issuers.js';
import { awaitDecision } from '../steps/await-decision.js';
import type { CaseFile } from '../steps/case-file.js';
import { close } from '../steps/close.js';
import { collectFromSystems } from '../steps/collect.js';
import { confirmIdentity } from '../steps/confirm-identity.js';
import { answerByLetter, tellRecipients } from '../steps/effects.js';
import { openFile } from '../steps/open-file.js';

const { sortCorrections, applyCorrections } = proxyActivities<Activities>(externalRead);
const HOUR_MS = 3_600_000;

/** Issuers are asked while a person waits to decide; false when the case ended without a decision. */
async function hearAndDecide(file: CaseFile): Promise<boolean> {
  const asking = keepIssuersAsked(file);
  const isDecided = await awaitDecision(file);
  if (isDecided) await asking;
  return isDecided;
}

/**
 * Changes every system that holds the value, has a person do what no machine can, and asks again where a system was away. False when
 * the case was closed meanwhile.
 */
async function carryOut(file: CaseFile): Promise<boolean> {
  for (let tries = 1; ; tries++) {
    const state = await applyCorrections(file.requestId, Date.now());
    if (state === 'done') return true;
    const isTask = state === 'by-hand';
    // Cases that began before the slower rhythm replay the hours they waited.
    const againMs = isTask ? undefined : Date.now() + (patched('slower-correcting') ? askAgainAfterMs(tries) : HOUR_MS);
    const answer = await file.until((view) => isTask && !view.hasOpenTask, againMs);
    if (answer === 'closed') return false;
  }
}

/** GDPR Art. 16. Has each field checked by the issuer that knows the facts, decided, corrected wherever it stands, and answered. */
export async function rectificationRequest(ref: RequestRef): Promise<Outcome | null> {
  const file = await openFile(ref);
  await acknowledgeReceipt(file);
  if (!(await confirmIdentity(file))) return close(file);
  await sortCorrections(file.requestId, Date.now());
  await collectFromSystems(file);
  if (!(await hearAndDecide(file))) return close(file);
  const { outcome, isAnswered } = await file.refresh();
  if (!isAnswered && (outcome === 'granted' || outcome === 'partly-granted')) {
    if (!(await carryOut(file))) return close(file);
    await tellRecipients(file.requestId, 'rectified', Date.now());
  }
  await answerByLetter(file.requestId, Date.now());
  return close(file);
}
