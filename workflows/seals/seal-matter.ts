import { condition, proxyActivities, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type { SealActivities } from '../../activities/seals.js';
import { recorded } from '../messages.js';
import { quickRead, quickWrite } from '../policies.js';

const { readMatter } = proxyLocalActivities<SealActivities>(quickRead);
const { stepMatter } = proxyActivities<SealActivities>(quickWrite);

/**
 * Something open about a seal: a renewal that waits for its issuer, or a domain that is not proved any more. Reminds, and at its end lets
 * the issuer's rule decide. Lives as long as the matter is open; the record says whether it is.
 */
export async function sealMatter({ matterId }: { matterId: string }): Promise<'closed'> {
  let nudges = 0;
  setHandler(recorded, () => void nudges++);
  for (;;) {
    const seen = nudges;
    const matter = await readMatter(matterId);
    if (!matter.isOpen) return 'closed';
    if (matter.nextAtMs <= Date.now()) await stepMatter(matterId, Date.now());
    else await condition(() => nudges > seen, matter.nextAtMs - Date.now());
  }
}
