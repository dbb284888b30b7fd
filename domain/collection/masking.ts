import type { DeclaredMasking, MaskingStrategy } from './declared-masking.js';
import type { DescribedField } from './description.js';

/** What the database says about a column. `form` groups types by how a value of them can be made. */
export interface ColumnFacts {
  form: 'text' | 'integer' | 'decimal' | 'uuid' | 'other';
  maxLength: number | null;
  isNullable: boolean;
  isUnique: boolean;
  /** Part of a primary key or of a reference, in the database or in the description. */
  isKey: boolean;
  /** False for columns that the database computes by itself. */
  isWritable: boolean;
}

/** A keyed hash shorter than this could not be told from an original. */
export const SHORTEST_HASH = 12;

/** Categories that say who somebody is even where they serve as a key (Fideslang taxonomy). */
const IDENTIFYING = ['user.contact', 'user.name', 'user.government_id', 'user.authorizing', 'user.biometric', 'user.device.ip_address'];

/** What is done to a field: as declared where the column allows it, otherwise by its category. */
export function strategyOf(field: DescribedField, facts: ColumnFacts): DeclaredMasking {
  if (!facts.isWritable) return { strategy: 'keep' };
  return feasible(field.masking ?? { strategy: defaultOf(field, facts) }, facts);
}

function defaultOf(field: DescribedField, facts: ColumnFacts): MaskingStrategy {
  const isPersonal = field.categories.some((category) => isBelow(category, 'user'));
  if (field.identity !== null) return 'keyed-hash';
  if (!isPersonal) return 'keep';
  const isIdentifying = field.categories.some((category) => IDENTIFYING.some((top) => isBelow(category, top)));
  if (facts.isKey) return isIdentifying ? 'keyed-hash' : 'keep';
  if (facts.isUnique || field.categories.some((category) => isBelow(category, 'user.unique_id'))) return 'keyed-hash';
  return facts.isNullable ? 'null' : 'fixed-text';
}

/** What the column cannot take is replaced by the nearest that it can: nothing that was to go stays for that reason. */
function feasible(wanted: DeclaredMasking, facts: ColumnFacts): DeclaredMasking {
  const mustDiffer = facts.isUnique || facts.isKey;
  switch (wanted.strategy) {
    case 'keep':
      return wanted;
    case 'null':
      return facts.isNullable ? wanted : feasible({ strategy: 'fixed-text' }, facts);
    case 'fixed-text':
      return mustDiffer ? feasible({ strategy: 'keyed-hash' }, facts) : wanted;
    case 'keyed-hash':
      if (facts.form === 'uuid' || (facts.form === 'text' && (facts.maxLength ?? SHORTEST_HASH) >= SHORTEST_HASH)) return wanted;
      return { strategy: facts.isNullable && !mustDiffer ? 'null' : facts.form === 'other' ? 'fixed-text' : 'random-same-form' };
    case 'random-same-form':
      if (facts.form === 'uuid') return { strategy: 'keyed-hash' };
      return facts.form === 'other' ? { strategy: facts.isNullable ? 'null' : 'fixed-text' } : wanted;
    default:
      return wanted.strategy satisfies never;
  }
}

function isBelow(category: string, top: string): boolean {
  return category === top || category.startsWith(`${top}.`);
}
