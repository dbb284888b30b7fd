import type { Origin } from '../portability/origin.js';
import type { DeclaredErasure, DeclaredMasking } from './declared-masking.js';

/** How a reference is walked: `to` from the holding row to the row it names, `from` the other way, `both` where nothing is said. */
export type Direction = 'to' | 'from' | 'both';

/** A reference of a field to a field of another collection; `collection` is a collection id. */
export interface FieldReference {
  collection: string;
  field: string;
  direction: Direction;
}

/** One described column. `identity` is the kind of identity it holds (`email`, `phone_number` …) or null; `masking` what the file says. */
export interface DescribedField {
  name: string;
  categories: readonly string[];
  isPrimaryKey: boolean;
  identity: string | null;
  references: readonly FieldReference[];
  masking: DeclaredMasking | null;
  /** Where the field's data come from and on what their processing rests; GDPR Art. 20 asks. */
  origin?: Origin;
}

/** What GDPR Art. 15(1) wants said about data; null or empty where the description is silent. */
export interface DataNotice {
  purposes: readonly string[];
  recipients: readonly string[];
  period: string | null;
  source: string | null;
  safeguards: string | null;
}

/** One described table. `id` is unique in the description, `name` is how the answer calls it. */
export interface DescribedCollection {
  id: string;
  name: string;
  schema: string | null;
  table: string;
  categories: readonly string[];
  fields: readonly DescribedField[];
  notice: DataNotice;
  erasure: DeclaredErasure;
  origin?: Origin;
  /** What letters call it: its description, where that is short enough for a name. */
  label?: string;
}

/** What a dataset file says. `notices` are remarks for the operator: things understood but not used. */
export interface Description {
  title: string;
  /** What letters call the system: the name of the dataset, where it has one. */
  label?: string;
  collections: readonly DescribedCollection[];
  remarks: readonly string[];
}

/** All data categories of a collection, its own and its fields', sorted, each once. */
export function categoriesOf(collection: DescribedCollection): string[] {
  return [...new Set([...collection.categories, ...collection.fields.flatMap((field) => field.categories)])].sort();
}

/** True where a collection says something about people: some category is `user` or below it (Fideslang taxonomy). */
export function isPersonal(collection: DescribedCollection): boolean {
  return categoriesOf(collection).some((category) => category === 'user' || category.startsWith('user.'));
}
