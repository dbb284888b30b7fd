import type { PoolClient } from 'pg';
import type { WithheldItem } from '../../../domain/letters/common-facts.js';
import { formatDateInWords } from '../../../domain/letters/dates.js';
import { forwardedWhy } from '../../../domain/letters/item-words.js';
import { inWords } from '../../../domain/letters/system-words.js';
import {
  type CaseItem,
  forwardedRuleOf,
  type ItemCollection,
  type ItemRegime,
  type ItemRule,
  type ItemRules,
  isGiven,
  regimeOfItem,
} from '../../../domain/request/case-items.js';
import { type CaseOrganisation, ownBusinessOf } from '../../../domain/request/own-business.js';
import type { Language } from '../../../domain/request/types.js';
import type { CaseRow } from './case-row.js';
import { systemWordsOf } from './system-labels.js';

type Connection = Pick<PoolClient, 'query'>;

/** A collection that the search of a case found something in. */
export type FoundCollection = ItemCollection & { rowCount: number };

/** What decides about the parts of a case: its regime, whether its person is an organisation, and what the desk said. */
export async function itemRulesOf(connection: Connection, requestId: string): Promise<ItemRules> {
  const { rows: cases } = await connection.query<{ regime: ItemRegime }>('SELECT regime FROM request WHERE id = $1', [requestId]);
  const { rows: rules } = await connection.query<ItemRule>(
    `SELECT system, collection, field, regime, forwarded_to AS "forwardedTo", forwarded_on::text AS "forwardedOn",
            their_due_on::text AS "theirDueOn" FROM case_item WHERE request_id = $1 ORDER BY system, collection, field`,
    [requestId],
  );
  return { caseRegime: cases[0]?.regime ?? 'STATUTORY', organisations: await organisationsOfCase(connection, requestId), rules };
}

async function organisationsOfCase(connection: Connection, requestId: string): Promise<CaseOrganisation[]> {
  const { rows } = await connection.query<CaseOrganisation>(
    `SELECT DISTINCT m.id, m.is_natural_person AS "isNaturalPerson", (SELECT count(*)::int FROM seal s WHERE s.member_id = m.id) AS "sealCount"
     FROM request r JOIN officer o ON o.subject_id = r.subject_id JOIN member m ON m.id = o.member_id WHERE r.id = $1 ORDER BY m.id`,
    [requestId],
  );
  return rows;
}

/** The collections that the search of a case answered with, held-back rows counted too; a person's own business stands apart. */
export async function foundCollections(
  connection: Connection,
  requestId: string,
  organisations?: readonly CaseOrganisation[],
): Promise<FoundCollection[]> {
  const { rows } = await connection.query<FoundCollection>(
    `SELECT s.system, c->>'name' AS collection, ARRAY(SELECT jsonb_array_elements_text(c->'categories')) AS categories,
            (c->>'rowCount')::int + coalesce((c->>'heldBackCount')::int, 0) AS "rowCount"
     FROM source_search s, jsonb_array_elements(s.summary->'collections') c WHERE s.request_id = $1 ORDER BY s.system, collection`,
    [requestId],
  );
  const known = organisations ?? (await organisationsOfCase(connection, requestId));
  return rows.flatMap((found) => apart(known, found));
}

/** A collection with the person's own business and the data of organisations apart, where it holds both. */
function apart(organisations: readonly CaseOrganisation[], found: FoundCollection): FoundCollection[] {
  const own = ownBusinessOf(organisations, found);
  if (own === undefined) return [found];
  const rowCount = Math.min(own.rowCount, found.rowCount);
  return [
    { ...found, rowCount: found.rowCount - rowCount },
    { ...found, collection: own.collection, rowCount },
  ].filter((part) => part.rowCount > 0);
}

/** Every part of a case with its regime and who answers for it: whole collections, and the fields of which something was said. */
export async function caseItems(connection: Connection, requestId: string): Promise<CaseItem[]> {
  const known = await itemRulesOf(connection, requestId);
  const found = await foundCollections(connection, requestId, known.organisations);
  const named = known.rules.filter((rule) => rule.field !== '' || !found.some((one) => isSame(one, rule)));
  const places = [
    ...found.map((one) => ({ ...one, field: '' })),
    ...named.map((rule) => ({
      ...(found.find((one) => isSame(one, rule)) ?? { ...rule, categories: [], rowCount: 0 }),
      field: rule.field,
    })),
  ];
  return places.map((place) => itemOf(known, place));
}

const isSame = (one: { system: string; collection: string }, other: { system: string; collection: string }): boolean =>
  one.system === other.system && one.collection === other.collection;

function itemOf(known: ItemRules, place: FoundCollection & { field: string }): CaseItem {
  const { system, collection, field, rowCount } = place;
  const rule = forwardedRuleOf(known, place, field);
  return {
    system,
    collection,
    ...(field === '' ? {} : { field }),
    rowCount,
    ...regimeOfItem(known, place, field),
    isGiven: isGiven(known, place, field),
    ...(rule === undefined
      ? {}
      : { forwarded: { to: rule.forwardedTo ?? '', on: rule.forwardedOn ?? '', theirDueOn: rule.theirDueOn ?? '' } }),
  };
}

/** Which collections an answer is about, by right; undefined: all that were found. */
const ANSWERED_PARTS: Partial<Record<string, string>> = {
  erasure: 'SELECT system, collection FROM erasure_item WHERE request_id = $1 AND row_count > 0',
  rectification: `SELECT DISTINCT e.system, e.collection FROM correction_effect e JOIN correction c ON c.id = e.correction_id WHERE c.request_id = $1`,
  restriction: `SELECT DISTINCT s.system, s.collection FROM restriction x JOIN restriction_scope s ON s.restriction_id = x.id WHERE x.request_id = $1`,
};

/** In a mixed answer under the statute: what of it is about an organisation and given under the policy alone, as the letter names it. */
export async function policyItemsOf(connection: Connection, row: CaseRow): Promise<string[]> {
  // An objection is to a use of data, not about parts of them.
  if (row.regime === 'POLICY_ONLY' || row.right === null || row.right === 'objection') return [];
  const parts = ANSWERED_PARTS[row.right];
  const items = (await caseItems(connection, row.id)).filter((item) => item.rowCount > 0 && item.isGiven && item.regime === 'POLICY_ONLY');
  if (parts === undefined) return wordsOf(connection, row.language, items);
  const { rows } = await connection.query<{ system: string; collection: string }>(parts, [row.id]);
  return wordsOf(
    connection,
    row.language,
    items.filter((item) => rows.some((one) => isSame(one, item))),
  );
}

/** What another controller answers for, and where and when it went there: for the list of what our answer leaves out. */
export async function forwardedItems(connection: Connection, requestId: string, language: Language): Promise<WithheldItem[]> {
  const { rules } = await itemRulesOf(connection, requestId);
  const forwarded = rules.filter(
    ({ forwardedTo, collection, field }) => forwardedTo !== null && !(collection === 'correction' && field !== ''),
  );
  const names = await wordsOf(connection, language, forwarded);
  return forwarded.map((rule, index) => ({ what: names[index] ?? '', why: forwardedRuleWords(language, rule) }));
}

/** Why our answer leaves a forwarded part alone, in the words of its letter. */
export function forwardedRuleWords(language: Language, rule: ItemRule | undefined): string {
  if (rule?.forwardedTo == null || rule.forwardedOn === null) return '';
  return forwardedWhy(language, { to: rule.forwardedTo, on: formatDateInWords(rule.forwardedOn, language) });
}

/** Parts as people call them. */
export async function wordsOf(
  connection: Connection,
  language: Language,
  items: readonly { system: string; collection: string; field?: string }[],
): Promise<string[]> {
  if (items.length === 0) return [];
  const words = await systemWordsOf(connection, language);
  return items.map(({ system, collection, field = '' }) =>
    [words.system(system), words.collection(system, collection), ...(field === '' ? [] : [inWords(field)])].join(' / '),
  );
}
