import type { PoolClient } from 'pg';
import { DomainError } from '../../../domain/errors.js';
import type { Actor } from '../../../domain/request/filing.js';
import { kindOf } from '../../../domain/seals/kinds.js';
import { latestEnd, MAX_YEARS, renewedUntil, warnedAtIssue } from '../../../domain/seals/renewal.js';
import type { OwnKey, SealChange } from '../../../domain/seals/view.js';
import { inTransaction } from '../transaction.js';
import { tellLookAlikes } from './look-alikes.js';
import { settleMatter } from './matters.js';
import type { SealDeps } from './seal-deps.js';
import type { SealRow } from './seal-row.js';
import { recordSealTransition, type SealStep } from './transition.js';

const because = (reason: string | undefined) => (reason === undefined ? {} : { reason });

/** Out of force for a while; the suspension bit is set. `cause`: who or what suspends it. */
export function suspendSeal(
  deps: SealDeps,
  key: OwnKey,
  actor: Actor,
  options: { reason: string; cause?: string; now?: Date; client?: PoolClient },
): Promise<SealRow> {
  const { reason, cause = actor.role } = options;
  const step: SealStep = { act: 'suspend', reason, fact: () => ({ event: 'seal-suspended', data: { cause } }) };
  return recordSealTransition(deps, key, actor, step, options);
}

/** Who or what suspended a seal the last time. */
export async function causeOfSuspension(db: Pick<PoolClient, 'query'>, id: string): Promise<string | undefined> {
  const { rows } = await db.query<{ cause: string }>(
    `SELECT data->>'cause' AS cause FROM evidence WHERE request_id = $1 AND event = 'seal-suspended' ORDER BY seq DESC LIMIT 1`,
    [id],
  );
  return rows[0]?.cause;
}

export function reinstateSeal(
  deps: SealDeps,
  key: OwnKey,
  actor: Actor,
  options: { reason?: string; cause?: string; now?: Date; client?: PoolClient } = {},
): Promise<SealRow> {
  const { reason, cause = actor.role } = options;
  const step: SealStep = { act: 'reinstate', ...because(reason), fact: () => ({ event: 'seal-reinstated', data: { cause } }) };
  return recordSealTransition(deps, key, actor, step, options);
}

/** For good: the revocation bit is set and stays. */
export function revokeSeal(deps: SealDeps, key: OwnKey, actor: Actor, { reason }: { reason: string }): Promise<SealRow> {
  return recordSealTransition(deps, key, actor, { act: 'revoke', reason, fact: () => ({ event: 'seal-revoked', data: {} }) });
}

/** Puts a draft in force. Its time begins now where its start has passed. */
export function issueDraft(deps: SealDeps, key: OwnKey, actor: Actor, { reason }: { reason?: string } = {}): Promise<SealRow> {
  const now = deps.now();
  const step: SealStep = {
    act: 'issue',
    ...because(reason),
    set: (row) => ({
      valid_from: row.valid_from < now ? wholeSecond(now) : row.valid_from,
      warned_days: warnedAtIssue(row.valid_until, now),
    }),
    fact: ({ kind, valid_until }) => ({ event: 'seal-issued', data: { kind, validUntil: valid_until.toISOString() } }),
  };
  return inTransaction(deps.pool, async (client) => {
    const after = await recordSealTransition(deps, key, actor, step, { client, now });
    await tellLookAlikes(deps, client, [after.id], now);
    return after;
  });
}

const wholeSecond = (at: Date) => new Date(Math.floor(at.getTime() / 1000) * 1000);

/** The same seal with a later end: signed anew under the same id, so that what members embed goes on. Settles an open renewal. */
export function renewSeal(deps: SealDeps, key: OwnKey, actor: Actor, change: SealChange & { now?: Date }): Promise<SealRow> {
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

function renewedSpan(row: SealRow, wanted: Date | undefined, now: Date): Pick<SealRow, 'valid_from' | 'valid_until' | 'warned_days'> {
  const valid_until = wholeSecond(wanted ?? renewedUntil(row.valid_until, kindOf(row.kind).validMonths, now));
  if (valid_until <= row.valid_until || valid_until <= now || valid_until > latestEnd(now))
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
