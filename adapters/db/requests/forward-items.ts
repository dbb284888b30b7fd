import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { FORWARDED_GROUND } from '../../../domain/erasure/law.js';
import { DomainError } from '../../../domain/errors.js';
import { keptForController } from '../../../domain/letters/item-words.js';
import { forwardedRuleOf } from '../../../domain/request/case-items.js';
import type { ItemRef, PartRef } from '../../../domain/request/filing.js';
import { correctionsOf, openClaim } from '../rectification/correction-row.js';
import { clockOf, clockSubjectOf } from './case-clock.js';
import { itemRulesOf, wordsOf } from './case-items.js';
import type { Change } from './change.js';
import { type ForwardAct, letterToController, type OtherController, passedOn } from './forwarded-request.js';
import type { ActContext } from './judge.js';
import { letter } from './letters.js';
import { type PartPlace, requireParts, writeItems } from './name-items.js';

const ARTICLE = 'GDPR Art. 28(3)(e)';
/** Where the forwarded fields of a rectification stand among the parts of a case: by the id of the correction. */
const CORRECTIONS = { system: 'rightsdesk', collection: 'correction' } as const;

const isField = (item: ItemRef): item is { correction: string } => 'correction' in item;

/**
 * Some parts of a request belong to another controller (GDPR Art. 28(3)(e)): they go there without delay, the person is told who answers
 * for what, and until when each answers; our own part goes on.
 */
export async function forwardItems(
  act: ForwardAct & { items: ItemRef[] },
  context: ActContext,
  controller: OtherController,
): Promise<Change> {
  const { row, today } = context;
  const fields = act.items.filter(isField);
  const parts = act.items.filter((item): item is PartRef => !isField(item));
  await requireParts(context, parts);
  await requireFields(context, fields);
  const places = [
    ...parts.map(({ system, collection, field = '' }) => ({ system, collection, field })),
    ...fields.map(({ correction }) => ({ ...CORRECTIONS, field: correction })),
  ];
  await requireNotForwarded(context, places);
  const theirDueOn = dueThere(context);
  const step = `forwarded:${uuidv7()}`;
  const inTheirWords = await namesOf(context, parts, fields, controller.language ?? row.language);
  const about = { forwardedTo: controller.name, contact: controller.email, forwardedOn: today };
  const items = await namesOf(context, parts, fields, row.language);
  return {
    facts: [
      { event: 'role-determined', data: { role: 'processor', itemCount: places.length, ground: controller.code }, text: act.why },
      { event: 'items-forwarded', data: { to: controller.code, itemCount: places.length, theirDueOn } },
    ],
    rows: passedOn(context, controller),
    also: (client) => leaveThem(client, context, { places, controller, theirDueOn }),
    letters: [
      await letterToController(act, context, controller, { step: `${step}:there`, items: inTheirWords }),
      ...(row.may_reply ? [letter('FORWARDED', step, { ...about, items, theirDueOn })] : []),
    ],
  };
}

/** The last day of the other's month, counted from the day it has the request; ours is the case's own. */
function dueThere({ deps, row, now }: ActContext): string {
  const clock = clockOf(clockSubjectOf({ ...row, received_at: now }), [], deps.calendars);
  return clock.due ?? clock.safe;
}

async function requireFields({ client, row }: ActContext, fields: readonly { correction: string }[]): Promise<void> {
  if (fields.length === 0) return;
  const known = await correctionsOf(client, row.id);
  if (fields.some(({ correction }) => !known.some(({ id }) => id === correction)))
    conflict('NO_SUCH_CORRECTION', 'A field is named that this request does not have');
  if (known.every(({ id, controller }) => controller === 'other' || fields.some(({ correction }) => correction === id)))
    conflict('NOTHING_LEFT_TO_ANSWER', 'No field would be left to us: forward the whole request instead');
}

async function requireNotForwarded({ client, row }: ActContext, places: readonly PartPlace[]): Promise<void> {
  const known = await itemRulesOf(client, row.id);
  if (places.some((place) => forwardedRuleOf(known, { ...place, categories: [] }, place.field) !== undefined))
    conflict('ALREADY_FORWARDED', 'One of these was forwarded before; its controller has it');
}

async function namesOf(
  { client, deps, row }: ActContext,
  parts: readonly PartRef[],
  fields: readonly { correction: string }[],
  language: ActContext['row']['language'],
): Promise<string[]> {
  const corrections = (await correctionsOf(client, row.id)).filter(({ id }) => fields.some(({ correction }) => correction === id));
  const claims = await Promise.all(corrections.map((one) => openClaim(deps.vault, one)));
  return [...(await wordsOf(client, language, parts)), ...claims.map(({ record, field }) => [record, field].filter(Boolean).join(', '))];
}

/** Takes the parts out of what we answer: no package holds them, no erasure touches them, no decision of ours changes them. */
async function leaveThem(
  client: PoolClient,
  context: ActContext,
  { places, controller, theirDueOn }: { places: readonly PartPlace[]; controller: OtherController; theirDueOn: string },
): Promise<void> {
  const { row, today } = context;
  await writeItems(client, context, places, { forwardedTo: controller.name, forwardedOn: today, theirDueOn });
  for (const { system, collection, field } of places) {
    if (collection === CORRECTIONS.collection && field !== '')
      await client.query(`UPDATE correction SET controller = 'other', outcome = 'leave' WHERE request_id = $1 AND id::text = $2`, [
        row.id,
        field,
      ]);
    await client.query(
      `UPDATE erasure_item SET decision = 'keep', ground = $4, kept_why = $5, kept_until = NULL, is_by_default = false
       WHERE request_id = $1 AND system = $2 AND collection = $3`,
      [row.id, system, collection, FORWARDED_GROUND, keptForController(row.language, controller.name)],
    );
  }
}

function conflict(code: string, detail: string): never {
  throw new DomainError({ code, kind: 'conflict', detail: `${detail} (${ARTICLE}).`, article: ARTICLE });
}
