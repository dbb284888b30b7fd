import { continueAsNew, workflowInfo } from '@temporalio/workflow';
import type { RequestRef } from '../messages.js';
import type { CaseFile } from './case-file.js';

/** A history that has grown long, by weeks of chasing, is left behind: the case goes on in a fresh one, from the record. */
export async function goOnAnewWhenLong(file: CaseFile): Promise<void> {
  if (!workflowInfo().continueAsNewSuggested) return;
  await file.release();
  await continueAsNew<(ref: RequestRef) => Promise<unknown>>({ requestId: file.requestId });
}
