/** A row of `holder` names a row of `target`. */
export interface Naming {
  holder: string;
  target: string;
}

/**
 * The order in which collections are erased: those whose rows name others come first, so that nothing is deleted that is still named.
 * In a circle the one with the fewest open holders goes first; what is then still named is masked instead of deleted.
 */
export function erasureOrder(collections: readonly string[], namings: readonly Naming[]): string[] {
  const left = new Set(collections);
  const order: string[] = [];
  while (left.size > 0) {
    const holdersOf = (id: string) =>
      new Set(namings.filter((one) => one.target === id && one.holder !== id && left.has(one.holder)).map((one) => one.holder)).size;
    const [next] = [...left].map((id) => ({ id, holders: holdersOf(id) })).sort((a, b) => a.holders - b.holders);
    if (next === undefined) break;
    left.delete(next.id);
    order.push(next.id);
  }
  return order;
}
