import type { Table } from './catalog.js';
import { columnNamed } from './catalog.js';
import { quoted } from './identifier.js';
import type { RawRow } from './pages.js';

/** How rows of a table are named again later: by the primary key, or where there is none by everything that is described of them. */
export interface RowMatch {
  /** Columns that name a row. */
  columns: readonly string[];
  keyOf(row: RawRow): (string | null)[];
  /** SQL: the key of the row of this alias as one comparable value. */
  row(alias: string): string;
  /** SQL of the same from texts `v.k0`, `v.k1` …, as a row and as what a list of them selects. */
  given: string;
  named: string;
  /** SQL: the key columns of `r` as texts, as `keyOf` gives them. */
  texts: readonly string[];
  /** Names of the parameters' columns: k0, k1 … */
  names: readonly string[];
}

/** How the rows of this table are named. */
export function rowMatchOf(table: Table): RowMatch {
  return table.primaryKey.length > 0 ? byPrimaryKey(table) : byContent(table);
}

function byPrimaryKey(table: Table): RowMatch {
  const columns = table.primaryKey;
  const named = columns.map((name, index) => `v.k${index}::${columnNamed(table, name).typeName}`).join(', ');
  return {
    columns,
    keyOf: (row) => JSON.parse(row.unique) as (string | null)[], // written by pages.ts in this shape
    row: (alias) => `(${columns.map((name) => `${alias}.${quoted(name)}`).join(', ')})`,
    given: `(${named})`,
    named,
    texts: columns.map((name) => `r.${quoted(name)}::text`),
    names: columns.map((_, index) => `k${index}`),
  };
}

/** Rows that are equal in all that is described are about the same person, so it does not matter that they cannot be told apart. */
function byContent(table: Table): RowMatch {
  const indexes = table.collection.fields.flatMap(({ name }, index) => (columnNamed(table, name).isComposite ? [] : [index]));
  const columns = indexes.map((index) => table.collection.fields[index]?.name ?? '');
  const named = `ROW(${columns.map((name, index) => `v.k${index}::${columnNamed(table, name).typeName}`).join(', ')})::text`;
  return {
    columns,
    keyOf: (row) => indexes.map((index) => row.values[index] ?? null),
    row: (alias) => `ROW(${columns.map((name) => `${alias}.${quoted(name)}`).join(', ')})::text`,
    given: named,
    named,
    texts: columns.map((name) => `r.${quoted(name)}`),
    names: columns.map((_, index) => `k${index}`),
  };
}

/** `$1`, `$2` … as the columns of a list of texts named `v`. */
export function listOf(names: readonly string[]): string {
  return `unnest(${names.map((_, index) => `$${index + 1}::text[]`).join(', ')}) AS v(${names.join(', ')})`;
}

/** Rows of values turned into the arrays that `listOf` takes. */
export function columnsOf(rows: readonly (readonly (string | null)[])[], width: number): (string | null)[][] {
  return Array.from({ length: width }, (_, index) => rows.map((row) => row[index] ?? null));
}
