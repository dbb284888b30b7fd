import type { PoolClient } from 'pg';
import { DomainError } from '../../../domain/errors.js';
import type { Actor } from '../../../domain/request/filing.js';
import { kindOf, readKind } from '../../../domain/seals/kinds.js';
import { monthsLater } from '../../../domain/seals/renewal.js';
import { isDomainProblem, readDomain } from '../../domains/read-domain.js';
import { causeOfSuspension, suspendSeal } from './act-seal.js';
import { createSeals, type ReadySeal } from './create-seals.js';
import type { Place } from './places.js';
import type { SealDeps } from './seal-deps.js';
import { findSeal, noSuchSeal, type SealRow } from './seal-row.js';
import { recordSealTransition } from './transition.js';

/** What a new seal says otherwise than the one whose place it takes; `licenceNumber` null: it shows none. */
export type Replacement = Partial<Pick<ReadySeal, 'domain' | 'look' | 'validUntil'> & { licenceNumber: string | null }>;

const because = (reason: string | undefined) => (reason === undefined ? {} : { reason });

/** A seal that is under restriction by its own id stays so under its new one (GDPR Art. 18). */
const CARRY_RESTRICTIONS = `INSERT INTO restriction_scope (restriction_id, system, collection, row_key, applied_at)
  SELECT s.restriction_id, s.system, s.collection, $2, s.applied_at FROM restriction_scope s JOIN restriction r ON r.id = s.restriction_id
  WHERE s.system = 'rightsdesk' AND s.collection = 'seal' AND s.row_key = $1 AND r.lifted_at IS NULL ON CONFLICT DO NOTHING`;

/** Supersedes and issues anew in the caller's transaction. The member's name is read afresh. */
export async function replaceSeal(
  deps: SealDeps,
  client: PoolClient,
  order: { id: string; places: readonly Place[]; actor: Actor; reason?: string; now?: Date },
  change: Replacement,
): Promise<{ before: SealRow; after: SealRow }> {
  const { actor, now = deps.now() } = order;
  const row = await findSeal(client, { id: order.id }, { lock: true });
  if (row === undefined) throw noSuchSeal();
  requireInView(row);
  const { rows } = await client.query<{ name: string }>('SELECT name FROM member WHERE id = $1', [row.member_id]);
  const fresh = { ...freshSeal(row, rows[0]?.name ?? row.member_name, change, now), ...because(order.reason) };
  const [after] = await createSeals(deps, row.issuer_slug, [fresh], actor, { within: { client, places: order.places }, now });
  if (after === undefined) throw new Error('createSeals gives a row for each seal');
  await client.query(CARRY_RESTRICTIONS, [row.id, after.id]);
  const before = await recordSealTransition(
    deps,
    { id: row.id },
    actor,
    {
      act: 'supersede',
      ...because(order.reason),
      set: () => ({ superseded_by: after.id }),
      fact: () => ({ event: 'seal-superseded', data: { by: after.id } }),
    },
    { client, now },
  );
  return { before, after: row.status === 'suspended' ? await carrySuspension(deps, client, { before, after }, actor, now) : after };
}

/** The seal that takes the place of another. One whose time is over gets the time of its kind. */
export function freshSeal(row: SealRow, memberName: string, change: Replacement, now: Date): ReadySeal {
  const { licenceNumber = row.licence_number, validUntil = row.valid_until } = change;
  return {
    memberId: row.member_id,
    memberName,
    kind: readKind(row.kind) ?? 'website',
    ...domainOf(row, change),
    validFrom: now,
    validUntil: validUntil <= now ? monthsLater(now, kindOf(row.kind).validMonths) : validUntil,
    ...(licenceNumber === null ? {} : { licenceNumber }),
    ...(row.certificate_id === null ? {} : { certificateId: row.certificate_id }),
    supersedes: row.id,
  };
}

function domainOf(row: SealRow, { domain, look }: Replacement): Pick<ReadySeal, 'domain' | 'look'> {
  if (domain !== undefined && look !== undefined) return { domain, look };
  const read = readDomain(row.domain);
  // A domain that was lawful when its seal was issued stays so, whatever the list of public suffixes says today.
  return isDomainProblem(read) ? { domain: row.domain, look: row.domain } : { domain: read.domain, look: read.look };
}

/** What the seal showed is gone (GDPR Art. 17): a new one in its place would bring it back into view. */
export function requireInView({ hidden_at }: SealRow): void {
  if (hidden_at === null) return;
  throw new DomainError({
    code: 'SEAL_OUT_OF_VIEW',
    kind: 'conflict',
    detail: 'This seal is out of public view, so nothing can take its place. Issue a new one instead.',
  });
}

/** What was out of force stays so under its new id, for the same cause: what the rule about domains suspended ends with the proof. */
async function carrySuspension(
  deps: SealDeps,
  client: PoolClient,
  { before, after }: { before: SealRow; after: SealRow },
  actor: Actor,
  now: Date,
): Promise<SealRow> {
  const cause = (await causeOfSuspension(client, before.id)) ?? 'carried-over';
  return suspendSeal(deps, { id: after.id }, actor, { reason: 'The seal whose place this one takes is suspended.', cause, now, client });
}
