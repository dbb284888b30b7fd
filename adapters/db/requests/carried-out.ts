import type { Change } from './change.js';
import type { ActContext } from './judge.js';
import { releasePackage } from './release.js';

/** The task under which a decision is carried out by a person. */
const CARRY_OUT = 'carry-out';

/**
 * Release of a decided case. What was carried out by hand is done by whoever releases it, and the answer follows from the procedure;
 * where data are handed over, it opens the package.
 */
export function releaseDecided(context: ActContext): Promise<Change> | Change {
  const { row, actor, now } = context;
  if (!row.has_open_task) return releasePackage(context);
  return {
    facts: [{ event: 'task-done', data: { system: CARRY_OUT, kind: 'fulfil' } }],
    also: (client) =>
      client.query(
        `UPDATE human_task SET status = 'done', done_by = $2, done_at = $3 WHERE request_id = $1 AND kind = 'fulfil' AND status = 'open'`,
        [row.id, actor.id, now],
      ),
  };
}
