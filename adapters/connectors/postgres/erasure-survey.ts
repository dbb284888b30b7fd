import type { Graph } from '../../../domain/collection/graph.js';
import { type OwnerPath, ownerLevels } from '../../../domain/collection/owner-paths.js';
import type { BlockedRows, ErasureScope } from '../writing-acts.js';
import { columnNamed, type Table } from './catalog.js';
import { claimsAlong, isOutward, startOf, type Tables } from './claims.js';
import { canErase, type ErasableTable } from './erasable.js';
import { markOf, maskedValues } from './erasable-row.js';
import type { Masker } from './masker.js';
import type { Known } from './select.js';
import type { ReadSession } from './session.js';
import { type JudgedRow, type Visit, walk } from './walk.js';

/** What is to happen to a row. */
export type Fate = 'delete' | 'mask' | 'nothing' | 'held-back' | BlockedRows['reason'];

/** A page of one collection with the fate of each row. */
export interface Surveyed {
  one: ErasableTable;
  rows: readonly { row: JudgedRow; fate: Fate }[];
}

export interface SurveyDeps {
  session: ReadSession;
  graph: Graph;
  tables: Tables;
  erasables: ReadonlyMap<string, ErasableTable>;
  known: Known;
  masker: Masker;
  scope: ErasureScope;
}

/** Walks over everything of the person and says of each row what erasing would do to it. Changes nothing. */
export async function* survey(deps: SurveyDeps): AsyncGenerator<Surveyed> {
  for await (const visit of walk(deps)) {
    const one = deps.erasables.get(visit.table.collection.id);
    if (one === undefined || !isInScope(one.table, deps.scope)) continue;
    const others = canErase(one) ? await usedByOthers(deps, visit) : new Set<JudgedRow>();
    yield { one, rows: visit.rows.map((row) => ({ row, fate: fateOf(deps, one, row, others) })) };
  }
}

/** Whether a collection is asked for. */
export function isInScope({ collection }: Table, { collections }: ErasureScope): boolean {
  return collections === undefined || collections.includes(collection.name);
}

/** Whether a collection stays whatever is asked, unless it was decided that it goes. */
export function isKept({ collection }: Table, { evenKept }: ErasureScope): boolean {
  return collection.erasure.kept !== null && !(evenKept ?? []).includes(collection.name);
}

function fateOf(deps: SurveyDeps, one: ErasableTable, row: JudgedRow, others: ReadonlySet<JudgedRow>): Fate {
  if (row.standing === 'other' || (canErase(one) && row.standing === 'shared') || others.has(row)) return 'held-back';
  if (!canErase(one)) return 'nothing';
  const isBlocked = ({ collection, key }: BlockedRows) =>
    collection === one.table.collection.name && (key === undefined || key === row.key);
  const blocked = deps.scope.blocked?.find(isBlocked)?.reason ?? markOf(one, row.values);
  if (blocked !== null) return blocked;
  if (one.rows === 'delete' && one.mayDelete) return 'delete';
  return maskedValues(one, deps.masker, row.values).size > 0 ? 'mask' : 'nothing';
}

/**
 * Of the rows that nobody claims (a parcel address that is nobody's home) those that other people's records use too, or of which
 * it cannot be said that only the person's do. The access answer may show them; erasing them would change what is others'.
 */
async function usedByOthers(deps: SurveyDeps, { table, rows }: Visit): Promise<Set<JudgedRow>> {
  const open = rows.filter((row) => row.standing === 'unclaimed');
  const usedByPerson = new Set<JudgedRow>();
  const usedByOther = new Set<JudgedRow>();
  for (const path of open.length === 0 ? [] : usePaths(deps.graph, table.collection.id, deps.known.kinds)) {
    const index = table.collection.fields.findIndex(({ name }) => name === startOf(path));
    const values = [...new Set(open.flatMap((row) => row.values[index] ?? []))];
    if (values.length === 0) continue;
    const claims = await claimsAlong(deps.session, deps.tables, deps.known, path, columnNamed(table, startOf(path)), values, 'any');
    for (const row of open) {
      const claim = claims[values.indexOf(row.values[index] ?? '')];
      if (claim?.bySubject) usedByPerson.add(row);
      if (claim?.byOther) usedByOther.add(row);
    }
  }
  return new Set(open.filter((row) => usedByOther.has(row) || !usedByPerson.has(row)));
}

/** The ways from a row over the records that name it to the persons these belong to. */
function usePaths(graph: Graph, collection: string, kinds: ReadonlySet<string>): OwnerPath[] {
  const naming = graph.links.filter((link) => link.target.collection === collection && link.holder.collection !== collection);
  return naming.flatMap((link) => {
    const [nearest = []] = ownerLevels(graph, link.holder.collection, kinds);
    return nearest.filter(isOutward).map((path) => ({ ...path, steps: [{ link, way: 'in' as const }, ...path.steps] }));
  });
}
