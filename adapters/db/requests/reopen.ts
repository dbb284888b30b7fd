import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { daysLater, localDateOf } from './case-clock.js';
import type { CaseRow } from './case-row.js';
import type { Change } from './change.js';
import type { DeskDeps } from './desk-deps.js';
import type { ActContext } from './judge.js';
import { letter } from './letters.js';

type Connection = Pick<PoolClient, 'query'>;

/** The task that stands open while an answer that came back waits for another way to the person. */
export const RETURNED = 'answer-returned';
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

/** Closed, and no answer of the person brings it back. */
export const isOverForGood = (row: Pick<CaseRow, 'closed_at' | 'outcome' | 'authority'>): boolean =>
  row.closed_at !== null && !isSilenceOf(row);

/** Closed because nobody answered: no reply, or, of whoever asks for another, no authority. */
const isSilenceOf = ({ outcome, authority }: Pick<CaseRow, 'outcome' | 'authority'>): boolean =>
  outcome === 'no-reply' || (outcome === 'refused' && authority === 'asked');

/**
 * What brings a case back that was closed because nobody answered (RULEBOOK 2.11: a new answer revives it); undefined for every other
 * case. The clock follows from its events.
 */
export function reviveSilent(row: CaseRow, reason: 'identity-proven' | 'question-answered' | 'authority-received'): Change | undefined {
  if (row.closed_at === null || !isSilenceOf(row) || row.decided_at !== null || row.answered_at !== null) return undefined;
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
