import type { Graph } from '../../../domain/collection/graph.js';
import { type ColumnFacts, strategyOf } from '../../../domain/collection/masking.js';
import type { ByHandReason } from '../writing-acts.js';
import { type Column, columnNamed, type Table } from './catalog.js';
import type { Tables } from './claims.js';
import { quoted } from './identifier.js';
import type { MaskedField } from './masker.js';
import { type RowMatch, rowMatchOf } from './row-match.js';
import { isSame } from './select.js';
import type { ReadSession } from './session.js';

/** A field with what is done to it; `index` is its place in the description. */
export interface ErasableField extends MaskedField {
  name: string;
  index: number;
  column: Column;
  categories: readonly string[];
}

/** Who may name a row. */
export interface Referrer {
  relation: string;
  /** SQL that is true for rows of the alias `holder` that name the row of the alias `named`. */
  names(holder: string, named: string): string;
  isSelf: boolean;
  /** False where our account may not look: then a row counts as named. */
  isReadable: boolean;
}

/** A described table with all that erasing its rows needs to know. */
export interface ErasableTable {
  table: Table;
  match: RowMatch;
  fields: readonly ErasableField[];
  rows: 'delete' | 'mask';
  referrers: readonly Referrer[];
  mayDelete: boolean;
  mayUpdate: boolean;
  /** Set where our account lacks the rights for what is to be done. */
  byHand: ByHandReason | null;
}

const FIND_FACTS = `
  SELECT a.attname, a.attnotnull OR t.typnotnull, a.attgenerated = '' AND a.attidentity <> 'a',
    CASE WHEN COALESCE(NULLIF(t.typbasetype, 0), t.oid) IN (1042, 1043) THEN NULLIF(COALESCE(NULLIF(a.atttypmod, -1), t.typtypmod), -1) - 4 END,
    has_column_privilege(a.attrelid, a.attnum, 'UPDATE'),
    EXISTS (SELECT FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisunique AND a.attnum = ANY(i.indkey)),
    EXISTS (SELECT FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisprimary AND a.attnum = ANY(i.indkey))
      OR EXISTS (SELECT FROM pg_constraint k WHERE k.contype = 'f' AND ((k.conrelid = a.attrelid AND a.attnum = ANY(k.conkey))
        OR (k.confrelid = a.attrelid AND a.attnum = ANY(k.confkey))))
  FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid WHERE a.attrelid = $1::oid AND a.attnum > 0 AND NOT a.attisdropped`;
const FIND_RIGHTS = `
  SELECT s.writable AND has_table_privilege($1::oid, 'DELETE'), s.writable AND has_any_column_privilege($1::oid, 'UPDATE')
  FROM (SELECT NOT pg_is_in_recovery() AND current_setting('default_transaction_read_only') = 'off' AS writable) AS s`;
const FIND_REFERRERS = `
  SELECT format('%I.%I', n.nspname, c.relname), has_table_privilege(c.oid, 'SELECT') AND has_schema_privilege(n.oid, 'USAGE'), c.oid = $1::oid,
    (SELECT json_agg(json_build_array(h.attname, t.attname)) FROM unnest(k.conkey, k.confkey) AS p(holder, target)
     JOIN pg_attribute h ON h.attrelid = k.conrelid AND h.attnum = p.holder JOIN pg_attribute t ON t.attrelid = k.confrelid AND t.attnum = p.target)
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE k.contype = 'f' AND k.confrelid = $1::oid`;

const FORMS: Readonly<Record<string, ColumnFacts['form']>> = {
  text: 'text',
  'character varying': 'text',
  bpchar: 'text',
  citext: 'text',
  name: 'text',
  smallint: 'integer',
  integer: 'integer',
  bigint: 'integer',
  numeric: 'decimal',
  real: 'decimal',
  'double precision': 'decimal',
  uuid: 'uuid',
};

/** Looks up, for every described table, what erasing its rows would do and whether our account may. Throws SystemFault. */
export async function erasableTables(session: ReadSession, graph: Graph, tables: Tables): Promise<Map<string, ErasableTable>> {
  const found = new Map<string, ErasableTable>();
  for (const [id, table] of tables) found.set(id, await erasable(session, graph, tables, table));
  return found;
}

async function erasable(session: ReadSession, graph: Graph, tables: Tables, table: Table): Promise<ErasableTable> {
  const linked = new Set(
    graph.links.flatMap(({ holder, target }) =>
      [holder, target].filter((place) => place.collection === table.collection.id).map((place) => place.field),
    ),
  );
  const facts = new Map((await session.query(FIND_FACTS, [table.oid])).rows.map((row) => [row[0] ?? '', row]));
  const granted = new Set([...facts].filter(([, row]) => row[4] === 't').map(([name]) => name));
  const fields = table.collection.fields.map((field, index): ErasableField => {
    const column = columnNamed(table, field.name);
    const known = factsOf(column, facts.get(field.name) ?? [], field.isPrimaryKey || linked.has(field.name));
    const { name, categories } = field;
    const isEmail = field.identity === 'email' || categories.some((category) => category.startsWith('user.contact.email'));
    return { name, index, column, categories, isEmail, facts: known, typeName: column.typeName, masking: strategyOf(field, known) };
  });
  const [rights = []] = (await session.query(FIND_RIGHTS, [table.oid])).rows;
  const mayDelete = rights[0] === 't' && table.hasRowPlace;
  const mayUpdate = rights[1] === 't';
  const { rows } = table.collection.erasure;
  const isMaskable = mayUpdate && fields.every((field) => field.masking.strategy === 'keep' || granted.has(field.name));
  const byHand: ByHandReason | null = isMaskable || (rows === 'delete' && mayDelete) ? null : 'NO_WRITE_RIGHTS';
  const referrers = [...(await constraintsInto(session, table)), ...linksInto(graph, tables, table)];
  return { table, match: rowMatchOf(table), fields, rows, referrers, mayDelete, mayUpdate: isMaskable, byHand };
}

function factsOf(column: Column, row: readonly (string | null)[], isLinked: boolean): ColumnFacts {
  const [, isRequired, isWritable, maxLength, , isUnique, isKey] = row;
  return {
    form: FORMS[column.typeName] ?? 'other',
    maxLength: maxLength === null || maxLength === undefined ? null : Number(maxLength),
    isNullable: isRequired !== 't',
    isWritable: isWritable === 't',
    isUnique: isUnique === 't',
    isKey: isKey === 't' || isLinked,
  };
}

async function constraintsInto(session: ReadSession, table: Table): Promise<Referrer[]> {
  const { rows } = await session.query(FIND_REFERRERS, [table.oid]);
  return rows.map(([relation, isReadable, isSelf, pairs]) => {
    const columns = JSON.parse(pairs ?? '[]') as [string, string][]; // as the query builds it
    return {
      relation: relation ?? '',
      names: (holder, named) => columns.map(([from, to]) => `${holder}.${quoted(from)} = ${named}.${quoted(to)}`).join(' AND '),
      isSelf: isSelf === 't',
      isReadable: isReadable === 't',
    };
  });
}

function linksInto(graph: Graph, tables: Tables, table: Table): Referrer[] {
  return graph.links
    .filter((link) => link.target.collection === table.collection.id)
    .flatMap(({ holder, target }) => {
      const from = tables.get(holder.collection);
      if (from === undefined) return [];
      const [left, right] = [columnNamed(from, holder.field), columnNamed(table, target.field)];
      const names = (h: string, r: string) => isSame(`${h}.${quoted(holder.field)}`, left, `${r}.${quoted(target.field)}`, right);
      return [{ relation: from.relation, names, isSelf: from === table, isReadable: true }];
    });
}

/** True where erasing could do anything at all to rows of this table. */
export function canErase(one: ErasableTable): boolean {
  return one.rows === 'delete' || one.fields.some((field) => field.masking.strategy !== 'keep');
}
