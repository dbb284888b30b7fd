import type { YAMLMap } from 'yaml';
import type { DescribedCollection } from '../../domain/collection/description.js';
import { BASES, isStructure, type Origin, PROVENANCES, UNKNOWN_ORIGIN } from '../../domain/portability/origin.js';
import type { CollectionDescription } from './connector.js';

/**
 * Reads what GDPR Art. 20 asks from `meta.rightsdesk` of a dataset, collection or field: `provenance` (given, observed, derived,
 * third_party), `basis` (consent, contract, other), `automated` (true, false). Other words are reported.
 */
export function readOrigin(node: YAMLMap | undefined, onProblem: (name: string, what: string) => void): Partial<Origin> {
  const word = <T extends string>(name: string, words: readonly T[]): T | undefined => {
    const value = node?.get(name);
    const found = words.find((one) => one === value);
    if (value !== undefined && found === undefined) onProblem(name, `${name} is one of ${words.join(', ')}`);
    return found;
  };
  const provenance = word('provenance', PROVENANCES);
  const basis = word('basis', BASES);
  const automated = node?.get('automated');
  if (automated !== undefined && typeof automated !== 'boolean') onProblem('automated', 'automated is true or false');
  return {
    ...(provenance === undefined ? {} : { provenance }),
    ...(basis === undefined ? {} : { basis }),
    ...(typeof automated === 'boolean' ? { isAutomated: automated } : {}),
  };
}

/** The origins of a described collection, as its rows are staged with. */
export function originsOf({ origin, fields }: DescribedCollection): Pick<CollectionDescription, 'origin' | 'structure'> {
  return {
    origin: {
      rest: origin ?? UNKNOWN_ORIGIN,
      fields: Object.fromEntries(fields.map((field) => [field.name, field.origin ?? origin ?? UNKNOWN_ORIGIN])),
    },
    structure: fields.filter((field) => field.isPrimaryKey || isStructure(field.categories)).map(({ name }) => name),
  };
}
