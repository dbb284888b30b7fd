import { makeContinueAsNewFunc } from '@temporalio/workflow';
import type { Outcome } from '../domain/request/types.js';
import type { RequestRef } from './messages.js';
import { acknowledgeReceipt } from './steps/acknowledge.js';
import { close } from './steps/close.js';
import { openFile } from './steps/open-file.js';
import { workflowTypeOf } from './workflow-type.js';

/** A mail that a person must read first: the clock runs, the sender has a receipt, and the case goes on as soon as it is classified. */
export async function triageRequest(ref: RequestRef): Promise<Outcome | null> {
  const file = await openFile(ref);
  await acknowledgeReceipt(file);
  if ((await file.until((view) => view.right !== null)) === 'closed') return close(file);
  await file.release();
  const { right } = file.view;
  return makeContinueAsNewFunc<typeof triageRequest>({ workflowType: workflowTypeOf(right) })(ref);
}
