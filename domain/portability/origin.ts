/** Where data come from (GDPR Art. 20(1) "provided": given and observed, WP242 rev.01; not what was derived or came from others). */
export const PROVENANCES = ['given', 'observed', 'derived', 'third_party'] as const;
export type Provenance = (typeof PROVENANCES)[number];

/** On what the processing rests. Art. 20(1)(a) knows consent and contract; everything else is `other` (Art. 20(3)). */
export const BASES = ['consent', 'contract', 'other'] as const;
export type Basis = (typeof BASES)[number];

/** What is known of one field or of a whole collection; null where nobody has said it. */
export interface Origin {
  provenance: Provenance | null;
  basis: Basis | null;
  isAutomated: boolean;
}

/** The origins of a collection: by field, and `rest` for every column that no field of the description names. */
export interface CollectionOrigin {
  rest: Origin;
  fields: Readonly<Record<string, Origin>>;
}

export const UNKNOWN_ORIGIN: Origin = { provenance: null, basis: null, isAutomated: true };

const GIVEN = ['user.contact', 'user.name', 'user.content'];
const OBSERVED = ['user.behavior', 'user.device'];
/** Keys, dates and links that mean nothing without the data beside them. */
const STRUCTURE = ['system', 'user.unique_id'];

/** The provenance that a Fideslang category suggests where the description says nothing. */
export function provenanceByCategory(categories: readonly string[]): Provenance | null {
  const isUnder = (roots: readonly string[]) =>
    categories.some((category) => roots.some((root) => category === root || category.startsWith(`${root}.`)));
  if (isUnder(GIVEN)) return 'given';
  return isUnder(OBSERVED) ? 'observed' : null;
}

/** True where a field only holds rows together: it goes along with the data it belongs to. */
export function isStructure(categories: readonly string[]): boolean {
  return categories.every((category) => STRUCTURE.some((root) => category === root || category.startsWith(`${root}.`)));
}

/** The origin of a described field: what it says itself, what its collection says, what its category suggests. */
export function originOfField(field: { categories: readonly string[]; origin?: Partial<Origin> }, around: Origin): Origin {
  const own = field.origin ?? {};
  return {
    provenance: own.provenance ?? around.provenance ?? provenanceByCategory(field.categories),
    basis: own.basis ?? around.basis,
    isAutomated: own.isAutomated ?? around.isAutomated,
  };
}
