import type { Correction } from '../../../domain/request/filing.js';
import { type CaseRow, requireCase } from '../requests/case-row.js';
import type { Change } from '../requests/change.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { addressesOf, openContent, openProfile } from '../requests/sealed.js';
import { SYSTEM } from '../requests/steps/acknowledge.js';
import type { CollectDeps } from '../requests/steps/collect.js';
import { recordTransition } from '../requests/transition.js';
import { type Connection, correctionsOf, openClaim, SEALED_HERE } from './correction-row.js';
import { ADDED_FROM, fieldIdOf } from './field-id.js';
import { locateEverywhere } from './locate-values.js';
import { type Sorted, sortFields } from './look-up-issuer.js';

/**
 * Puts down each field the person wants corrected, with who decides over it (RULEBOOK 0, P4), and looks up what stands there now. A
 * field on record stays as it is.
 */
export async function sortCorrections(deps: CollectDeps, requestId: string, now: Date): Promise<void> {
  await recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    async ({ client, row }): Promise<Change | undefined> => {
      const [{ corrections = [] }, known] = await Promise.all([openContent(deps.vault, row), correctionsOf(client, requestId)]);
      if (known.some((one) => one.position < ADDED_FROM) || corrections.length === 0 || row.closed_at !== null) return undefined;
      return sortedChange(deps, client, row, { claims: corrections, from: 0, now });
    },
    { now },
  );
  await lookUpValues(deps, requestId, now);
}

/** The rows and the evidence of fields put down: how many are ours, how many an issuer's. */
export async function sortedChange(
  deps: DeskDeps,
  connection: Connection,
  row: CaseRow,
  { claims, from, now }: { claims: readonly Correction[]; from: number; now: Date },
): Promise<Change> {
  const sorted = await sortFields(deps, connection, row.subject_id, claims);
  const rows = await Promise.all(
    claims.map(async (claim, index) =>
      correctionRow(row, sorted[index], { position: from + index, sealed: await seal(deps, row, claim), now }),
    ),
  );
  const roles = (['company', 'issuer'] as const).flatMap((controller) => {
    const own = sorted.filter((one) => one.controller === controller);
    if (own.length === 0) return [];
    const role = controller === 'company' ? ('controller' as const) : ('joint-controller' as const);
    return [{ event: 'role-determined' as const, data: { role, itemCount: own.length, ground: own.map((one) => one.foundBy).join(', ') } }];
  });
  return { facts: roles, rows: { correction: rows } };
}

const seal = (deps: DeskDeps, row: CaseRow, claim: Correction) => deps.vault.seal(row.subject_id, claim, SEALED_HERE.claim);

function correctionRow(
  row: CaseRow,
  sorted: Sorted | undefined,
  { position, sealed, now }: { position: number; sealed: Buffer; now: Date },
) {
  return {
    id: fieldIdOf(row.id, position),
    request_id: row.id,
    subject_id: row.subject_id,
    position,
    sealed_claim: sealed,
    controller: sorted?.controller ?? 'issuer',
    issuer_slug: sorted?.issuerSlug ?? null,
    found_by: sorted?.foundBy ?? 'nobody',
    member_id: sorted?.memberId ?? null,
    certificate_id: sorted?.certificateId ?? null,
    opened_at: now.toISOString(),
  };
}

/** What stands in the systems now, so that old and new can be seen side by side. A field whose system was away is looked up again. */
async function lookUpValues(deps: CollectDeps, requestId: string, now: Date): Promise<void> {
  const row = await requireCase(deps.pool, { id: requestId });
  const profile = await openProfile(deps.vault, row);
  const identity = { emails: addressesOf(profile), subjectId: row.subject_id, requestId };
  for (const correction of await correctionsOf(deps.pool, requestId)) {
    if (correction.located_at !== null || correction.outcome !== null) continue;
    const { places, isComplete } = await locateEverywhere(deps, identity, await openClaim(deps.vault, correction));
    const sealed = await deps.vault.seal(row.subject_id, places, SEALED_HERE.located);
    await deps.pool.query('UPDATE correction SET sealed_located = $2, located_at = $3 WHERE id = $1', [
      correction.id,
      sealed,
      isComplete ? now : null,
    ]);
  }
}
