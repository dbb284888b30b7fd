import { type Client, WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from '@temporalio/client';

/** Starts and wakes the workflows of seals. All are safe to repeat: each is found by its id. */
export interface SealWorkflows {
  /** Something open about a seal: its workflow is started, or reads the record again. */
  wakeMatter(matterId: string): Promise<void>;
  /** The one workflow that does the day's work of an issuer: started once and then there for good. `isDue`: it is told to look now. */
  keepIssuer(issuerSlug: string, isDue: boolean): Promise<void>;
}

/** The id of a matter's workflow. */
export const matterWorkflowIdOf = (matterId: string) => `seal-matter-${matterId}`;
/** The id of an issuer's workflow. */
export const issuerWorkflowIdOf = (issuerSlug: string) => `issuer-day-${issuerSlug}`;

export function createSealWorkflows(client: Client, options: { taskQueue: string }): SealWorkflows {
  const common = {
    taskQueue: options.taskQueue,
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
  };
  return {
    wakeMatter: async (matterId) =>
      void (await client.workflow.signalWithStart('sealMatter', {
        ...common,
        workflowId: matterWorkflowIdOf(matterId),
        args: [{ matterId }],
        signal: 'recorded',
        signalArgs: [],
      })),
    keepIssuer: async (issuerSlug, isDue) => {
      const one = { ...common, workflowId: issuerWorkflowIdOf(issuerSlug), args: [{ issuerSlug }] };
      if (isDue) await client.workflow.signalWithStart('issuerDay', { ...one, signal: 'recorded', signalArgs: [] });
      else await client.workflow.start('issuerDay', one);
    },
  };
}
