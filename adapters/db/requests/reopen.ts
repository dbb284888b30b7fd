import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { higherLevel } from '../../../domain/identity.js';
import { requireLevelForNewAddress } from '../../../domain/request/law.js';
import type { ActContext, Judge } from './act-context.js';
import { together } from './approvals.js';
import { daysLater, localDateOf } from './case-clock.js';
import type { CaseRow } from './case-row.js';
import type { DeskDeps } from './desk-deps.js';
import { letter } from './letters.js';
import { releasePackage } from './release.js';
import { SEALED } from './sealed.js';
import type { Change } from './transition.js';

type Connection = Pick<PoolClient, 'query'>;

/** The task that stands open while an answer that came back waits for another way to the person. */
const RETURNED = 'answer-returned';
const TASK_DAYS = 3;

/** Whether the answer of a case came back and was not given again since. */
export async function isAnswerReturned(connection: Connection, requestId: string): Promise<boolean> {
  const { rowCount } = await connection.query(`SELECT 1 FROM human_task WHERE request_id = $1 AND system = $2 AND status = 'open'`, [
    requestId,
    RETURNED,
  ]);
  return rowCount !== 0;
}

/**
 * A letter did not arrive. Where it was the answer of the case, the answer has not been given (RULEBOOK 5.1.8): the case is open again
 * and a person finds another way. Nothing for other letters.
 */
export async function reopenForReturned(
  deps: DeskDeps,
  { client, row, now }: Pick<ActContext, 'client' | 'row' | 'now'>,
  letterId: string,
): Promise<Change | undefined> {
  if (row.answered_at === null || row.decided_at === null || row.outcome === 'withdrawn') return undefined;
  const freed = await client.query(`UPDATE letter SET dedupe_key = dedupe_key || ':' || id WHERE id = $1 AND dedupe_key = $2`, [
    letterId,
    `${row.id}:answer`,
  ]);
  if (freed.rowCount === 0) return undefined;
  const dueOn = daysLater(localDateOf(now, row.time_zone), TASK_DAYS);
  return {
    facts: [
      { event: 'reopened', data: { reason: RETURNED } },
      { event: 'task-opened', data: { system: RETURNED, kind: 'fulfil', dueOn } },
    ],
    set: { answered_at: null, closed_at: null },
    rows: { human_task: [{ id: uuidv7(), request_id: row.id, system: RETURNED, kind: 'fulfil', due_on: dueOn, status: 'open' }] },
    letters: [
      letter('STAFF_TASK', `returned:${letterId}`, {
        caseUrl: `${deps.settings.publicUrl}/desk/requests/${row.reference}`,
        task: 'The answer came back undelivered. Find another way to the person, enter the new address, and release the answer again.',
        taskDueOn: dueOn,
        isReminder: false,
      }),
    ],
  };
}

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

/** Closed, and no answer of the person brings it back. */
export const isOverForGood = (row: Pick<CaseRow, 'closed_at' | 'outcome'>): boolean => row.closed_at !== null && row.outcome !== 'no-reply';

/**
 * What brings a case back that was closed because nobody answered (RULEBOOK 2.11: a new answer revives it); undefined for every other
 * case. The clock follows from its events.
 */
export function reviveSilent(row: CaseRow, reason: 'identity-proven' | 'question-answered'): Change | undefined {
  if (row.closed_at === null || row.outcome !== 'no-reply' || row.decided_at !== null || row.answered_at !== null) return undefined;
  return {
    facts: [{ event: 'reopened', data: { reason } }],
    set: { closed_at: null, outcome: null },
    // Closed once more for the same reason, it says so once more.
    also: (client) =>
      client.query(`UPDATE letter SET dedupe_key = dedupe_key || ':' || id WHERE request_id = $1 AND dedupe_key = $2`, [
        row.id,
        `${row.id}:closed`,
      ]),
  };
}
