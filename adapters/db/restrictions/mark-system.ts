import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../../domain/errors.js';
import type { ConnectorDeps } from '../../connectors/connected-systems.js';
import type { Connector } from '../../connectors/connector.js';
import type { Identity } from '../../connectors/reading.js';
import { connectorNamed } from '../../connectors/registry.js';
import { daysLater, localDateOf } from '../requests/case-clock.js';
import { type CaseRow, requireCase } from '../requests/case-row.js';
import type { Change } from '../requests/change.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { letter } from '../requests/letters.js';
import { addressesOf, openProfile } from '../requests/sealed.js';
import { SYSTEM } from '../requests/steps/acknowledge.js';
import { recordTransition } from '../requests/transition.js';
import { type RestrictionRow, restrictionOf, scopeOf } from './restriction-row.js';

type Deps = DeskDeps & ConnectorDeps;
/** What came of one system: done, given to a person, or the code of why it has to be tried again. */
type Marked = { result: 'done' | 'by-hand' } | { result: 'failed'; problem: string };

const TASK_DAYS = 7;
/** Recorded as the problem of a part that waits for a person. */
export const BY_HAND = 'BY_HAND';

/** The task a person has in a system: to restrict, or to lift. */
export const taskOf = (system: string, isLift: boolean): string => (isLift ? `${system}-lift` : system);

/**
 * Marks the person's rows in one system, or takes the mark away once the restriction is lifted (GDPR Art. 18, Recital 67). A system that
 * is down is recorded and tried again; one without such marks gives a task to a person. Safe to repeat.
 */
export async function markInSystem(deps: Deps, requestId: string, system: string, now: Date): Promise<void> {
  const row = await requireCase(deps.pool, { id: requestId });
  const restriction = await restrictionOf(deps.pool, requestId);
  if (restriction === undefined) return;
  const isLift = restriction.lifted_at !== null;
  const collections = (await scopeOf(deps.pool, restriction.id)).filter((part) => part.system === system).map((part) => part.collection);
  const marked = (await isTaskDone(deps, requestId, taskOf(system, isLift)))
    ? { result: 'done' as const }
    : await mark(deps, { row, restriction, system, collections, isLift });
  await recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    ({ row: locked }) => markChange(deps, locked, { restriction, system, isLift, marked, now }),
    { now },
  );
}

interface Marking {
  row: CaseRow;
  restriction: RestrictionRow;
  system: string;
  collections: readonly string[];
  isLift: boolean;
}

async function mark(deps: Deps, { row, restriction, system, collections, isLift }: Marking): Promise<Marked> {
  // A described system knows one mark only: it stays while another restriction of the person needs it.
  if (isLift && (await isStillNeeded(deps, restriction, system))) return { result: 'done' };
  const emails = addressesOf(await openProfile(deps.vault, row));
  const identity: Identity = { emails, subjectId: row.subject_id, requestId: row.id };
  const named = collections.filter((name) => name !== '');
  const scope = { restrictionId: restriction.id, ...(named.length > 0 ? { collections: named } : {}) };
  try {
    const connector = await connectorNamed(deps, system);
    const answer = isLift ? await connector.lift(identity, scope) : await connector.restrict(identity, scope);
    if (answer.status === 'unreachable') return { result: 'failed', problem: answer.problem.problem };
    const isByHand = answer.status === 'by-hand' || answer.byHand.length > 0;
    return { result: isByHand && !(await holdsNothing(connector, identity)) ? 'by-hand' : 'done' };
  } catch (error) {
    if (error instanceof DomainError && error.code === 'CONNECTOR_MISSING') return { result: 'failed', problem: 'NOT_CONFIGURED' };
    throw error;
  }
}

/** Nobody is sent to look for rows where there are none. */
async function holdsNothing(connector: Connector, identity: Identity): Promise<boolean> {
  return connector.kind !== 'task' && (await connector.find(identity)).status === 'nothing-held';
}

async function isStillNeeded({ pool }: Deps, { id, subject_id }: RestrictionRow, system: string): Promise<boolean> {
  const { rows } = await pool.query<{ needed: boolean }>(
    `SELECT EXISTS (SELECT FROM restriction r JOIN restriction_scope s ON s.restriction_id = r.id
       WHERE r.subject_id = $1 AND r.id <> $2 AND r.lifted_at IS NULL AND s.system = $3) AS needed`,
    [subject_id, id, system],
  );
  return rows[0]?.needed ?? false;
}

async function isTaskDone({ pool }: Deps, requestId: string, task: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `SELECT 1 FROM human_task WHERE request_id = $1 AND system = $2 AND kind = 'fulfil' AND status = 'done'`,
    [requestId, task],
  );
  return rowCount !== 0;
}

function markChange(
  deps: Deps,
  row: CaseRow,
  { restriction, system, isLift, marked, now }: Pick<Marking, 'restriction' | 'system' | 'isLift'> & { marked: Marked; now: Date },
): Change {
  const done = isLift ? 'released_at' : 'applied_at';
  const set =
    (assignment: string, value: unknown): Change['also'] =>
    (client) =>
      client.query(`UPDATE restriction_scope SET ${assignment} WHERE restriction_id = $1 AND system = $2`, [restriction.id, system, value]);
  switch (marked.result) {
    case 'done':
      return {
        facts: [{ event: isLift ? 'restriction-lifted' : 'restriction-set', data: { scope: system } }],
        nudge: true,
        also: set(`problem = NULL, ${done} = $3`, now),
      };
    case 'failed':
      return { facts: [], nudge: true, also: set('problem = $3', marked.problem) };
    case 'by-hand':
      return byHandChange(deps, row, { system, isLift, now, also: set('problem = $3', BY_HAND) });
  }
}

function byHandChange(
  deps: Deps,
  row: CaseRow,
  { system, isLift, now, also }: { system: string; isLift: boolean; now: Date; also: Change['also'] },
): Change {
  const task = taskOf(system, isLift);
  const dueOn = daysLater(localDateOf(now, row.time_zone), TASK_DAYS);
  const caseUrl = `${deps.settings.publicUrl}/desk/requests/${row.reference}`;
  return {
    facts: [{ event: 'task-opened', data: { system: task, kind: 'fulfil', dueOn } }],
    nudge: true,
    also: async (client) => {
      await also?.(client);
      await client.query(
        `INSERT INTO human_task (id, request_id, system, kind, due_on, status) VALUES ($1, $2, $3, 'fulfil', $4, 'open')
         ON CONFLICT (request_id, system, kind) DO NOTHING`,
        [uuidv7(), row.id, task, dueOn],
      );
    },
    letters: [letter('STAFF_TASK', `task:restrict:${task}`, { caseUrl, task, taskDueOn: dueOn, isReminder: false })],
  };
}
