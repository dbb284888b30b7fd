import type { DescribedCollection, Direction } from './description.js';

/** A field of a collection. */
export interface Place {
  collection: string;
  field: string;
}

/** A reference as described: the row holding `holder` names the row that has the same value in `target`. */
export interface Link {
  holder: Place;
  target: Place;
  direction: Direction;
}

/** One way to walk from rows of one collection to rows of another. `isForward`: from the holder to the row it names. */
export interface Edge {
  link: Link;
  source: Place;
  target: Place;
  isForward: boolean;
}

/** The described collections with the references among them. */
export interface Graph {
  collections: ReadonlyMap<string, DescribedCollection>;
  links: readonly Link[];
}

/** Builds the graph; references to collections that are not described are left out (the reader of the file remarks on them). */
export function graphOf(collections: readonly DescribedCollection[]): Graph {
  const byId = new Map(collections.map((collection) => [collection.id, collection]));
  const links = collections.flatMap((collection) =>
    collection.fields.flatMap((field) =>
      field.references
        .filter((reference) => byId.has(reference.collection))
        .map((reference) => ({
          holder: { collection: collection.id, field: field.name },
          target: { collection: reference.collection, field: reference.field },
          direction: reference.direction,
        })),
    ),
  );
  return { collections: byId, links };
}

/** The ways that lead on from a collection, as far as the description allows the direction. */
export function edgesFrom(graph: Graph, collection: string): Edge[] {
  return graph.links.flatMap((link) => {
    const edges: Edge[] = [];
    if (link.direction !== 'from' && link.holder.collection === collection) {
      edges.push({ link, source: link.holder, target: link.target, isForward: true });
    }
    if (link.direction !== 'to' && link.target.collection === collection) {
      edges.push({ link, source: link.target, target: link.holder, isForward: false });
    }
    return edges;
  });
}

/** The ways that lead into a collection. */
export function edgesInto(graph: Graph, collection: string): Edge[] {
  return [...graph.collections.keys()].flatMap((id) => edgesFrom(graph, id)).filter((edge) => edge.target.collection === collection);
}

/** The identity fields of a collection whose kind is among `kinds`. */
export function identityFields(collection: DescribedCollection, kinds: ReadonlySet<string>): { name: string; kind: string }[] {
  return collection.fields.flatMap((field) =>
    field.identity !== null && kinds.has(field.identity) ? [{ name: field.name, kind: field.identity }] : [],
  );
}

/** The name of the only primary-key field, or null where the key has none or several. */
export function solePrimaryKey(collection: DescribedCollection | undefined): string | null {
  const keys = collection?.fields.filter((field) => field.isPrimaryKey) ?? [];
  return keys.length === 1 ? (keys[0]?.name ?? null) : null;
}
