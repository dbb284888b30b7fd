import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.js';
import { externalRead } from '../policies.js';
import type { CaseFile } from './case-file.js';
import { askIssuers } from './effects.js';

const { sortCorrections } = proxyActivities<Activities>(externalRead);

/**
 * Beside the wait for the decision: the issuers that know the facts are asked, reminded and escalated at the instants that the record
 * names (RULEBOOK 2.2). Their silence stops nothing; it ends with the decision.
 */
export async function keepIssuersAsked(file: CaseFile): Promise<void> {
  while (!file.isReleased()) {
    const seen = file.nudges();
    const { isDecided, isClosed, nextIssuerStepAtMs, hasUnseenField } = await file.refresh();
    if (isDecided || isClosed) return;
    // What staff entered since is looked up, so that old and new stand side by side; a case from before has no such field.
    if (hasUnseenField) await sortCorrections(file.requestId, Date.now());
    else if (nextIssuerStepAtMs === null || nextIssuerStepAtMs > Date.now()) await file.nextChange(seen, nextIssuerStepAtMs ?? undefined);
    else {
      // Fields that staff entered since are put in place before their issuer is written to.
      await sortCorrections(file.requestId, Date.now());
      await askIssuers(file.requestId, Date.now());
    }
  }
}
