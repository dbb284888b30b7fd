import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { identityOfCase } from '../../connectors/collect-from-system.js';
import type { Connector } from '../../connectors/connector.js';
import { listConnectors } from '../../connectors/registry.js';
import type { BlockedRows, CollectionErasurePlan, PlanResult } from '../../connectors/writing-acts.js';
import type { Change } from '../requests/change.js';
import { SYSTEM } from '../requests/steps/acknowledge.js';
import type { CollectDeps } from '../requests/steps/collect.js';
import { recordTransition } from '../requests/transition.js';
import { erasureOf } from './erasure-row.js';

interface Planned {
  system: string;
  result: PlanResult;
  /** A system asked by hand where a person has found something. */
  isKnownToHold: boolean;
}

/**
 * Puts down in numbers what an erasure would do in every system, before anybody decides (GDPR Art. 17). Once; safe to retry. Nothing is
 * changed. A system that is down is asked again when the erasure runs.
 */
export async function planErasure(deps: CollectDeps, requestId: string, now: Date): Promise<void> {
  if ((await erasureOf(deps.pool, requestId)) !== undefined) return;
  const connectors = await listConnectors(deps);
  const planned = await Promise.all(connectors.map((connector) => planIn(deps, requestId, connector)));
  await recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    async ({ client, row }): Promise<Change | undefined> => {
      if (row.closed_at !== null || (await erasureOf(client, requestId)) !== undefined) return undefined;
      const items = planned.flatMap(({ system, result }) => itemsOf(requestId, system, result));
      return {
        facts: [
          {
            event: 'erasure-planned',
            data: {
              systemCount: planned.length,
              rowCount: items.reduce((sum, item) => sum + item.row_count, 0),
              keptCount: items.reduce((sum, item) => sum + (item.decision === 'keep' ? item.row_count : 0), 0),
            },
          },
        ],
        rows: {
          erasure: [{ request_id: requestId, run_id: uuidv7(), planned_at: now.toISOString() }],
          erasure_system: planned.map((one) => ({ request_id: requestId, system: one.system, ...stateOf(one) })),
          erasure_item: items,
        },
      };
    },
    { now },
  );
}

async function planIn(deps: CollectDeps, requestId: string, connector: Connector): Promise<Planned> {
  const blocked = await blockedRows(deps.pool, requestId, connector);
  const result = await connector.planErasure(await identityOfCase(deps, requestId), { blocked });
  return { system: connector.name, result, isKnownToHold: await isKnownToHold(deps, requestId, connector.name) };
}

function stateOf({ result, isKnownToHold }: Planned): { status: string; problem: string | null } {
  if (result.status === 'unreachable') return { status: 'unreachable', problem: result.problem.problem };
  if (result.status === 'by-hand') return { status: isKnownToHold ? 'by-hand' : 'nothing', problem: result.reason };
  const isHeld = result.collections.some(({ rowCount }) => rowCount > 0);
  return { status: isHeld ? 'planned' : 'nothing', problem: null };
}

function itemsOf(requestId: string, system: string, result: PlanResult) {
  return result.status === 'planned' ? result.collections.map((plan) => itemOf(requestId, system, plan)) : [];
}

function itemOf(requestId: string, system: string, plan: CollectionErasurePlan) {
  const { collection, categories, kept, rowCount, deleteCount, maskCount, heldBack, byHand, blocked } = plan;
  return {
    request_id: requestId,
    system,
    collection,
    categories,
    decision: kept === null ? 'erase' : 'keep',
    ground: kept?.ground ?? null,
    kept_why: kept?.words ?? null,
    row_count: rowCount,
    delete_count: deleteCount,
    mask_count: maskCount,
    held_back: heldBack,
    blocked: blocked.reduce((sum, one) => sum + one.rowCount, 0),
    by_hand: byHand,
  };
}

async function isKnownToHold({ pool }: CollectDeps, requestId: string, system: string): Promise<boolean> {
  const { rowCount } = await pool.query(`SELECT 1 FROM source_search WHERE request_id = $1 AND system = $2 AND status = 'answered'`, [
    requestId,
    system,
  ]);
  return rowCount !== 0;
}

/** What a restriction that the person wanted keeps from being erased (GDPR Art. 18(1)(b), (c)). */
export async function blockedRows(connection: Pick<PoolClient, 'query'>, requestId: string, connector: Connector): Promise<BlockedRows[]> {
  const { rows } = await connection.query<{ collection: string; row_key: string }>(
    `SELECT s.collection, s.row_key FROM restriction x JOIN restriction_scope s ON s.restriction_id = x.id
     JOIN request r ON r.subject_id = x.subject_id
     WHERE r.id = $1 AND s.system = $2 AND x.lifted_at IS NULL AND x.ground IN ('unlawful', 'needed-for-claims')`,
    [requestId, connector.name],
  );
  return rows.flatMap(({ collection, row_key }): BlockedRows[] => {
    if (collection === '') return connector.describe().map(({ name }) => ({ collection: name, reason: 'restricted' }));
    return [{ collection, ...(row_key === '' ? {} : { key: row_key }), reason: 'restricted' }];
  });
}
