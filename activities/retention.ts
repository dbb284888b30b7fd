import type { RetentionSteps } from '../domain/retention.js';

/** The effect of the workflow of storage periods. `nowMs` is the workflow's time. */
export function createRetentionActivities(steps: RetentionSteps) {
  return {
    /** Safe to retry: the run of a day is one row, and what is deleted is not there to be deleted again. */
    keepPeriods: (nowMs: number): Promise<{ nextAtMs: number }> => steps.keepPeriods(new Date(nowMs)),
  };
}
export type RetentionActivities = ReturnType<typeof createRetentionActivities>;
