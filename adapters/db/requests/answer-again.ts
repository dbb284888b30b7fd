import { higherLevel } from '../../../domain/identity.js';
import { requireLevelForNewAddress } from '../../../domain/request/law.js';
import { together } from './approvals.js';
import type { Change } from './change.js';
import type { ActContext, Judge } from './judge.js';
import { releasePackage } from './release.js';
import { RETURNED } from './reopen.js';
import { SEALED } from './sealed.js';

/** The answer goes out again, to the address that is on file now: the file with a new link, or the letter from the procedure. */
export async function answerAgain(context: ActContext): Promise<Change> {
  const { row, actor, now } = context;
  const done: Change = {
    facts: [{ event: 'task-done', data: { system: RETURNED, kind: 'fulfil' } }],
    also: (client) =>
      client.query(
        `UPDATE human_task SET status = 'done', done_by = $3, done_at = $4 WHERE request_id = $1 AND system = $2 AND status = 'open'`,
        [row.id, RETURNED, actor.id, now],
      ),
  };
  const isHandedOver = row.has_package && (row.outcome === 'granted' || row.outcome === 'partly-granted');
  return isHandedOver ? together(done, await releasePackage(context)) : done;
}

/** Another address for the answers, at a level that another address needs. What was sent to the old one stays on record. */
export const changeContact: Judge<'contact'> = async (act, { deps, row, profile }) => {
  const level = higherLevel(act.level ?? 'L0', row.identity_level);
  requireLevelForNewAddress(level);
  const sealed = await deps.vault.seal(row.subject_id, { ...profile, email: act.email }, SEALED.profile);
  return {
    facts: [{ event: 'contact-changed', data: { level }, text: act.how }],
    set: { identity_level: level },
    also: (client) => client.query('UPDATE request SET sealed_profile = $2 WHERE id = $1', [row.id, sealed]),
  };
};
