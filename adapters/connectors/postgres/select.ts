import { identityFields } from '../../../domain/collection/graph.js';
import { normalIdentity } from '../../../domain/collection/ownership.js';
import type { Identity } from '../reading.js';
import { type Column, columnNamed, type Table } from './catalog.js';
import { quoted } from './identifier.js';

/** The identities that are looked for, in the form they are compared in. */
export interface Known {
  kinds: ReadonlySet<string>;
  values: ReadonlySet<string>;
}

/** What is known of the person, by the identity kinds of Fideslang. */
export function knownOf(identity: Identity): Known {
  const phones = identity.phones ?? [];
  const kinds = [...(identity.emails.length > 0 ? ['email'] : []), ...(phones.length > 0 ? ['phone_number'] : [])];
  const values = [...identity.emails, ...phones].map(normalIdentity).filter((value) => value !== '');
  return { kinds: new Set(kinds), values: new Set(values) };
}

/** A column compared with a list of texts in the first parameter; through its index where the types allow it. */
export function isAmong(column: string, target: Column, source: Column, parameter: string): string {
  const native = target.family === source.family;
  return native ? `${column} = ANY(${parameter}::${source.typeName}[])` : `${column}::text = ANY(${parameter}::text[])`;
}

/** Two columns compared; as text where their types do not compare. */
export function isSame(left: string, leftType: Column, right: string, rightType: Column): string {
  return leftType.family === rightType.family ? `${left} = ${right}` : `${left}::text = ${right}::text`;
}

const normal = (column: string) => `lower(btrim(${column}::text))`;

/** True for rows of `alias` that carry one of the known identities, listed in `parameter`. */
export function carriesIdentity(table: Table, alias: string, kinds: ReadonlySet<string>, parameter: string): string {
  const fields = identityFields(table.collection, kinds);
  if (fields.length === 0) return 'false';
  return `(${fields.map(({ name }) => `COALESCE(${normal(`${alias}.${quoted(name)}`)} = ANY(${parameter}::text[]), false)`).join(' OR ')})`;
}

/** True for rows of `alias` that carry any identity of these kinds. */
export function statesIdentity(table: Table, alias: string, kinds: ReadonlySet<string>): string {
  const fields = identityFields(table.collection, kinds);
  if (fields.length === 0) return 'false';
  return `(${fields.map(({ name }) => `COALESCE(${normal(`${alias}.${quoted(name)}`)} <> '', false)`).join(' OR ')})`;
}

/** Which columns a page brings: the described ones, then those of the shown key, then those that tell rows apart. */
export interface PagePlan {
  sql: string;
  /** ORDER BY the primary key, so that the same question has the same answer; empty where there is none. */
  order: string;
  shownKey: readonly string[];
  fieldCount: number;
}

/** SELECT list and FROM for the rows of a table under the alias `r`. */
export function planPage(table: Table): PagePlan {
  const fields = table.collection.fields.map((field) => {
    const column = columnNamed(table, field.name);
    return column.isComposite ? `to_jsonb(r.${quoted(field.name)}) AS ${quoted(field.name)}` : `r.${quoted(field.name)}`;
  });
  const all = table.collection.fields.map((field) => field.name);
  const shownKey = shownKeyOf(table);
  const keys = shownKey.map((name) => `r.${quoted(name)}::text`);
  const apart = table.primaryKey.length > 0 ? table.primaryKey.map((name) => `r.${quoted(name)}::text`) : placeOf(table, all);
  const order = table.primaryKey.length > 0 ? ` ORDER BY ${table.primaryKey.map((name) => `r.${quoted(name)}`).join(', ')}` : '';
  return {
    order,
    sql: `SELECT ${[...fields, ...keys, ...apart].join(', ')} FROM ${table.relation} AS r`,
    shownKey,
    fieldCount: fields.length,
  };
}

/** The columns whose values make the key under which a row is shown. */
export function shownKeyOf({ collection, primaryKey }: Table): readonly string[] {
  const described = collection.fields.filter((field) => field.isPrimaryKey).map((field) => field.name);
  if (described.length > 0) return described;
  return primaryKey.length > 0 ? primaryKey : collection.fields.map((field) => field.name);
}

/** A table without a primary key still has a place for each row, which holds for the length of the transaction; a view has none. */
function placeOf(table: Table, all: readonly string[]): string[] {
  return table.hasRowPlace ? ['r.tableoid::text', 'r.ctid::text'] : all.map((name) => `r.${quoted(name)}::text`);
}
