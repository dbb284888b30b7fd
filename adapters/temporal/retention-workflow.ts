import { type Client, WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from '@temporalio/client';

/** There is one in an installation. */
export const RETENTION_WORKFLOW_ID = 'retention-day';

/** Starts the workflow of storage periods where it is not there. Safe to repeat: it is found by its id. */
export function createRetentionWorkflow(client: Client, options: { taskQueue: string }): { keep(): Promise<void> } {
  return {
    keep: async () =>
      void (await client.workflow.start('retentionDay', {
        taskQueue: options.taskQueue,
        workflowId: RETENTION_WORKFLOW_ID,
        workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
        workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
        args: [],
      })),
  };
}
