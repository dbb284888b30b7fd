import { identityFields } from '../../../domain/collection/graph.js';
import { identityVerdict } from '../../../domain/collection/ownership.js';
import type { BlockedRows } from '../writing-acts.js';
import type { ErasableTable } from './erasable.js';
import type { Masker } from './masker.js';
import type { Known } from './select.js';

type Values = readonly (string | null)[];

/** The values a row gets by masking, by field; empty where nothing (more) is to be masked. */
export function maskedValues(one: ErasableTable, masker: Masker, values: Values): Map<string, string | null> {
  const seed = seedOf(one, values);
  const changed = new Map<string, string | null>();
  for (const field of one.fields) {
    const before = values[field.index] ?? null;
    const after = masker.mask(field, before, `${seed}\n${field.name}`);
    if (!isEqual(field.typeName, before, after)) changed.set(field.name, after);
  }
  return changed;
}

/** Why a row must stay, by the marks of the system itself. */
export function markOf(one: ErasableTable, values: Values): BlockedRows['reason'] | null {
  const { legalHoldField, restrictionField } = one.table.collection.erasure;
  if (isMarked(one, legalHoldField, values)) return 'legal-hold';
  return isMarked(one, restrictionField, values) ? 'restricted' : null;
}

/** Whether a row says of itself that it is another person's; what was masked before says nothing. */
export function isOthers(one: ErasableTable, masker: Masker, known: Known, values: Values): boolean {
  const names = new Set(identityFields(one.table.collection, known.kinds).map((field) => field.name));
  const stated = one.fields.filter((field) => names.has(field.name)).map((field) => values[field.index] ?? null);
  const open = stated.filter((value) => value === null || !masker.isMasked(value));
  return identityVerdict(open, known.values) === 'other';
}

function isMarked(one: ErasableTable, name: string | null, values: Values): boolean {
  const index = name === null ? -1 : one.fields.findIndex((field) => field.name === name);
  const value = values[index] ?? null;
  return value !== null && !['f', 'false', '0', ''].includes(value);
}

/** Where the row stands: its table and the parts of its key that masking leaves. */
function seedOf(one: ErasableTable, values: Values): string {
  const keys = one.fields.filter((field) => field.facts.isKey && field.masking.strategy === 'keep');
  return [one.table.relation, ...keys.map((field) => values[field.index] ?? '')].join('\n');
}

function isEqual(typeName: string, before: string | null, after: string | null): boolean {
  if (before === null || after === null) return before === after;
  if (typeName === 'bpchar') return before.trimEnd() === after.trimEnd();
  return before === after || (typeName === 'numeric' && Number(before) === 0 && Number(after) === 0);
}
