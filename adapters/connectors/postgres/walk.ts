import { type Edge, edgesFrom, edgesInto, type Graph, identityFields, solePrimaryKey } from '../../../domain/collection/graph.js';
import { leadsOn, type Standing } from '../../../domain/collection/ownership.js';
import type { DataRow } from '../../../domain/collection/row.js';
import type { OwnedRow, RowBatch } from '../connector.js';
import { columnNamed, type Table } from './catalog.js';
import type { Tables } from './claims.js';
import { quoted } from './identifier.js';
import { type Arrival, createJudge, type Judgement } from './judge.js';
import { pagesOf, type RawRow } from './pages.js';
import { SeenKeys } from './seen-keys.js';
import { carriesIdentity, isAmong, type Known } from './select.js';
import type { ReadSession } from './session.js';
import { toJsonValue } from './values.js';

/** Rows still to be fetched: those of the edge's target whose field has one of the values. */
interface Errand {
  edge: Edge;
  values: readonly string[];
  isFromOwn: boolean;
}

/** A row with whose it is. */
export type JudgedRow = RawRow & Judgement;

/** A page of rows of one collection, each met once. */
export interface Visit {
  table: Table;
  rows: readonly JudgedRow[];
}

/**
 * Walks from the records that carry the person's identity over the references, page by page. What a page leads to is read before the
 * next page is fetched, so memory holds one page per collection on the way; only references that lead back are put off to the end.
 */
export function walk(deps: { session: ReadSession; graph: Graph; tables: Tables; known: Known }): AsyncGenerator<Visit> {
  const { session, graph, tables, known } = deps;
  const judge = createJudge(deps);
  const seen = new Map([...tables.keys()].filter((id) => canBeMetTwice(graph, id, known)).map((id) => [id, new SeenKeys()]));
  const asked = new SeenKeys();
  const putOff: Errand[] = [];

  async function* everything(): AsyncGenerator<Visit> {
    for (const table of tables.values()) {
      if (identityFields(table.collection, known.kinds).length === 0) continue;
      const where = carriesIdentity(table, 'r', known.kinds, '$1');
      yield* visit(table, where, [[...known.values]], { edge: null, isFromOwn: false }, new Set());
    }
    for (let errand = putOff.pop(); errand !== undefined; errand = putOff.pop()) yield* run(errand, new Set());
  }

  async function* run(errand: Errand, active: ReadonlySet<string>): AsyncGenerator<Visit> {
    const { edge, values } = errand;
    const table = tables.get(edge.target.collection);
    const source = tables.get(edge.source.collection);
    if (!table || !source) return;
    const where = isAmong(
      `r.${quoted(edge.target.field)}`,
      columnNamed(table, edge.target.field),
      columnNamed(source, edge.source.field),
      '$1',
    );
    yield* visit(table, where, [values], { edge, isFromOwn: errand.isFromOwn }, active);
  }

  async function* visit(
    table: Table,
    where: string,
    params: readonly unknown[],
    arrival: Arrival,
    active: ReadonlySet<string>,
  ): AsyncGenerator<Visit> {
    const { id } = table.collection;
    const open = new Set([...active, id]);
    const remember = seen.get(id);
    for await (const page of pagesOf(session, table, where, params)) {
      const fresh = remember ? page.filter((row) => remember.add(row.unique)) : page;
      if (fresh.length === 0) continue;
      const judgements = await judge(table, fresh, arrival);
      const rows = fresh.map(
        (row, index): JudgedRow => ({ ...row, ...(judgements[index] ?? { standing: 'other', reason: 'Not judged.' }) }),
      );
      yield { table, rows };
      for (const errand of errandsOf(table, rows)) {
        if (open.has(errand.edge.target.collection)) putOff.push(errand);
        else yield* run(errand, open);
      }
    }
  }

  /** Where the rows of a page lead, each value once; the subject's own rows apart from the others. */
  function errandsOf(table: Table, rows: readonly JudgedRow[]): Errand[] {
    return edgesFrom(graph, table.collection.id).flatMap((edge) =>
      [true, false].flatMap((isFromOwn) => {
        const leading = rows.filter((row) => (row.standing === 'own') === isFromOwn && leadsOn(row.standing, edge));
        const values = freshValues(table, edge, leading);
        return values.length > 0 ? [{ edge, values, isFromOwn }] : [];
      }),
    );
  }

  function freshValues(table: Table, edge: Edge, rows: readonly JudgedRow[]): string[] {
    const field = table.collection.fields.findIndex(({ name }) => name === edge.source.field);
    const values = [...new Set(rows.flatMap((row) => row.values[field] ?? []))];
    if (solePrimaryKey(table.collection) === edge.source.field) return values;
    return values.filter((value) => asked.add(JSON.stringify([edge.source, edge.target, value])));
  }

  return everything();
}

/** A row can be met twice where several ways lead to its collection, or one over a field that several rows share. */
function canBeMetTwice(graph: Graph, id: string, known: Known): boolean {
  const collection = graph.collections.get(id);
  const seeds = collection && identityFields(collection, known.kinds).length > 0 ? 1 : 0;
  const ways = edgesInto(graph, id);
  if (seeds + ways.length !== 1) return true;
  return ways.some((edge) => solePrimaryKey(graph.collections.get(edge.source.collection)) !== edge.source.field);
}

/** A page as the answer takes it: what is another person's is held back. */
export function batchOf({ table, rows }: Visit): RowBatch {
  return { kind: 'rows', collection: table.collection.name, rows: rows.map((row) => ownedRow(table, row)) };
}

function ownedRow(table: Table, row: JudgedRow): OwnedRow {
  const held: Standing = 'other';
  const data: DataRow = {};
  table.collection.fields.forEach((field, index) => {
    data[field.name] = toJsonValue(row.typeOids[index] ?? 0, row.values[index] ?? null);
  });
  return row.standing === held
    ? { key: row.key, row: data, owner: 'held-back', reason: row.reason }
    : { key: row.key, row: data, owner: 'subject' };
}
