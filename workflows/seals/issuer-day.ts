import { condition, continueAsNew, proxyActivities, setHandler } from '@temporalio/workflow';
import type { SealActivities } from '../../activities/seals.js';
import { recorded } from '../messages.js';
import { quickWrite } from '../policies.js';

const { doIssuersDay } = proxyActivities<SealActivities>({ ...quickWrite, startToCloseTimeout: '10 minutes' });

const DAY_MS = 86_400_000;
const ROUNDS_A_RUN = 300;

/**
 * The day's work of one issuer, for good: expiry warnings, ends, daily checks of domains. What is due stands in the database, so that a
 * million seals cost one workflow an issuer. Looks again at the next due moment, at least once a day, and when it is told to.
 */
export async function issuerDay({ issuerSlug }: { issuerSlug: string }): Promise<void> {
  let nudges = 0;
  setHandler(recorded, () => void nudges++);
  for (let round = 0; round < ROUNDS_A_RUN; round += 1) {
    const seen = nudges;
    const { isMore, nextAtMs } = await doIssuersDay(issuerSlug, Date.now());
    const waitMs = Math.min(DAY_MS, (nextAtMs ?? Number.POSITIVE_INFINITY) - Date.now());
    if (!isMore) await condition(() => nudges > seen, Math.max(1_000, waitMs));
  }
  await continueAsNew<typeof issuerDay>({ issuerSlug });
}
