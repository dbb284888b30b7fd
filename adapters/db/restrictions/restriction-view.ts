import type { PoolClient } from 'pg';
import { parseDay } from '../../../domain/clock/day.js';
import { startOfDayMs } from '../../../domain/clock/zone.js';
import type { RestrictionView } from '../../../domain/request/case-view.js';
import { needsIdentity } from '../../../domain/request/state.js';
import { groundMeanwhile } from '../../../domain/restriction.js';
import { OWN_REGISTERS } from '../../connectors/registers/own-registers.js';
import { type CaseRow, factsOf } from '../requests/case-row.js';
import { BY_HAND, taskOf } from './mark-system.js';
import { restrictionOf, type ScopeRow, scopeOf, termsOf } from './restriction-row.js';

type Connection = Pick<PoolClient, 'query'>;

/** What the workflow may know of the restriction of its case; null where there is none, or where it is over everywhere. */
export async function restrictionViewOf(connection: Connection, row: CaseRow): Promise<RestrictionView | null> {
  const restriction = await restrictionOf(connection, row.id);
  if (restriction === undefined) return null;
  const isInForce = restriction.lifted_at === null;
  const scope = (await scopeOf(connection, restriction.id)).filter(({ system }) => system !== OWN_REGISTERS);
  const open = scope.filter((part) => (isInForce ? part.applied_at : part.released_at) === null);
  if (!isInForce && open.length === 0) return null;
  const done = await doneTasksOf(connection, row.id);
  const isTry = (part: ScopeRow) => part.problem === null || (part.problem === BY_HAND && done.has(taskOf(part.system, !isInForce)));
  const day = (date: string | null) => (date === null ? null : startOfDayMs(row.time_zone, parseDay(date) ?? 0));
  return {
    isInForce,
    untriedSystems: namesOf(open.filter(isTry)),
    failingSystems: namesOf(open.filter((part) => part.problem !== null && part.problem !== BY_HAND)),
    isCauseEnded: restriction.is_cause_ended === true,
    liftOnMs: isInForce ? day(restriction.lift_on) : null,
    isNoticeSent: restriction.letter_status === 'sent' && restriction.lift_notice_sent_at !== null,
    reviewOnMs: isInForce ? day(restriction.review_on) : null,
  };
}

const namesOf = (parts: readonly ScopeRow[]): string[] => [...new Set(parts.map(({ system }) => system))];

async function doneTasksOf(connection: Connection, requestId: string): Promise<Set<string>> {
  const { rows } = await connection.query<{ system: string }>(
    `SELECT system FROM human_task WHERE request_id = $1 AND kind = 'fulfil' AND status = 'done'`,
    [requestId],
  );
  return new Set(rows.map(({ system }) => system));
}

/** A rectification or objection whose person asked for restriction meanwhile and has none yet. */
export async function isRestrictionWanted(connection: Connection, row: CaseRow): Promise<boolean> {
  if (
    groundMeanwhile(row.right, row.objection_kind) === undefined ||
    row.decided_at !== null ||
    row.closed_at !== null ||
    needsIdentity(factsOf(row))
  )
    return false;
  if ((await termsOf(connection, row.id))?.is_meanwhile !== true) return false;
  return (await restrictionOf(connection, row.id)) === undefined;
}
