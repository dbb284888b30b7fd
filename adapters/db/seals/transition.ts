import type { PoolClient } from 'pg';
import type { EvidenceFact } from '../../../domain/evidence.js';
import type { Actor } from '../../../domain/request/filing.js';
import { EVENT_OF_ACT } from '../../../domain/seals/events.js';
import { requireReason, requireTimeLeft, type SealAct, statusAfter } from '../../../domain/seals/life.js';
import { nextDueOf } from '../../../domain/seals/renewal.js';
import type { OwnKey } from '../../../domain/seals/view.js';
import { appendEvidence } from '../../evidence/chain.js';
import { roleOf } from '../requests/transition.js';
import { inTransaction } from '../transaction.js';
import { sealReasons } from './issuer-key.js';
import { placeColumns, takePlaces } from './places.js';
import type { SealDeps } from './seal-deps.js';
import { findSeal, noSuchSeal, type SealRow } from './seal-row.js';
import { tellWebhooks } from './tell-webhooks.js';

/** Columns an act may change beside the status. */
type Columns = Partial<Pick<SealRow, 'valid_from' | 'valid_until' | 'version' | 'superseded_by' | 'warned_days'>>;

/** One change of a seal: the act, why, and what else it sets. */
export interface SealStep {
  act: SealAct;
  reason?: string;
  /** What happened, with its data. */
  fact(after: SealRow): EvidenceFact;
  set?(row: SealRow, now: Date): Columns;
}

/**
 * The only way a seal changes after it was made: locks it, asks the transition table, and writes row, history and what the issuer's
 * systems are to be told in one transaction. The bits of the status lists are the status itself (`seal_status_bits`), so that the lists
 * say it at once. Throws 404 for a seal that is not the issuer's, 409 where the status forbids the act.
 */
export async function recordSealTransition(
  deps: SealDeps,
  key: OwnKey,
  actor: Actor,
  step: SealStep,
  options: { client?: PoolClient; now?: Date } = {},
): Promise<SealRow> {
  requireReason(step.act, step.reason);
  const now = options.now ?? deps.now();
  const work = async (client: PoolClient): Promise<SealRow> => {
    const row = await findSeal(client, key, { lock: true });
    if (row === undefined) throw noSuchSeal();
    const status = statusAfter(step.act, row.status);
    requireTimeLeft(step.act, row.valid_until, now);
    const after: SealRow = { ...row, ...(await placeOf(deps, row)), ...step.set?.(row, now), status, changed_at: now };
    after.next_due_at = status === 'active' || status === 'suspended' ? nextDueAtOf(after, now) : null;
    await update(client, after);
    const fact = { id: row.id, fact: step.fact(after), ...(step.reason ? { reason: step.reason } : {}) };
    await appendSealFacts(deps, client, row.issuer_slug, [fact], { actor, at: now });
    await closeMatters(client, after, now);
    await tellWebhooks(client, [{ row: after, type: EVENT_OF_ACT[step.act] }], { now, publicUrl: deps.settings.publicUrl });
    return after;
  };
  return options.client === undefined ? inTransaction(deps.pool, work) : work(options.client);
}

/** A seal of before seals were issued here gets its places in the lists with its first change. */
async function placeOf({ pool }: SealDeps, row: SealRow): Promise<Partial<SealRow>> {
  if (row.list_number !== null) return {};
  const [place] = await takePlaces(pool, row.issuer_slug, 1);
  return place === undefined ? {} : placeColumns(place);
}

/** A suspended seal is not warned of; its end still comes. */
function nextDueAtOf(row: SealRow, now: Date): Date {
  if (row.status === 'suspended') return row.valid_until;
  return nextDueOf({ validUntil: row.valid_until, warnedDays: row.warned_days }, now).at;
}

async function update(client: PoolClient, row: SealRow): Promise<void> {
  await client.query(
    `UPDATE seal SET status = $2, changed_at = $3, valid_from = $4, valid_until = $5, version = $6, superseded_by = $7, warned_days = $8, next_due_at = $9,
       list_number = $10, revocation_index = $11, suspension_index = $12 WHERE id = $1`,
    [
      row.id,
      row.status,
      row.changed_at,
      row.valid_from,
      row.valid_until,
      row.version,
      row.superseded_by,
      row.warned_days,
      row.next_due_at,
      row.list_number,
      row.revocation_index,
      row.suspension_index,
    ],
  );
}

/** What is for good, or answered, waits for nobody any more: its workflow reads that and ends. */
async function closeMatters(client: PoolClient, { id, status }: SealRow, now: Date): Promise<void> {
  if (status !== 'revoked' && status !== 'superseded') return;
  await client.query(`UPDATE seal_matter SET closed_at = $2, outcome = 'overtaken' WHERE seal_id = $1 AND closed_at IS NULL`, [id, now]);
}

/** One thing that happened to a seal. */
export interface SealFact {
  id: string;
  fact: EvidenceFact;
  reason?: string;
}

/** Adds to the chains of seals of one issuer, sealing the reasons. */
export async function appendSealFacts(
  deps: SealDeps,
  client: PoolClient,
  issuerSlug: string,
  entries: readonly SealFact[],
  by: { actor: Actor; at: Date },
): Promise<void> {
  const sealed = await sealReasons(
    deps,
    issuerSlug,
    entries.map(({ reason }) => reason),
  );
  await appendEvidence(
    client,
    entries.map(({ id, fact }, n) => {
      const reason = sealed[n];
      const entry = { requestId: id, at: by.at, actor: by.actor.id, role: roleOf(by.actor), ...fact };
      return reason === undefined ? entry : { ...entry, sealed: reason };
    }),
  );
}
