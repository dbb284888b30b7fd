import type { DescribedCollection } from '../../../domain/collection/description.js';
import { quoted } from './identifier.js';
import { type ReadSession, SystemFault } from './session.js';

/** A column as the database has it. `family` groups types that compare with each other through an index. */
export interface Column {
  name: string;
  typeOid: number;
  typeName: string;
  family: string;
  isComposite: boolean;
}

/** A described collection found in the database. */
export interface Table {
  collection: DescribedCollection;
  /** The object id of the relation, as text. */
  oid: string;
  /** Quoted and with its schema. */
  relation: string;
  columns: ReadonlyMap<string, Column>;
  /** The columns of the database's own primary key; empty where it has none. */
  primaryKey: readonly string[];
  /** True for real tables, whose rows have a place of their own (ctid). */
  hasRowPlace: boolean;
}

const FIND_TABLE = `SELECT c.oid, n.nspname, c.relname, c.relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = to_regclass($1)`;
const FIND_COLUMNS = `
  SELECT a.attname, COALESCE(NULLIF(t.typbasetype, 0), t.oid)::int, format_type(COALESCE(NULLIF(t.typbasetype, 0), t.oid), NULL), t.typcategory
  FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
  WHERE a.attrelid = $1::oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`;
const FIND_KEY = `
  SELECT a.attname FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k(attnum, place)
  JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
  WHERE i.indrelid = $1::oid AND i.indisprimary ORDER BY k.place`;

const INTEGERS = new Set(['smallint', 'integer', 'bigint']);
const UNCUT: Readonly<Record<string, string>> = { character: 'bpchar', bit: 'varbit' };
const TEXTS = new Set(['text', 'character varying']);

/** Looks up one collection. Throws SystemFault where the database lacks the table or a described column. */
export async function findTable(session: ReadSession, collection: DescribedCollection): Promise<Table> {
  const name = (collection.schema === null ? '' : `${quoted(collection.schema)}.`) + quoted(collection.table);
  const [found] = (await session.query(FIND_TABLE, [name])).rows;
  if (!found) throw misfit(`there is no table ${collection.table} that this account can see`);
  const [oid, schema, table, relkind] = found;
  const columns = new Map((await session.query(FIND_COLUMNS, [oid])).rows.map((row) => [row[0] ?? '', columnOf(row)]));
  const missing = collection.fields.filter((field) => !columns.has(field.name)).map((field) => field.name);
  if (missing.length > 0) throw misfit(`the table ${collection.table} has no column ${missing.join(', ')}`);
  const primaryKey = (await session.query(FIND_KEY, [oid])).rows.map(([column]) => column ?? '');
  const relation = `${quoted(schema ?? '')}.${quoted(table ?? '')}`;
  return { collection, oid: oid ?? '', relation, columns, primaryKey, hasRowPlace: relkind === 'r' || relkind === 'm' || relkind === 'p' };
}

/** The columns of the database that the description leaves out. */
export function undescribedColumns(table: Table): string[] {
  const described = new Set(table.collection.fields.map((field) => field.name));
  return [...table.columns.keys()].filter((name) => !described.has(name));
}

/** A described column; findTable has made sure that it is there. */
export function columnNamed(table: Table, name: string): Column {
  const column = table.columns.get(name);
  if (!column) throw misfit(`the table ${table.collection.table} has no column ${name}`);
  return column;
}

function columnOf(row: readonly (string | null)[]): Column {
  // Without a length, `character` and `bit` would mean one character, one bit: their inner names do not cut off.
  const typeName = UNCUT[row[2] ?? ''] ?? row[2] ?? 'text';
  const family = INTEGERS.has(typeName) ? 'integer' : TEXTS.has(typeName) ? 'text' : typeName;
  return { name: row[0] ?? '', typeOid: Number(row[1]), typeName, family, isComposite: row[3] === 'A' || row[3] === 'C' };
}

function misfit(detail: string): SystemFault {
  return new SystemFault({ kind: 'problem', problem: 'DESCRIPTION_DOES_NOT_FIT', detail });
}
