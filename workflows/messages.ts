import { defineSignal } from '@temporalio/workflow';

/** The request's uuid and nothing else: what a workflow is started with. */
export interface RequestRef {
  requestId: string;
}

/** Something was recorded about the case: read the record again. Carries nothing. */
export const recorded = defineSignal('recorded');
