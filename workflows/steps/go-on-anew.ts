import { continueAsNew, workflowInfo } from '@temporalio/workflow';
import type { RequestRef } from '../messages.js';
import type { CaseFile } from './case-file.js';

/** A history that has grown long, by weeks of chasing, is left behind: the case goes on in a fresh one, from the record. */
export async function goOnAnewWhenLong(file: CaseFile): Promise<void> {
  if (workflowInfo().continueAsNewSuggested) await goOnAnew(file);
}

/** The case goes on in a fresh history, from the record: the old one is too long, or an answered case was taken up again. */
export async function goOnAnew(file: CaseFile): Promise<void> {
  await file.release();
  await continueAsNew<(ref: RequestRef) => Promise<unknown>>({ requestId: file.requestId });
}
