import type { PoolClient } from 'pg';
import { DomainError } from '../../../domain/errors.js';
import type { Actor } from '../../../domain/request/filing.js';
import { kindOf, readKind } from '../../../domain/seals/kinds.js';
import { monthsLater, renewedUntil, warnedAtIssue } from '../../../domain/seals/renewal.js';
import type { SealChange } from '../../../domain/seals/view.js';
import { isDomainProblem, readDomain } from '../../domains/read-domain.js';
import { inTransaction } from '../transaction.js';
import { createSeals, type ReadySeal } from './create-seals.js';
import { settleMatter } from './matters.js';
import { type Place, takePlaces } from './places.js';
import type { SealDeps } from './seal-deps.js';
import { findSeal, noSuchSeal, type SealRow } from './seal-row.js';
import { recordSealTransition, type SealStep } from './transition.js';

type Key = { id: string; issuerSlug?: string };

const because = (reason: string | undefined) => (reason === undefined ? {} : { reason });

/** Out of force for a while; the suspension bit is set. `cause`: who or what suspends it. */
export function suspendSeal(
  deps: SealDeps,
  key: Key,
  actor: Actor,
  options: { reason: string; cause?: string; now?: Date; client?: PoolClient },
): Promise<SealRow> {
  const { reason, cause = actor.role } = options;
  const step: SealStep = { act: 'suspend', reason, fact: () => ({ event: 'seal-suspended', data: { cause } }) };
  return recordSealTransition(deps, key, actor, step, options);
}

export function reinstateSeal(
  deps: SealDeps,
  key: Key,
  actor: Actor,
  options: { reason?: string; cause?: string; now?: Date; client?: PoolClient } = {},
): Promise<SealRow> {
  const { reason, cause = actor.role } = options;
  const step: SealStep = { act: 'reinstate', ...because(reason), fact: () => ({ event: 'seal-reinstated', data: { cause } }) };
  return recordSealTransition(deps, key, actor, step, options);
}

/** For good: the revocation bit is set and stays. */
export function revokeSeal(deps: SealDeps, key: Key, actor: Actor, { reason }: { reason: string }): Promise<SealRow> {
  return recordSealTransition(deps, key, actor, { act: 'revoke', reason, fact: () => ({ event: 'seal-revoked', data: {} }) });
}

/** Puts a draft in force. Its time begins now where its start has passed. */
export function issueDraft(deps: SealDeps, key: Key, actor: Actor, { reason }: { reason?: string } = {}): Promise<SealRow> {
  return recordSealTransition(deps, key, actor, {
    act: 'issue',
    ...because(reason),
    set: (row, now) => ({
      valid_from: row.valid_from < now ? wholeSecond(now) : row.valid_from,
      warned_days: warnedAtIssue(row.valid_until, now),
    }),
    fact: ({ kind, valid_until }) => ({ event: 'seal-issued', data: { kind, validUntil: valid_until.toISOString() } }),
  });
}

const wholeSecond = (at: Date) => new Date(Math.floor(at.getTime() / 1000) * 1000);

/** The same seal with a later end: signed anew under the same id, so that what members embed goes on. Settles an open renewal. */
export function renewSeal(deps: SealDeps, key: Key, actor: Actor, change: SealChange & { now?: Date }): Promise<SealRow> {
  const now = change.now ?? deps.now();
  return inTransaction(deps.pool, async (client) => {
    const after = await recordSealTransition(
      deps,
      key,
      actor,
      {
        act: 'renew',
        ...because(change.reason),
        set: (row) => ({ ...renewedSpan(row, change.validUntil, now), version: row.version + 1 }),
        fact: ({ valid_until, version }) => ({ event: 'seal-renewed', data: { validUntil: valid_until.toISOString(), version } }),
      },
      { client, now },
    );
    await settleMatter(deps, client, { sealId: after.id, kind: 'renewal', outcome: 'renewed' }, actor, now);
    return after;
  });
}

const MAX_YEARS = 10;

function renewedSpan(row: SealRow, wanted: Date | undefined, now: Date): Pick<SealRow, 'valid_from' | 'valid_until' | 'warned_days'> {
  const valid_until = wholeSecond(wanted ?? renewedUntil(row.valid_until, kindOf(row.kind).validMonths, now));
  if (valid_until <= row.valid_until || valid_until <= now || valid_until > monthsLater(now, MAX_YEARS * 12))
    throw new DomainError({
      code: 'INVALID_INPUT',
      kind: 'invalid',
      detail: 'A renewal lengthens the seal.',
      fields: [
        {
          pointer: '/validUntil',
          detail: `Give an instant after the present end and at most ${MAX_YEARS} years from now, or leave it out.`,
        },
      ],
    });
  // What was expired has a gap, which its new credential must not cover up.
  return {
    valid_from: row.status === 'expired' ? wholeSecond(now) : row.valid_from,
    valid_until,
    warned_days: warnedAtIssue(valid_until, now),
  };
}

/** What a new seal says otherwise than the one whose place it takes. */
export type Replacement = Partial<Pick<ReadySeal, 'memberName' | 'domain' | 'look' | 'licenceNumber' | 'validUntil'>>;

/** A new seal takes the place of one whose statement is not true any more; the old address leads to the new one. */
export async function supersedeSeal(
  deps: SealDeps,
  key: Key,
  actor: Actor,
  change: SealChange,
): Promise<{ before: SealRow; after: SealRow }> {
  const row = await findSeal(deps.pool, key);
  if (row === undefined) throw noSuchSeal();
  const places = await takePlaces(deps.pool, row.issuer_slug, 1);
  const { reason, validUntil, licenceNumber } = change;
  return inTransaction(deps.pool, (client) =>
    replaceSeal(
      deps,
      client,
      { id: row.id, places, actor, ...because(reason) },
      {
        ...(change.domain === undefined ? {} : domainPart(change.domain)),
        ...(validUntil === undefined ? {} : { validUntil }),
        ...(licenceNumber === undefined ? {} : { licenceNumber }),
      },
    ),
  );
}

function domainPart(text: string): Pick<ReadySeal, 'domain' | 'look'> {
  const read = readDomain(text);
  if (!isDomainProblem(read)) return { domain: read.domain, look: read.look };
  throw new DomainError({
    code: 'INVALID_INPUT',
    kind: 'invalid',
    detail: 'The domain cannot be used.',
    fields: [{ pointer: '/domain', detail: read.problem }],
  });
}

/** Supersedes and issues anew in the caller's transaction. The member's name is read afresh. */
export async function replaceSeal(
  deps: SealDeps,
  client: PoolClient,
  order: { id: string; places: readonly Place[]; actor: Actor; reason?: string; now?: Date },
  change: Replacement,
): Promise<{ before: SealRow; after: SealRow }> {
  const now = order.now ?? deps.now();
  const row = await findSeal(client, { id: order.id }, { lock: true });
  if (row === undefined) throw noSuchSeal();
  const { rows } = await client.query<{ name: string }>('SELECT name FROM member WHERE id = $1', [row.member_id]);
  const read = domainPart(row.domain);
  const licenceNumber = change.licenceNumber ?? row.licence_number;
  const fresh: ReadySeal = {
    memberId: row.member_id,
    memberName: change.memberName ?? rows[0]?.name ?? row.member_name,
    kind: readKind(row.kind) ?? 'website',
    ...read,
    ...(change.domain === undefined || change.look === undefined ? {} : { domain: change.domain, look: change.look }),
    validFrom: now,
    validUntil: change.validUntil ?? row.valid_until,
    ...(licenceNumber === null ? {} : { licenceNumber }),
    ...(row.certificate_id === null ? {} : { certificateId: row.certificate_id }),
    supersedes: row.id,
    ...because(order.reason),
  };
  const isGone = fresh.validUntil <= now;
  const [after] = await createSeals(
    deps,
    row.issuer_slug,
    [isGone ? { ...fresh, validUntil: monthsLater(now, kindOf(row.kind).validMonths) } : fresh],
    order.actor,
    {
      within: { client, places: order.places },
      now,
    },
  );
  if (after === undefined) throw new Error('createSeals gives a row for each seal');
  const before = await recordSealTransition(
    deps,
    { id: row.id },
    order.actor,
    {
      act: 'supersede',
      ...because(order.reason),
      set: () => ({ superseded_by: after.id }),
      fact: () => ({ event: 'seal-superseded', data: { by: after.id } }),
    },
    { client, now },
  );
  return { before, after: row.status === 'suspended' ? await carrySuspension(deps, client, after, order.actor, now) : after };
}

/** What was out of force stays out of force under its new id. */
function carrySuspension(deps: SealDeps, client: PoolClient, { id }: SealRow, actor: Actor, now: Date): Promise<SealRow> {
  return suspendSeal(deps, { id }, actor, {
    reason: 'The seal whose place this one takes is suspended.',
    cause: 'carried-over',
    now,
    client,
  });
}
