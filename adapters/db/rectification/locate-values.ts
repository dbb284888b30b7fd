import type { Correction } from '../../../domain/request/filing.js';
import type { ConnectorDeps } from '../../connectors/connected-systems.js';
import type { Identity } from '../../connectors/reading.js';
import { listConnectors } from '../../connectors/registry.js';
import type { LocatedPlace } from './correction-row.js';

/** What was found of one field in all systems. `isComplete` is false where a system did not answer. */
export interface Located {
  places: LocatedPlace[];
  isComplete: boolean;
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value));

/** Asks every system where it holds the field. A system that is asked by hand, is down or does not know the field adds no place. */
export async function locateEverywhere(deps: ConnectorDeps, identity: Identity, claim: Correction): Promise<Located> {
  const connectors = await listConnectors(deps);
  const found = await Promise.all(
    connectors.map(async (connector) => ({ system: connector.name, answer: await connector.locate(identity, { field: claim.field }) })),
  );
  const places = found.flatMap(({ system, answer }) =>
    answer.status === 'located'
      ? answer.candidates.map(({ collection, key, field, value, isCorrectable }) => ({
          system,
          collection,
          key,
          field,
          value: asText(value),
          isCorrectable,
        }))
      : [],
  );
  return { places: sameValue(places, claim), isComplete: found.every(({ answer }) => answer.status !== 'unreachable') };
}

const fold = (text: string) => text.normalize('NFKC').trim().toLowerCase();

/**
 * The record the person named says what the old value is; every place that holds this value holds the mistake. Without a record that
 * can be told, and with several values, nothing is chosen by a machine.
 */
export function sameValue(places: readonly LocatedPlace[], claim: Correction): LocatedPlace[] {
  const changeable = places.filter((place) => fold(place.value) !== fold(claim.proposed) && place.isCorrectable);
  const named = changeable.filter((place) => isNamed(place, claim.record));
  const values = new Set((named.length > 0 ? named : changeable).map((place) => fold(place.value)));
  return values.size === 1 ? changeable.filter((place) => values.has(fold(place.value))) : named;
}

/** Whether the text names the collection: "Guild certificate" the certificates, "my orders" the orders. */
function isNamed(place: LocatedPlace, record: string): boolean {
  const text = fold(record).replaceAll(/[^\p{L}\p{N}]+/gu, ' ');
  const words = fold(place.collection).split(/[^\p{L}\p{N}]+/u);
  return words.some((word) => word.length > 3 && text.includes(word.replace(/s$/, '')));
}
