import type { ActivityOptions, LocalActivityOptions } from '@temporalio/workflow';

const patient = { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '1 minute' } as const;

/** One short read of the record: runs inside the workflow task. */
export const quickRead = { startToCloseTimeout: '10 seconds', retry: patient } as const satisfies LocalActivityOptions;

/** One transaction of ours. While the database is away it is tried again for as long as that takes. */
export const quickWrite = { startToCloseTimeout: '15 seconds', retry: patient } as const satisfies ActivityOptions;

/** Asking another system, which may be slow. What it did not answer comes back as a value; only our own faults are retried. */
export const externalRead = {
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '30 seconds',
  retry: patient,
} as const satisfies ActivityOptions;

/** Putting an answer together: long for large answers, started again from the beginning if it is cut off. */
export const longWork = {
  startToCloseTimeout: '2 hours',
  heartbeatTimeout: '30 seconds',
  retry: patient,
} as const satisfies ActivityOptions;
