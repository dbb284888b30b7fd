import type { PoolClient } from 'pg';
import type { RestrictionItem } from '../../../domain/request/detail.js';
import type { ActType } from '../../../domain/request/filing.js';
import { groundMeanwhile } from '../../../domain/restriction.js';
import { localDateOf } from '../requests/case-clock.js';
import type { CaseRow } from '../requests/case-row.js';
import { partsOf, restrictionOf, scopeOf, termsOf } from './restriction-row.js';

/** The restriction of a case as the desk and its person see it; undefined where there is none and none is asked for. */
export async function restrictionItemOf(connection: Pick<PoolClient, 'query'>, row: CaseRow): Promise<RestrictionItem | undefined> {
  if (row.right !== 'restriction' && groundMeanwhile(row.right, row.objection_kind) === undefined) return undefined;
  const restriction = await restrictionOf(connection, row.id);
  if (restriction === undefined) {
    const isWanted = (await termsOf(connection, row.id))?.is_meanwhile === true && row.decided_at === null && row.closed_at === null;
    return isWanted ? { state: 'wanted' } : undefined;
  }
  return {
    state: restriction.lifted_at === null ? 'in-force' : 'lifted',
    ground: restriction.ground,
    startedOn: localDateOf(restriction.started_at, row.time_zone),
    reviewOn: restriction.review_on,
    liftOn: restriction.lift_on,
    parts: partsOf(await scopeOf(connection, restriction.id)),
  };
}

/** Acts that make sense for some rights only are not offered for others. */
export function fitsRestriction(act: ActType, row: CaseRow, item: RestrictionItem | undefined): boolean {
  if (act === 'restriction-terms') return row.right === 'restriction';
  if (act === 'restrict-meanwhile') return item === undefined && groundMeanwhile(row.right, row.objection_kind) !== undefined;
  if (act === 'lift-announcement') return item?.state === 'in-force';
  return act !== 'balancing-test' || row.right === 'objection';
}
