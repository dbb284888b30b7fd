import { type Edge, type Graph, identityFields, solePrimaryKey } from '../../../domain/collection/graph.js';
import { type OwnerPath, ownerLevels } from '../../../domain/collection/owner-paths.js';
import { type Claim, identityVerdict, type Standing, standingOf } from '../../../domain/collection/ownership.js';
import { columnNamed, type Table } from './catalog.js';
import { claimsAlong, isOutward, startOf, type Tables } from './claims.js';
import type { RawRow } from './pages.js';
import type { Known } from './select.js';
import type { ReadSession } from './session.js';

/** Whose a row is, and for a held-back one why, in words without personal data. */
export interface Judgement {
  standing: Standing;
  reason: string;
}

/** How the rows of a page were reached: by an identity, or over a reference from rows whose standing is known. */
export interface Arrival {
  edge: Edge | null;
  isFromOwn: boolean;
}

/** Says of the rows of a page whose they are, with one query per way to an owner and length, and none where the way itself proves it. */
export function createJudge(deps: { session: ReadSession; graph: Graph; tables: Tables; known: Known }) {
  const levels = new Map([...deps.tables.keys()].map((id) => [id, ownerLevels(deps.graph, id, deps.known.kinds)]));

  return async function judge(table: Table, rows: readonly RawRow[], arrival: Arrival): Promise<Judgement[]> {
    const own = levels.get(table.collection.id) ?? [];
    const verdicts = rows.map((row) => identityVerdict(identityValues(table, row, deps.known), deps.known.values));
    if (verdicts.every((verdict) => verdict === null) && isProvenBy(deps.graph, arrival, own))
      return rows.map(() => ({ standing: 'own', reason: '' }));
    const claims = rows.map((): Claim[] => []);
    const deciding = rows.map((): OwnerPath | null => null);
    for (const level of own) {
      const open = rows.map((_, index) => index).filter((index) => verdicts[index] === null && deciding[index] === null);
      if (open.length === 0) break;
      await askLevel(deps, table, rows, level, open, claims, deciding);
    }
    return rows.map((_, index) => {
      const standing = standingOf(verdicts[index] ?? null, claims[index] ?? []);
      return { standing, reason: standing === 'other' ? reasonOf(table, arrival, deciding[index] ?? null, claims[index] ?? []) : '' };
    });
  };
}

/**
 * A row reached from the subject's own row over the very reference that makes it that row's needs no question: its owner is the row it
 * names, and that one is the subject's. True only where the reference names one row and no other way is as near.
 */
function isProvenBy(graph: Graph, arrival: Arrival, levels: readonly OwnerPath[][]): boolean {
  const { edge } = arrival;
  if (edge === null || edge.isForward || !arrival.isFromOwn) return false;
  if (solePrimaryKey(graph.collections.get(edge.source.collection)) !== edge.source.field) return false;
  const [nearest] = levels;
  return nearest?.every((path) => path.steps[0]?.link === edge.link && isOutward(path)) ?? false;
}

function identityValues(table: Table, row: RawRow, known: Known): (string | null)[] {
  const names = new Set(identityFields(table.collection, known.kinds).map((field) => field.name));
  return table.collection.fields.flatMap((field, index) => (names.has(field.name) ? [row.values[index] ?? null] : []));
}

async function askLevel(
  deps: { session: ReadSession; tables: Tables; known: Known },
  table: Table,
  rows: readonly RawRow[],
  level: readonly OwnerPath[],
  open: readonly number[],
  claims: Claim[][],
  deciding: (OwnerPath | null)[],
): Promise<void> {
  const merged = new Map<number, Claim>();
  for (const path of level) {
    const field = table.collection.fields.findIndex(({ name }) => name === startOf(path));
    const values = [...new Set(open.flatMap((index) => rows[index]?.values[field] ?? []))];
    if (values.length === 0) continue;
    const answers = await claimsAlong(deps.session, deps.tables, deps.known, path, columnNamed(table, startOf(path)), values);
    const byValue = new Map(values.map((value, index) => [value, answers[index]]));
    for (const index of open) {
      const answer = byValue.get(rows[index]?.values[field] ?? '');
      if (answer === undefined || !(answer.bySubject || answer.byOther)) continue;
      const before = merged.get(index);
      merged.set(index, {
        ...answer,
        bySubject: answer.bySubject || (before?.bySubject ?? false),
        byOther: answer.byOther || (before?.byOther ?? false),
      });
      if (answer.byOther || deciding[index] === null) deciding[index] = path;
    }
  }
  for (const [index, claim] of merged) claims[index]?.push(claim);
}

function reasonOf(table: Table, arrival: Arrival, path: OwnerPath | null, claims: readonly Claim[]): string {
  const { edge } = arrival;
  const nameOf = (id: string) => id.slice(id.indexOf('.') + 1);
  const way = edge === null ? '' : `Reached by reference from ${nameOf(edge.source.collection)}.${edge.source.field}. `;
  if (path === null) return `${way}The ${table.collection.name} row names another person.`;
  const field = `${table.collection.name}.${startOf(path)}`;
  if (!isOutward(path)) return `${way}The record of another person (${nameOf(path.end)}) refers to it.`;
  if (claims.at(-1)?.bySubject)
    return `${way}It belongs to the person and to another person as well (${field} leads to ${nameOf(path.end)}).`;
  return `${way}It belongs to another person (${field} leads to another ${nameOf(path.end)}).`;
}
