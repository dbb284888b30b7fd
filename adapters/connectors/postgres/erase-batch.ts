import type { BatchOutcome, PlannedRow } from '../erasure-journal.js';
import type { ErasableTable } from './erasable.js';
import { isOthers, markOf, maskedValues } from './erasable-row.js';
import { quoted } from './identifier.js';
import type { Masker } from './masker.js';
import { columnsOf, listOf } from './row-match.js';
import type { Known } from './select.js';
import { type OpenSession, type ReadSession, SystemFault } from './session.js';

/** A row as it stands in the system now. */
interface CurrentRow {
  key: readonly (string | null)[];
  values: readonly (string | null)[];
}

interface BatchDeps {
  session: OpenSession;
  one: ErasableTable;
  masker: Masker;
  known: Known;
}

/**
 * Erases the planned rows of one collection in one transaction. Safe to repeat: rows that are gone are gone, what was masked is
 * recognised. A row that is named by others is masked instead of deleted; a row that became somebody else's, or is now marked as
 * restricted or held, or that the system refuses to change, is left and counted. Throws SystemFault, and then nothing was changed.
 */
export async function eraseBatch(deps: BatchDeps, planned: readonly PlannedRow[]): Promise<BatchOutcome> {
  await deps.session.query('BEGIN');
  try {
    const outcome = await eraseRows(deps, planned);
    await deps.session.query('COMMIT');
    return outcome;
  } catch (error) {
    await deps.session.query('ROLLBACK').catch(() => undefined); // a lost connection has rolled back by itself
    throw error;
  }
}

async function eraseRows(deps: BatchDeps, planned: readonly PlannedRow[]): Promise<BatchOutcome> {
  const { one, masker, known } = deps;
  const current = await currentRows(deps, planned);
  const free = current.filter(({ values }) => markOf(one, values) === null && !isOthers(one, masker, known, values));
  const toDelete = new Set(planned.filter((row) => row.isDeleted).map(({ key }) => JSON.stringify(key)));
  const candidates = one.mayDelete ? free.filter(({ key }) => toDelete.has(JSON.stringify(key))) : [];
  const gone = await deleteUnnamed(deps, candidates);
  const staying = free.filter(({ key }) => !gone.has(JSON.stringify(key)));
  const changes = staying.map((row) => ({ row, changed: maskedValues(one, masker, row.values) })).filter(({ changed }) => changed.size > 0);
  const refused = one.mayUpdate ? await maskRows(deps, changes) : changes.length;
  const left = current.length - free.length + refused;
  const present = new Map<string, number>();
  for (const { key } of current) present.set(JSON.stringify(key), (present.get(JSON.stringify(key)) ?? 0) + 1);
  const missing = planned.filter(({ key }) => !present.has(JSON.stringify(key)));
  const deleted = missing.filter((row) => row.isDeleted).length + (free.length - staying.length);
  return { deleted, masked: missing.filter((row) => !row.isDeleted).length + staying.length - refused, left };
}

/** The rows as they stand, locked where our account may change them. */
export async function currentRows(
  { session, one }: { session: ReadSession; one: ErasableTable },
  rows: readonly Pick<PlannedRow, 'key'>[],
): Promise<CurrentRow[]> {
  const { match, table } = one;
  const fields = table.collection.fields.map(({ name }) => `r.${quoted(name)}`);
  const sql = `SELECT ${[...match.texts, ...fields].join(', ')} FROM ${table.relation} AS r
    WHERE ${match.row('r')} IN (SELECT ${match.named} FROM ${listOf(match.names)})${one.mayUpdate ? ' FOR UPDATE OF r' : ''}`;
  const keys = rows.map(({ key }) => key);
  const found = await session.query(sql, columnsOf(keys, match.names.length));
  const width = match.names.length;
  return found.rows.map((row): CurrentRow => ({ key: row.slice(0, width), values: row.slice(width) }));
}

/** Deletes those that nothing names any more, except rows that go with them. Answers the keys of the deleted. */
async function deleteUnnamed({ session, one }: BatchDeps, rows: readonly CurrentRow[]): Promise<Set<string>> {
  if (rows.length === 0 || one.referrers.some((referrer) => !referrer.isReadable)) return new Set();
  const { match, table } = one;
  const among = (alias: string) => `${match.row(alias)} IN (SELECT ${match.named} FROM ${listOf(match.names)})`;
  const unnamed = one.referrers.map(
    ({ relation, names, isSelf }) =>
      ` AND NOT EXISTS (SELECT FROM ${relation} AS h WHERE ${names('h', 'r')}${isSelf ? ` AND NOT (${among('h')})` : ''})`,
  );
  const sql = `DELETE FROM ${table.relation} AS r WHERE ${among('r')}${unnamed.join('')} RETURNING ${match.texts.join(', ')}`;
  const keys = columnsOf(
    rows.map(({ key }) => key),
    match.names.length,
  );
  const result = await attempt(session, () => session.query(sql, keys));
  return new Set(result?.rows.map((key) => JSON.stringify(key)) ?? []);
}

interface Change {
  row: CurrentRow;
  changed: ReadonlyMap<string, string | null>;
}

/** Writes masked values; a batch that the system refuses is halved until the rows it refuses stand alone. Answers their number. */
async function maskRows(deps: BatchDeps, changes: readonly Change[]): Promise<number> {
  if (changes.length === 0) return 0;
  const done = await attempt(deps.session, () => writeMasks(deps, changes));
  if (done !== null) return 0;
  if (changes.length === 1) return 1;
  const half = Math.ceil(changes.length / 2);
  return (await maskRows(deps, changes.slice(0, half))) + (await maskRows(deps, changes.slice(half)));
}

async function writeMasks({ session, one }: BatchDeps, changes: readonly Change[]): Promise<true> {
  const { match, table } = one;
  const fields = one.fields.filter((field) => changes.some(({ changed }) => changed.has(field.name)));
  const values = changes.map(({ row, changed }) => [
    ...row.key,
    ...fields.map((field) => (changed.has(field.name) ? (changed.get(field.name) ?? null) : (row.values[field.index] ?? null))),
  ]);
  const names = [...match.names, ...fields.map((_, index) => `f${index}`)];
  const set = fields.map((field, index) => `${quoted(field.name)} = v.f${index}::${field.typeName}`).join(', ');
  const sql = `UPDATE ${table.relation} AS r SET ${set} FROM ${listOf(names)} WHERE ${match.row('r')} = ${match.given}`;
  await session.query(sql, columnsOf(values, names.length));
  return true;
}

/** Runs a statement that the system may refuse by a rule of its own: then nothing of it stands and the answer is null. */
async function attempt<T>(session: OpenSession, work: () => Promise<T>): Promise<T | null> {
  await session.query('SAVEPOINT attempt');
  try {
    const result = await work();
    await session.query('RELEASE SAVEPOINT attempt');
    return result;
  } catch (error) {
    if (!(error instanceof SystemFault) || !isRefusal(error.sqlState)) throw error;
    await session.query('ROLLBACK TO SAVEPOINT attempt');
    return null;
  }
}

/** Integrity constraints, values that do not fit, what a trigger raises. */
export function isRefusal(sqlState: string): boolean {
  return sqlState.startsWith('23') || sqlState.startsWith('22') || sqlState === 'P0001';
}
