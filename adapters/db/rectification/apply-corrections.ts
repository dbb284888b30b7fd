import type { CorrectionsState } from '../../../domain/request/case-steps.js';
import type { Identity } from '../../connectors/reading.js';
import { connectorNamed } from '../../connectors/registry.js';
import { requireCase } from '../requests/case-row.js';
import { addressesOf, openProfile } from '../requests/sealed.js';
import { SYSTEM } from '../requests/steps/acknowledge.js';
import type { CollectDeps } from '../requests/steps/collect.js';
import { openFulfilTask } from '../requests/steps/fulfil.js';
import { recordTransition } from '../requests/transition.js';
import { correctionsOf } from './correction-row.js';
import { raise } from './decide-corrections.js';
import { BY_HAND, type EffectRow, effectsOf, openChange } from './effect-row.js';
import { planEffects } from './plan-effects.js';

/** A system that is away for a day is left to a person; the answer does not wait longer for it. */
const CHASE_MS = 24 * 3_600_000;

/**
 * Carries out what was decided, in every system that holds the value (GDPR Art. 16, 5(1)(d)): plan, change, note. What no machine can
 * change becomes a task; once it is done the same step finishes. Safe to repeat at any point.
 */
export async function applyCorrections(deps: CollectDeps, requestId: string, now: Date): Promise<CorrectionsState> {
  const row = await requireCase(deps.pool, { id: requestId });
  if (row.answered_at !== null || row.closed_at !== null) return 'done';
  const profile = await openProfile(deps.vault, row);
  const identity = { emails: addressesOf(profile), subjectId: row.subject_id, requestId };
  const isLast = row.decided_at !== null && now.getTime() - row.decided_at.getTime() > CHASE_MS;
  const isPlanned = await planEffects(deps, identity, { requestId, now, isLast });
  const isChanged = await changeSystems(deps, identity, { requestId, now, isLast });
  if (!isPlanned || !isChanged) return 'unreachable';
  const hasByHand = await isByHandLeft(deps, requestId);
  if (hasByHand && !(await isTaskDone(deps, requestId))) {
    await openFulfilTask(deps, requestId, now);
    return 'by-hand';
  }
  await finish(deps, requestId, now);
  return 'done';
}

interface At {
  requestId: string;
  now: Date;
  isLast: boolean;
}

async function changeSystems(deps: CollectDeps, identity: Identity, at: At): Promise<boolean> {
  let isAll = true;
  for (const effect of await effectsOf(deps.pool, at.requestId)) {
    if (effect.status !== 'planned') continue;
    const status = await changeOne(deps, identity, effect, at);
    if (status === undefined) isAll = false;
    else await note(deps, effect, status, at);
  }
  return isAll;
}

/** Changes one value. What stands there may have been changed meanwhile, or the system may refuse: then a person looks. */
async function changeOne(
  deps: CollectDeps,
  identity: Identity,
  effect: EffectRow,
  { requestId, isLast }: At,
): Promise<'done' | 'by-hand' | undefined> {
  const { key, field, before, after, reason } = await openChange(deps.vault, effect);
  const connector = await connectorNamed(deps, effect.system);
  const result = await connector.correct(identity, {
    collection: effect.collection,
    key,
    field,
    value: after,
    ...(before === null ? {} : { expected: before }),
    ...(reason === undefined ? {} : { reason }),
    requestId,
  });
  if (result.status === 'corrected' || result.status === 'already') return 'done';
  if (result.status === 'unreachable') return isLast ? 'by-hand' : undefined;
  return 'by-hand';
}

async function note(deps: CollectDeps, effect: EffectRow, status: 'done' | 'by-hand', { requestId, now }: At): Promise<void> {
  await recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    async ({ client }) => {
      const moved = await client.query(
        `UPDATE correction_effect SET status = $2, done_at = CASE WHEN $2 = 'done' THEN $3::timestamptz END WHERE id = $1 AND status = 'planned'`,
        [effect.id, status, now],
      );
      if (moved.rowCount === 0) return undefined;
      return { facts: status === 'done' ? [{ event: 'corrected-record', data: { system: effect.system, fieldCount: 1 } }] : [] };
    },
    { now },
  );
}

/** A case that names no field is carried out by a person from its words alone. */
async function isByHandLeft(deps: CollectDeps, requestId: string): Promise<boolean> {
  const fields = await correctionsOf(deps.pool, requestId);
  return fields.length === 0 || (await effectsOf(deps.pool, requestId)).some((effect) => effect.status === 'by-hand');
}

async function isTaskDone(deps: CollectDeps, requestId: string): Promise<boolean> {
  const { rowCount } = await deps.pool.query(
    `SELECT 1 FROM human_task WHERE request_id = $1 AND system = $2 AND kind = 'fulfil' AND status = 'done'`,
    [requestId, BY_HAND],
  );
  return rowCount !== 0;
}

/** Everything stands: what a person did is noted, and whoever issues seals from the record is told by its event. */
async function finish(deps: CollectDeps, requestId: string, now: Date): Promise<void> {
  await recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    async ({ client }) => {
      const fields = (await correctionsOf(client, requestId)).filter((one) => one.outcome === 'apply' && one.applied_at === null);
      if (fields.length === 0) return undefined;
      const byHand = (await effectsOf(client, requestId)).filter((effect) => effect.status === 'by-hand');
      const systems = [...new Set(byHand.map((effect) => effect.system))];
      return {
        facts: systems.map((system) => ({
          event: 'corrected-record' as const,
          data: { system, fieldCount: byHand.filter((effect) => effect.system === system).length },
        })),
        also: async (connection) => {
          await connection.query(
            `UPDATE correction_effect SET status = 'done', done_at = $2 WHERE request_id = $1 AND status = 'by-hand'`,
            [requestId, now],
          );
          await connection.query('UPDATE correction SET applied_at = $2 WHERE id = ANY($1::uuid[])', [fields.map((one) => one.id), now]);
          for (const field of fields) await raise(connection, 'record-rectified', field);
        },
      };
    },
    { now },
  );
}
