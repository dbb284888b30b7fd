import type { PoolClient } from 'pg';
import { nextFeeStatus } from '../../../../domain/fee-state.js';
import { together } from '../approvals.js';
import { localDateOf } from '../case-clock.js';
import type { CaseRow } from '../case-row.js';
import type { Change } from '../change.js';
import type { DeskDeps } from '../desk-deps.js';
import { feeEnded } from './fee-letters.js';
import { type FeeRow, lastFeeOf, moveFee } from './fee-row.js';
import { payBack } from './pay-fee.js';
import { earlierCopyOf, isOtherData } from './same-data.js';

interface Step {
  row: CaseRow;
  change: Change;
  now: Date;
}

/**
 * What a step of the case does to its fee, in the same transaction: an open fee falls away with the case, a paid one is settled by the
 * answer and goes back where no answer was given (RULEBOOK section 3), and a further copy turns out to be a first one of new data.
 */
export async function withFeeConsequences(deps: DeskDeps, client: PoolClient, step: Step): Promise<Change> {
  const { change, row } = step;
  const set = change.set ?? {};
  const isNow = (column: 'answered_at' | 'closed_at' | 'collected_at') => set[column] != null && row[column] === null;
  const [isAnswered, isClosed, isCollected] = [isNow('answered_at'), isNow('closed_at'), isNow('collected_at')];
  if (!isAnswered && !isClosed && !isCollected) return change;
  if (change.facts.some(({ event }) => event === 'fee-expired')) return change;
  const fee = await lastFeeOf(client, row.id);
  if (fee === undefined) return change;
  const more = isCollected ? await ofTheSearch(deps, client, step, fee) : ofTheEnd(deps, step, fee, isAnswered);
  return more === undefined ? change : together(change, more);
}

function ofTheEnd(deps: DeskDeps, { row, change, now }: Step, fee: FeeRow, isAnswered: boolean): Change | undefined {
  const outcome = change.set?.outcome ?? row.outcome;
  const move =
    (status: FeeRow['status']): Change['also'] =>
    (client) =>
      moveFee(client, fee.id, { status, settled_at: now });
  const withdrawn = nextFeeStatus(fee.status, 'withdraw');
  if (withdrawn !== undefined)
    return {
      facts: [{ event: 'fee-cancelled', data: { feeId: fee.id, by: outcome === 'withdrawn' ? 'withdrawal' : 'closing' } }],
      clockEvents: fee.status === 'proposed' ? [] : [{ type: 'fee-waived', on: localDateOf(now, row.time_zone) }],
      also: move(withdrawn),
    };
  if (fee.status !== 'paid') return undefined;
  if (isAnswered && outcome !== 'refused') return { facts: [{ event: 'fee-settled', data: { feeId: fee.id } }], also: move('settled') };
  return payBack(deps, row, fee, { by: fee.paid_by, why: 'not-supplied', now });
}

async function ofTheSearch(deps: DeskDeps, client: PoolClient, { row, now }: Step, fee: FeeRow): Promise<Change | undefined> {
  if (fee.ground !== 'further-copy' || fee.status !== 'notified') return undefined;
  const earlier = await earlierCopyOf(client, row);
  if (earlier === undefined || (await isOtherData({ client, blobs: deps.blobs }, row.id, earlier)) !== true) return undefined;
  return {
    facts: [{ event: 'fee-waived', data: { feeId: fee.id } }],
    clockEvents: [{ type: 'fee-waived', on: localDateOf(now, row.time_zone) }],
    letters: [feeEnded(fee, 'new-data')],
    also: (connection) => moveFee(connection, fee.id, { status: 'waived', settled_at: now }),
  };
}
