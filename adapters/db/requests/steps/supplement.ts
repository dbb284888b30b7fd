import type { PoolClient } from 'pg';
import { AFTERWARDS_DAYS, isAskedOn } from '../../../../domain/collection/late-answer.js';
import type { SupplementFacts } from '../../../../domain/letters/answer-facts.js';
import { daysLater, localDateOf } from '../case-clock.js';
import type { CaseRow } from '../case-row.js';
import type { Change, Fact } from '../change.js';
import type { DeskDeps } from '../desk-deps.js';
import { type LetterOrder, letter } from '../letters.js';
import { systemWordsOf } from '../system-labels.js';
import { recordTransition } from '../transition.js';
import { SYSTEM } from './acknowledge.js';

type Connection = Pick<PoolClient, 'query'>;
const TASK_DAYS = 5;

/** A system that had not answered when the answer went out and has answered since. */
interface LateSystem {
  system: string;
  found: number;
}

/**
 * Takes up what systems gave after the answer went out. Where one holds data the case is open again: a person looks, decides and releases
 * an answer that takes the place of the earlier one. Where they hold nothing the person is told so. Nothing where none has answered.
 */
export function supplementAnswer(deps: DeskDeps, requestId: string, now: Date) {
  return recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    async ({ client, row }): Promise<Change | undefined> => {
      if (row.answered_at === null || row.closed_at !== null || !isAskedOn(row)) return undefined;
      const late = await lateSystemsOf(client, row.id);
      if (late.length === 0) return undefined;
      const systems = late.map(({ system }) => system);
      if (late.some(({ found }) => found > 0)) return reopened(deps, row, systems, now);
      const silent = await silentSystemsOf(client, row.id);
      return { facts: [told(systems, silent)], letters: [await supplementLetter(client, row, { systems, silent, isLast: false })] };
    },
    { now },
  );
}

const told = (systems: string[], stillSilent: string[]): Fact => ({ event: 'supplement-told', data: { systems, stillSilent } });

function reopened(deps: DeskDeps, row: CaseRow, systems: string[], now: Date): Change {
  const caseUrl = `${deps.settings.publicUrl}/desk/requests/${row.reference}`;
  const task =
    'A system that had not answered when the answer went out has answered now and holds data. Look at them, decide again and release: the new answer takes the place of the earlier one (GDPR Art. 15(1)).';
  const taskDueOn = daysLater(localDateOf(now, row.time_zone), TASK_DAYS);
  return {
    facts: [{ event: 'reopened', data: { reason: 'late-answer' } }],
    // The earlier answer can be fetched until the new one is there (`answer_package`).
    set: { answered_at: null, decided_at: null, decided_by: null, outcome: null, sealed_decision: null, fulfilled_at: null },
    letters: [letter('STAFF_TASK', `late-answer:${systems.join()}`, { caseUrl, task, taskDueOn, isReminder: false })],
    also: async (client) => {
      await client.query(`UPDATE letter SET dedupe_key = dedupe_key || ':' || id WHERE request_id = $1 AND dedupe_key = $2`, [
        row.id,
        `${row.id}:answer`,
      ]);
      // An erasure that found nothing has nothing planned in earnest: what it would do is previewed anew.
      for (const table of ['erasure_item', 'erasure_system', 'erasure'])
        await client.query(`DELETE FROM ${table} WHERE request_id = $1`, [row.id]);
    },
  };
}

const LATE = `WITH answered AS (SELECT max(seq) AS seq FROM evidence WHERE request_id = $1 AND event = 'status-changed' AND data->>'to' = 'answered')
  SELECT DISTINCT s.system, s.row_count + s.held_back_count + coalesce((s.summary->>'files')::int, 0) AS found FROM answered a
    JOIN evidence e ON e.request_id = $1 AND e.event = 'search-answered' AND e.seq > a.seq
    JOIN source_search s ON s.request_id = $1 AND s.system = e.data->>'system' AND s.is_complete
   WHERE NOT EXISTS (SELECT FROM evidence t WHERE t.request_id = $1 AND t.event = 'supplement-told' AND t.data->'systems' ? s.system)
   ORDER BY s.system`;

async function lateSystemsOf(connection: Connection, requestId: string): Promise<LateSystem[]> {
  const { rows } = await connection.query<LateSystem>(LATE, [requestId]);
  return rows;
}

/** Systems of a case that have not answered to the end. */
export async function silentSystemsOf(connection: Connection, requestId: string): Promise<string[]> {
  const { rows } = await connection.query<{ system: string }>(
    'SELECT system FROM source_search WHERE request_id = $1 AND NOT is_complete ORDER BY system',
    [requestId],
  );
  return rows.map(({ system }) => system);
}

/** The last word on systems that never answered, with the end of the case (RULEBOOK: what a letter promises is done). */
export async function lastWord(connection: Connection, row: CaseRow): Promise<Pick<Change, 'facts' | 'letters'>> {
  const silent = isAskedOn(row) ? await silentSystemsOf(connection, row.id) : [];
  if (silent.length === 0) return { facts: [] };
  return { facts: [told([], silent)], letters: [await supplementLetter(connection, row, { systems: [], silent, isLast: true })] };
}

async function supplementLetter(
  connection: Connection,
  row: CaseRow,
  { systems, silent, isLast }: { systems: string[]; silent: string[]; isLast: boolean },
): Promise<LetterOrder> {
  const words = await systemWordsOf(connection, row.language);
  const answeredOn = localDateOf(row.answered_at ?? row.received_at, row.time_zone);
  const facts: Pick<SupplementFacts, 'answeredOn' | 'nothingHeldIn' | 'stillSilent' | 'askedUntil'> = {
    answeredOn,
    nothingHeldIn: systems.map((system) => words.system(system)),
    stillSilent: silent.map((system) => words.system(system)),
    askedUntil: isLast ? null : daysLater(answeredOn, AFTERWARDS_DAYS),
  };
  return letter('SUPPLEMENT', `supplement:${isLast ? 'last' : systems.join()}`, facts);
}

/** When the answer went out that the one of now takes the place of; null where it is the first. */
export async function supplementedAnswerOn(connection: Connection, row: CaseRow): Promise<string | null> {
  const { rows } = await connection.query<{ at: Date }>(
    `SELECT a.at FROM evidence a WHERE a.request_id = $1 AND a.event = 'status-changed' AND a.data->>'to' = 'answered'
       AND EXISTS (SELECT FROM evidence r WHERE r.request_id = $1 AND r.event = 'reopened' AND r.data->>'reason' = 'late-answer' AND r.seq > a.seq)
     ORDER BY a.seq DESC LIMIT 1`,
    [row.id],
  );
  return rows[0] === undefined ? null : localDateOf(rows[0].at, row.time_zone);
}
