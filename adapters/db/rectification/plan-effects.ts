import { createHash } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { Identity } from '../../connectors/reading.js';
import type { Change } from '../requests/change.js';
import { SYSTEM } from '../requests/steps/acknowledge.js';
import type { CollectDeps } from '../requests/steps/collect.js';
import { recordTransition } from '../requests/transition.js';
import {
  type Connection,
  type CorrectionRow,
  correctionsOf,
  type LocatedPlace,
  openClaim,
  SEALED_HERE,
  valueToSet,
} from './correction-row.js';
import { BY_HAND, type SealedChange } from './effect-row.js';
import { locateEverywhere } from './locate-values.js';

/**
 * Puts down every place that a decided correction is to change, with what stands there, before anything is changed. A correction that
 * has its plan keeps it. False while a system did not answer: what it holds is not known, and the plan waits for it.
 */
export async function planEffects(
  deps: CollectDeps,
  identity: Identity,
  at: { requestId: string; now: Date; isLast: boolean },
): Promise<boolean> {
  const planned = new Set(await plannedFields(deps.pool, at.requestId));
  const fields = (await correctionsOf(deps.pool, at.requestId)).filter((one) => one.outcome === 'apply' && !planned.has(one.id));
  let isComplete = true;
  for (const field of fields) {
    const claim = { ...(await openClaim(deps.vault, field)), proposed: await valueToSet(deps.vault, field) };
    const located = await locateEverywhere(deps, identity, claim);
    isComplete &&= located.isComplete;
    if (!located.isComplete && !at.isLast) continue;
    const handled = await systemsAskedByHand(deps.pool, at.requestId);
    await writePlan(deps, field, { ...at, places: located.places, handled, after: claim.proposed, reason: claim.reason });
  }
  return isComplete || at.isLast;
}

async function plannedFields(connection: Connection, requestId: string): Promise<string[]> {
  const { rows } = await connection.query<{ id: string }>(
    'SELECT DISTINCT correction_id AS id FROM correction_effect WHERE request_id = $1',
    [requestId],
  );
  return rows.map(({ id }) => id);
}

/** Systems without an interface that are known to hold something of the person: what was found there by hand is corrected by hand. */
async function systemsAskedByHand(connection: Connection, requestId: string): Promise<string[]> {
  const { rows } = await connection.query<{ system: string }>(
    `SELECT s.system FROM source_search s JOIN human_task t USING (request_id, system)
      WHERE s.request_id = $1 AND t.kind = 'search' AND t.status = 'done' AND (s.row_count > 0 OR t.blob_id IS NOT NULL) ORDER BY s.system`,
    [requestId],
  );
  return rows.map(({ system }) => system);
}

interface Plan {
  requestId: string;
  now: Date;
  places: readonly LocatedPlace[];
  handled: readonly string[];
  after: string;
  reason?: string;
}

async function writePlan(deps: CollectDeps, field: CorrectionRow, plan: Plan): Promise<void> {
  const { places, handled, after, reason } = plan;
  const found = places.map((place) => ({ ...place, status: 'planned' as const }));
  const byHand = [...handled, ...(places.length === 0 && handled.length === 0 ? [BY_HAND] : [])];
  const all = [
    ...found,
    ...byHand.map((system) => ({ system, collection: '', key: '', field: '', value: null, status: 'by-hand' as const })),
  ];
  const { field: name } = await openClaim(deps.vault, field);
  const rows = await Promise.all(
    all.map(async (place) => {
      const change: SealedChange = {
        key: place.key,
        field: place.field || name,
        before: place.value,
        after,
        ...(reason === undefined ? {} : { reason }),
      };
      return {
        id: uuidv7(),
        correction_id: field.id,
        request_id: plan.requestId,
        subject_id: field.subject_id,
        system: place.system,
        collection: place.collection,
        key_index: createHash('sha256')
          .update(JSON.stringify([field.id, place.system, place.collection, place.key, place.field]))
          .digest(),
        sealed_change: await deps.vault.seal(field.subject_id, change, SEALED_HERE.change),
        status: place.status,
      };
    }),
  );
  const judge = async ({ client, row }: { client: Connection; row: { closed_at: Date | null } }): Promise<Change | undefined> => {
    if (row.closed_at !== null || (await plannedFields(client, plan.requestId)).includes(field.id)) return undefined;
    return { facts: [], rows: { correction_effect: rows } };
  };
  await recordTransition(deps, { id: plan.requestId }, SYSTEM, judge, { now: plan.now });
}
