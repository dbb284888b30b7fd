import { fitOf, isSameValue } from '../../../domain/collection/field-words.js';
import { type Graph, graphOf } from '../../../domain/collection/graph.js';
import type { JsonValue } from '../../../domain/collection/row.js';
import type { Identity } from '../reading.js';
import type { Correction, CorrectionCandidate, CorrectResult, LocateQuery, LocateResult } from '../writing-acts.js';
import { columnNamed } from './catalog.js';
import { type ErasableTable, erasableTables } from './erasable.js';
import { currentRows, isRefusal } from './erase-batch.js';
import { findTables } from './find-tables.js';
import { quoted } from './identifier.js';
import { columnsOf, listOf } from './row-match.js';
import { knownOf } from './select.js';
import { type OpenSession, openReadSession, openSession, SystemFault } from './session.js';
import type { DescribedDatabase } from './system.js';
import { toJsonValue } from './values.js';
import { type JudgedRow, walk } from './walk.js';

const MOST_CANDIDATES = 200;

interface Place {
  one: ErasableTable;
  row: JudgedRow;
}

/** Finds the places of the person's rows whose field fits the word, and whose value is the one said. Throws SystemFault. */
export async function locate(system: DescribedDatabase, identity: Identity, query: LocateQuery): Promise<LocateResult> {
  const candidates: CorrectionCandidate[] = [];
  for await (const { one, row } of ownPlaces(system, identity)) {
    for (const field of one.fields) {
      const value = toJsonValue(row.typeOids[field.index] ?? 0, row.values[field.index] ?? null);
      if (fitOf(query.field, field) === 0 || (query.value !== undefined && !isSameValue(query.value, value))) continue;
      if (candidates.length === MOST_CANDIDATES) return { status: 'located', candidates, isComplete: false };
      const { name, categories } = field;
      const isCorrectable = canCorrect(one, name) && one.mayUpdate;
      candidates.push({ collection: one.table.collection.name, key: row.key, field: name, value, categories, isCorrectable });
    }
  }
  return { status: 'located', candidates, isComplete: true };
}

/** Sets one field of one row of the person, where it still holds what is expected. Throws SystemFault. */
export async function correct(system: DescribedDatabase, identity: Identity, correction: Correction): Promise<CorrectResult> {
  const place = await placeOf(system, identity, correction);
  if (place === undefined) return { status: 'not-found' };
  if (!canCorrect(place.one, correction.field)) return { status: 'by-hand', reason: 'FIELD_IS_FIXED' };
  if (!place.one.mayUpdate) return { status: 'by-hand', reason: 'NO_WRITE_RIGHTS' };
  const session = await openSession(system.url, system.limits);
  try {
    await session.query('BEGIN');
    const result = await setField(session, place, correction);
    await session.query('COMMIT');
    return result;
  } catch (error) {
    if (error instanceof SystemFault && isRefusal(error.sqlState)) return { status: 'by-hand', reason: 'VALUE_REFUSED' };
    throw error;
  } finally {
    await session.close();
  }
}

async function setField(session: OpenSession, { one, row }: Place, { field, value, expected }: Correction): Promise<CorrectResult> {
  const column = columnNamed(one.table, field);
  const index = one.fields.findIndex(({ name }) => name === field);
  const found = await currentRows({ session, one }, [{ key: one.match.keyOf(row) }]);
  const [current] = found;
  if (current === undefined) return { status: 'not-found' };
  const before = toJsonValue(column.typeOid, current.values[index] ?? null);
  if (isEqual(before, value)) return { status: 'already', before };
  if (expected !== undefined && !isEqual(before, expected)) return { status: 'changed-meanwhile', before };
  const { match, table } = one;
  const sql = `UPDATE ${table.relation} AS r SET ${quoted(field)} = $${match.names.length + 1}::text::${column.typeName}
    WHERE ${match.row('r')} IN (SELECT ${match.named} FROM ${listOf(match.names)}) RETURNING r.${quoted(field)}`;
  const changed = await session.query(sql, [...columnsOf([current.key], match.names.length), textOf(value)]);
  return changed.rows.length > 0 ? { status: 'corrected', before } : { status: 'by-hand', reason: 'VALUE_REFUSED' };
}

/** The row of this shown key, where it is the person's. A key that several rows show leads to none. */
async function placeOf(system: DescribedDatabase, identity: Identity, { collection, key, field }: Correction): Promise<Place | undefined> {
  const found: Place[] = [];
  for await (const place of ownPlaces(system, identity)) {
    if (place.one.table.collection.name === collection && place.row.key === key) found.push(place);
  }
  const [first] = found;
  return found.length === 1 && first?.one.fields.some(({ name }) => name === field) ? first : undefined;
}

async function* ownPlaces(system: DescribedDatabase, identity: Identity): AsyncGenerator<Place> {
  const graph: Graph = graphOf(system.description.collections);
  const session = await openReadSession(system.url, system.limits);
  try {
    const tables = await findTables(session, system.description.collections);
    const erasables = await erasableTables(session, graph, tables);
    for await (const { table, rows } of walk({ session, graph, tables, known: knownOf(identity) })) {
      const one = erasables.get(table.collection.id);
      // A shared or unclaimed row of personal data is answered about, but not one person's to change.
      if (one) for (const row of rows) if (row.standing === 'own') yield { one, row };
    }
  } finally {
    await session.close();
  }
}

/** Keys and references hold the record together, and what the database computes is not ours to set. */
function canCorrect(one: ErasableTable, field: string): boolean {
  const facts = one.fields.find(({ name }) => name === field)?.facts;
  return facts?.isKey === false && facts.isWritable;
}

function isEqual(left: JsonValue, right: JsonValue): boolean {
  return textOf(left) === textOf(right);
}

function textOf(value: JsonValue): string | null {
  if (value === null) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
