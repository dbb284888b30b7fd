import { assertNever } from '../errors.js';
import type { Basis, CollectionOrigin, Origin } from './origin.js';

/** Why something is not portable. Each leads to the suggestion to ask for access instead (GDPR Art. 15). */
export const LEFT_OUT = [
  'not-consent-or-contract',
  'basis-unknown',
  'not-automated',
  'derived',
  'third-party',
  'provenance-unknown',
  'another-person',
] as const;
export type LeftOutReason = (typeof LEFT_OUT)[number];

/** The provision behind each reason. */
export const LEFT_OUT_ARTICLE = {
  'not-consent-or-contract': 'GDPR Art. 20(1)(a), 20(3)',
  'basis-unknown': 'GDPR Art. 20(1)(a)',
  'not-automated': 'GDPR Art. 20(1)(b)',
  derived: 'GDPR Art. 20(1)',
  'third-party': 'GDPR Art. 20(1)',
  'provenance-unknown': 'GDPR Art. 20(1)',
  'another-person': 'GDPR Art. 20(4)',
} as const satisfies Record<LeftOutReason, string>;

/** A part of a collection that stays out; `fields` is empty where the whole collection does. */
export interface LeftOut {
  reason: LeftOutReason;
  fields: readonly string[];
}

/** What of one collection may be taken along. */
export interface CollectionScope {
  columns: readonly string[];
  leftOut: readonly LeftOut[];
}

/** RULEBOOK 8, table `portability`, for one data item: null where it is portable. Rules in the order of the table. */
export function reasonAgainst(origin: Origin): LeftOutReason | null {
  if (origin.basis === 'other') return 'not-consent-or-contract';
  if (origin.basis === null) return 'basis-unknown';
  if (!origin.isAutomated) return 'not-automated';
  switch (origin.provenance) {
    case 'given':
    case 'observed':
      return null;
    case 'derived':
      return 'derived';
    case 'third_party':
      return 'third-party';
    case null:
      return 'provenance-unknown';
    default:
      return assertNever(origin.provenance);
  }
}

/**
 * Which columns of a collection are portable. `decided` is what a reviewer said about a basis that the description leaves open; it
 * never overrides the description. `structure` are the keys and dates that go along wherever something else does.
 */
export function scopeOf(
  collection: { columns: readonly string[]; origin: CollectionOrigin; structure: readonly string[] },
  decided?: Basis,
): CollectionScope {
  const judged = collection.columns.map((column) => {
    const origin = collection.origin.fields[column] ?? collection.origin.rest;
    const against = reasonAgainst({ ...origin, basis: origin.basis ?? decided ?? null });
    return { column, against: against === 'provenance-unknown' && collection.structure.includes(column) ? 'structure' : against };
  });
  const hasData = judged.some(({ against }) => against === null);
  const columns = judged.filter(({ against }) => against === null || (hasData && against === 'structure')).map(({ column }) => column);
  const leftOut = LEFT_OUT.flatMap((reason) => {
    const fields = judged.filter(({ against }) => against === reason).map(({ column }) => column);
    const isWhole = columns.length === 0 && judged.every(({ against }) => against === reason || against === 'structure');
    return fields.length === 0 ? [] : [{ reason, fields: isWhole ? [] : fields }];
  });
  const hasNothing = collection.columns.length > 0 && columns.length === 0 && leftOut.length === 0;
  return { columns, leftOut: hasNothing ? [{ reason: 'provenance-unknown', fields: [] }] : leftOut };
}
