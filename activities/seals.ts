import type { DayView, MatterView, SealSteps } from '../domain/seals/seal-steps.js';

/** The effects of the workflows of seals. `nowMs` is the workflow's time. */
export function createSealActivities(steps: SealSteps) {
  return {
    /** Safe to retry: a warning that was given and a domain that was checked today are not due again. */
    doIssuersDay: (issuerSlug: string, nowMs: number): Promise<DayView> => steps.doIssuersDay(issuerSlug, new Date(nowMs)),

    /** Safe to retry: reads. */
    readMatter: (matterId: string): Promise<MatterView> => steps.readMatter(matterId),

    /** Safe to retry: a step on record is not due again. */
    stepMatter: (matterId: string, nowMs: number): Promise<void> => steps.stepMatter(matterId, new Date(nowMs)),
  };
}
export type SealActivities = ReturnType<typeof createSealActivities>;
