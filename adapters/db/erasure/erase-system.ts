import type { PoolClient } from 'pg';
import type { ErasureItemView, ErasureSystemStatus } from '../../../domain/erasure/view.js';
import { DomainError } from '../../../domain/errors.js';
import { identityOfCase } from '../../connectors/collect-from-system.js';
import type { Connector } from '../../connectors/connector.js';
import { connectorNamed } from '../../connectors/registry.js';
import type { CollectionErased, EraseResult, ErasureScope, ProofResult } from '../../connectors/writing-acts.js';
import type { Change } from '../requests/change.js';
import { openTask } from '../requests/open-task.js';
import { SYSTEM } from '../requests/steps/acknowledge.js';
import type { CollectDeps } from '../requests/steps/collect.js';
import { recordTransition } from '../requests/transition.js';
import { erasureItems, erasureOf, erasureSystems } from './erasure-row.js';
import { blockedRows } from './plan-erasure.js';

const DONE: readonly ErasureSystemStatus[] = ['proven', 'nothing', 'by-hand'];

/** What came of one system, and how sure it is. */
interface Outcome {
  status: ErasureSystemStatus;
  problem: string | null;
  erased: readonly CollectionErased[];
  remaining: readonly { collection: string; remaining: number }[];
  byHand: boolean;
}

/**
 * Erases in one system what was decided, looks again, and records both (GDPR Art. 17(1), 5(2)). Safe to retry: the run goes on where it
 * stopped. A system that is down is a result; one that cannot do it becomes a task. Answers the state the system is in then.
 */
export async function eraseSystem(deps: CollectDeps, requestId: string, system: string, now: Date): Promise<ErasureSystemStatus> {
  const before = (await erasureSystems(deps.pool, requestId)).find((one) => one.system === system);
  if (before === undefined || DONE.includes(before.status)) return before?.status ?? 'nothing';
  const outcome = await eraseAndLookAgain(deps, requestId, system);
  await recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    ({ row }): Change | undefined => {
      if (row.closed_at !== null && outcome.status === 'unreachable') return undefined;
      return {
        facts: factsOf(system, outcome),
        also: (client) => writeOutcome(client, requestId, system, outcome, now),
        ...(outcome.byHand ? openTask(deps, row, { system, task: `erase in ${system} by hand`, now }) : {}),
      };
    },
    { now },
  );
  return outcome.status;
}

async function eraseAndLookAgain(deps: CollectDeps, requestId: string, system: string): Promise<Outcome> {
  const none = { erased: [], remaining: [], byHand: false };
  const connector = await connectorOrNone(deps, system);
  if (connector === undefined) return { status: 'unreachable', problem: 'NOT_CONFIGURED', ...none };
  const run = await erasureOf(deps.pool, requestId);
  if (run?.released_at == null) throw new Error('an erasure that nobody has released');
  const items = (await erasureItems(deps.pool, requestId)).filter((item) => item.system === system);
  const scope = await scopeOf(deps, requestId, connector, items);
  const identity = await identityOfCase(deps, requestId);
  const erased = await connector.erase(identity, { ...scope, runId: run.run_id });
  if (erased.status !== 'erased') return notErased(erased);
  const proof = await connector.proveGone(identity, { ...scope, runId: run.run_id });
  return proven(erased.collections, proof);
}

function notErased(result: Exclude<EraseResult, { status: 'erased' }>): Outcome {
  const none = { erased: [], remaining: [] };
  if (result.status === 'by-hand') return { status: 'by-hand', problem: result.reason, byHand: true, ...none };
  return { status: 'unreachable', problem: result.problem.problem, byHand: false, ...none };
}

function proven(erased: readonly CollectionErased[], proof: ProofResult): Outcome {
  const byHand = erased.some((one) => one.byHand !== null);
  if (proof.status !== 'proven') {
    const problem = proof.status === 'by-hand' ? proof.reason : proof.problem.problem;
    return { status: 'unreachable', problem, erased, remaining: [], byHand };
  }
  const problem = proof.isGone ? null : 'SOMETHING_IS_LEFT';
  return { status: proof.isGone ? 'proven' : 'by-hand', problem, erased, remaining: proof.collections, byHand: byHand || !proof.isGone };
}

/** Only what was decided to go, and nothing that a restriction keeps. */
async function scopeOf(
  deps: CollectDeps,
  requestId: string,
  connector: Connector,
  items: readonly ErasureItemView[],
): Promise<ErasureScope> {
  const going = items.filter(({ decision }) => decision === 'erase').map(({ collection }) => collection);
  const kept = items.filter(({ decision }) => decision === 'keep').map(({ collection }) => collection);
  const blocked = await blockedRows(deps.pool, requestId, connector);
  // A system that was down at the preview has no items: what its description does not keep goes.
  if (items.length === 0) return { blocked };
  return { collections: going.filter((name) => !kept.includes(name)), evenKept: going, blocked };
}

async function connectorOrNone(deps: CollectDeps, system: string): Promise<Connector | undefined> {
  try {
    return await connectorNamed(deps, system);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'CONNECTOR_MISSING') return undefined;
    throw error;
  }
}

function factsOf(system: string, { status, problem, erased, remaining }: Outcome): Change['facts'] {
  if (status === 'unreachable') return [{ event: 'search-unreachable', data: { system, problem: problem ?? 'unknown', attempts: 1 } }];
  const rowCount = erased.reduce((sum, one) => sum + one.deleted + one.masked, 0);
  const keptCount = erased.reduce((sum, one) => sum + one.left + one.heldBack + one.blocked, 0);
  return [
    { event: 'erasure-executed', data: { system, rowCount, keptCount } },
    ...(remaining.length === 0 && status !== 'proven'
      ? []
      : [{ event: 'erasure-verified' as const, data: { system, isClean: status === 'proven' } }]),
  ];
}

async function writeOutcome(client: PoolClient, requestId: string, system: string, outcome: Outcome, now: Date): Promise<void> {
  await client.query(
    `UPDATE erasure_system SET status = $3, problem = $4, attempts = attempts + 1,
       erased_at = CASE WHEN $3 = 'unreachable' THEN erased_at ELSE $5 END, proven_at = CASE WHEN $3 = 'proven' THEN $5 ELSE NULL END
     WHERE request_id = $1 AND system = $2`,
    [requestId, system, outcome.status, outcome.problem, now],
  );
  for (const { collection, deleted, masked, left, heldBack, blocked, byHand } of outcome.erased) {
    const remaining = outcome.remaining.find((one) => one.collection === collection)?.remaining ?? null;
    await client.query(
      `INSERT INTO erasure_item (request_id, system, collection, categories, decision, row_count, delete_count, mask_count, held_back, blocked, by_hand, deleted, masked, "left", remaining)
       VALUES ($1, $2, $3, '{}', 'erase', $4::int + $5::int + $6::int, $4::int, $5::int, $7, $8, $9, $4::int, $5::int, $6::int, $10)
       ON CONFLICT (request_id, system, collection) DO UPDATE SET deleted = EXCLUDED.deleted, masked = EXCLUDED.masked, "left" = EXCLUDED."left",
         held_back = EXCLUDED.held_back, blocked = EXCLUDED.blocked, by_hand = EXCLUDED.by_hand, remaining = EXCLUDED.remaining`,
      [requestId, system, collection, deleted, masked, left, heldBack, blocked, byHand, remaining],
    );
  }
}
