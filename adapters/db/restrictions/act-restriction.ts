import type { PoolClient } from 'pg';
import { DomainError } from '../../../domain/errors.js';
import {
  type AllowedUse,
  GROUND_OF,
  type GroundLetter,
  groundMeanwhile,
  LIFT_NOTICE_DAYS,
  requireLawfulLift,
} from '../../../domain/restriction.js';
import { daysLater } from '../requests/case-clock.js';
import type { ActContext, Judge } from '../requests/judge.js';
import { announcement, endedByUs } from './lift-restriction.js';
import { restrictionOf } from './restriction-row.js';

interface Terms {
  ground: string;
  isMeanwhile: boolean;
  scope?: readonly object[];
  allowedUses?: readonly AllowedUse[];
  reviewOn?: string;
  linkedId?: string | null;
}

/** Staff put down what is to be restricted, on which ground and until when, before they decide (GDPR Art. 18(1)). */
export const setTerms: Judge<'restriction-terms'> = async (act, context) => {
  if (context.row.right !== 'restriction') throw notRestrictable();
  const linkedId = act.linkedRequest === undefined ? null : await caseOfSamePerson(context, act.linkedRequest, act.ground);
  const terms = { ...act, ground: GROUND_OF[act.ground], isMeanwhile: false, linkedId };
  return { facts: [], also: (client) => writeTerms(client, context, terms) };
};

/** The person, or staff for them, asks that the data are not used until a rectification or an objection is decided (Art. 18(1)(a), (d)). */
export const restrictMeanwhile: Judge<'restrict-meanwhile'> = async (_act, context) => {
  const ground = groundMeanwhile(context.row.right, context.row.objection_kind);
  if (ground === undefined) throw notRestrictable();
  return { facts: [], nudge: true, also: (client) => writeTerms(client, context, { ground, isMeanwhile: true }) };
};

function notRestrictable(): DomainError {
  return new DomainError({
    code: 'NOTHING_TO_RESTRICT',
    kind: 'conflict',
    detail:
      'A restriction is set for a request for restriction, or meanwhile for a rectification or an objection other than to direct marketing (GDPR Art. 18(1)).',
    article: 'GDPR Art. 18(1)',
  });
}

/** The case whose decision ends the restriction: of the same person, and of the right that the ground speaks of. */
async function caseOfSamePerson({ client, row }: ActContext, reference: string, ground: GroundLetter): Promise<string> {
  const { rows } = await client.query<{ id: string; right: 'rectification' | 'objection' }>(
    'SELECT id, "right" FROM request WHERE reference = $1 AND subject_id = $2 AND id <> $3',
    [reference, row.subject_id, row.id],
  );
  const [linked] = rows;
  if (linked !== undefined && groundMeanwhile(linked.right, null) === GROUND_OF[ground]) return linked.id;
  throw new DomainError({
    code: 'LINKED_REQUEST_UNFIT',
    kind: 'conflict',
    detail: 'Link the rectification (ground a) or the objection (ground d) of the same person (GDPR Art. 18(1)(a), (d)).',
    article: 'GDPR Art. 18(1)',
  });
}

async function writeTerms(client: PoolClient, { row, actor, now }: Pick<ActContext, 'row' | 'actor' | 'now'>, terms: Terms): Promise<void> {
  await client.query(
    `INSERT INTO restriction_terms (request_id, ground, is_meanwhile, scope, allowed_uses, review_on, linked_request_id, set_by, set_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (request_id) DO UPDATE SET ground = EXCLUDED.ground, is_meanwhile = EXCLUDED.is_meanwhile, scope = EXCLUDED.scope,
       allowed_uses = EXCLUDED.allowed_uses, review_on = EXCLUDED.review_on, linked_request_id = EXCLUDED.linked_request_id,
       set_by = EXCLUDED.set_by, set_at = EXCLUDED.set_at`,
    [
      row.id,
      terms.ground,
      terms.isMeanwhile,
      JSON.stringify(terms.scope ?? []),
      terms.allowedUses ?? [],
      terms.reviewOn ?? null,
      terms.linkedId ?? null,
      actor.id,
      now,
    ],
  );
}

/** GDPR Art. 18(3): the person is told first; the lift follows on its day. */
export const announceByHand: Judge<'lift-announcement'> = async (act, context) => {
  const { client, row, today } = context;
  const restriction = await restrictionOf(client, row.id);
  const liftOn = act.liftOn ?? daysLater(today, LIFT_NOTICE_DAYS);
  const isInForce = restriction !== undefined && restriction.lifted_at === null;
  requireLawfulLift({ isInForce, isCauseOpen: restriction?.is_cause_ended === false, today, liftOn });
  if (restriction === undefined) return { facts: [] };
  return announcement(context, restriction, { liftOn, decided: endedByUs(row.language), reasons: act.reason });
};
