import { type Client, WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from '@temporalio/client';
import { workflowIdOf } from '../../domain/request/ids.js';

/** A case as the engine needs it: its id, and which procedure it follows. */
export interface CaseToRun {
  requestId: string;
  workflowType: string;
}

/** Starts and wakes the workflows of cases. Both are safe to repeat: a case has one workflow, found by its id. */
export interface RequestWorkflows {
  start(one: CaseToRun): Promise<void>;
  /** Tells the workflow to read the record again; one that was lost is started and reads it anyway. */
  nudge(one: CaseToRun): Promise<void>;
}

export function createRequestWorkflows(client: Client, options: { taskQueue: string }): RequestWorkflows {
  const common = ({ requestId }: CaseToRun) => ({
    taskQueue: options.taskQueue,
    workflowId: workflowIdOf(requestId),
    args: [{ requestId }],
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
  });
  return {
    start: async (one) => void (await client.workflow.start(one.workflowType, common(one))),
    nudge: async (one) =>
      void (await client.workflow.signalWithStart(one.workflowType, { ...common(one), signal: 'recorded', signalArgs: [] })),
  };
}
