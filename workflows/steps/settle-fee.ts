import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.js';
import type { CaseView } from '../../domain/request/case-view.js';
import { externalRead } from '../policies.js';
import type { CaseFile } from './case-file.js';
import { expireFee, remindFee } from './effects.js';

const { refundFee } = proxyActivities<Activities>(externalRead);

/**
 * What is due about a fee, beside the procedure of every right (GDPR Art. 12(5), 15(3)): the reminder, the end of the time to pay, the
 * money that goes back. False: nothing was due.
 */
export async function settleFee({ requestId }: CaseFile, { feeStep }: CaseView): Promise<boolean> {
  if (feeStep === null || feeStep.atMs > Date.now()) return false;
  if (feeStep.step === 'remind') await remindFee(requestId, Date.now());
  else if (feeStep.step === 'expire') await expireFee(requestId, Date.now());
  else await refundFee(requestId, Date.now());
  return true;
}
