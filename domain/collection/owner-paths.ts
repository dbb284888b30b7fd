import type { DescribedCollection } from './description.js';
import { type Graph, identityFields, type Link } from './graph.js';

/** One step towards the person: `out` follows a reference the row holds, `in` goes to a row that refers to this one. */
export interface OwnerStep {
  link: Link;
  way: 'out' | 'in';
}

/** A way from a row to the record of the person it belongs to. The last step ends at a collection with an identity. */
export interface OwnerPath {
  steps: readonly OwnerStep[];
  /** The collection with the identity. */
  end: string;
  /** True where the end has no further owner of its own, so that a blank identity there still means "not the subject". */
  isFinal: boolean;
}

const LONGEST_OUT = 5;
const LONGEST_IN = 2;

/**
 * The ways to the persons a collection's rows belong to, nearest first, grouped by length (docs/decisions/0010-held-back-rows.md).
 * Ways over the row's own references come first; only where there are none, records that refer to the row are asked.
 */
export function ownerLevels(graph: Graph, collection: string, kinds: ReadonlySet<string>): OwnerPath[][] {
  const outward = outwardPaths(graph, collection, kinds);
  const paths = outward.length > 0 ? outward : inwardPaths(graph, collection, kinds);
  const lengths = [...new Set(paths.map((path) => path.steps.length))].sort((a, b) => a - b);
  return lengths.map((length) => paths.filter((path) => path.steps.length === length));
}

/** The references of a collection that say whose its rows are: those that point at persons, `from` before `to`. */
function ownerLinks(graph: Graph, collection: string, kinds: ReadonlySet<string>, visited: ReadonlySet<string>): Link[] {
  const leading = graph.links.filter(
    (link) =>
      link.holder.collection === collection && leadsToPerson(graph, link.target.collection, kinds, new Set([...visited, collection])),
  );
  const stated = leading.filter((link) => link.direction !== 'to');
  return stated.length > 0 ? stated : leading;
}

function leadsToPerson(graph: Graph, collection: string, kinds: ReadonlySet<string>, visited: ReadonlySet<string>): boolean {
  if (visited.has(collection) || visited.size > LONGEST_OUT) return false;
  if (hasIdentity(graph.collections.get(collection), kinds)) return true;
  const further = new Set([...visited, collection]);
  return graph.links.some((link) => link.holder.collection === collection && leadsToPerson(graph, link.target.collection, kinds, further));
}

function outwardPaths(graph: Graph, collection: string, kinds: ReadonlySet<string>, visited: ReadonlySet<string> = new Set()): OwnerPath[] {
  return ownerLinks(graph, collection, kinds, visited).flatMap((link) => {
    const step: OwnerStep = { link, way: 'out' };
    const next = link.target.collection;
    const further = outwardPaths(graph, next, kinds, new Set([...visited, collection]));
    const ends = hasIdentity(graph.collections.get(next), kinds) ? [{ steps: [step], end: next, isFinal: further.length === 0 }] : [];
    return [...ends, ...further.map((path) => ({ ...path, steps: [step, ...path.steps] }))];
  });
}

/** Where no reference leads to a person: over shared records (an account whose addresses stand elsewhere) to those that refer to them. */
function inwardPaths(graph: Graph, collection: string, kinds: ReadonlySet<string>): OwnerPath[] {
  const own = referringPaths(graph, collection, kinds, new Set([collection]), LONGEST_IN);
  if (own.length > 0) return own;
  const held = graph.links.filter((link) => link.holder.collection === collection && link.target.collection !== collection);
  const stated = held.filter((link) => link.direction !== 'to');
  return stated.flatMap((link) =>
    referringPaths(graph, link.target.collection, kinds, new Set([collection, link.target.collection]), LONGEST_IN).map((path) => ({
      ...path,
      steps: [{ link, way: 'out' as const }, ...path.steps],
    })),
  );
}

function referringPaths(
  graph: Graph,
  collection: string,
  kinds: ReadonlySet<string>,
  visited: ReadonlySet<string>,
  left: number,
): OwnerPath[] {
  if (left === 0) return [];
  const referring = graph.links.filter((link) => link.target.collection === collection && !visited.has(link.holder.collection));
  return referring.flatMap((link) => {
    const step: OwnerStep = { link, way: 'in' };
    const next = link.holder.collection;
    if (hasIdentity(graph.collections.get(next), kinds)) return [{ steps: [step], end: next, isFinal: true }];
    return referringPaths(graph, next, kinds, new Set([...visited, next]), left - 1).map((path) => ({
      ...path,
      steps: [step, ...path.steps],
    }));
  });
}

function hasIdentity(collection: DescribedCollection | undefined, kinds: ReadonlySet<string>): boolean {
  return collection !== undefined && identityFields(collection, kinds).length > 0;
}
