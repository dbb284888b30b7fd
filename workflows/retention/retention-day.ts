import { continueAsNew, proxyActivities, sleep } from '@temporalio/workflow';
import type { RetentionActivities } from '../../activities/retention.js';
import { quickWrite } from '../policies.js';

const { keepPeriods } = proxyActivities<RetentionActivities>({ ...quickWrite, startToCloseTimeout: '2 hours' });

const DAYS_A_RUN = 60;

/**
 * GDPR Art. 5(1)(e): once a day everything that is past its storage period is deleted, for good. What was deleted stands in the database
 * as numbers; a day that was missed is made up for at the next.
 */
export async function retentionDay(): Promise<void> {
  for (let day = 0; day < DAYS_A_RUN; day += 1) {
    const { nextAtMs } = await keepPeriods(Date.now());
    await sleep(Math.max(1_000, nextAtMs - Date.now()));
  }
  await continueAsNew<typeof retentionDay>();
}
