import { DomainError } from '../../../domain/errors.js';
import type { NewRequest } from '../../../domain/request/filing.js';
import type { DeskDeps, Establishment } from './desk-deps.js';

/** The establishment asked for, or the first; only those the controller has configured (PRODUCT section 4). */
export function establishmentOf(deps: Pick<DeskDeps, 'settings'>, input: Pick<NewRequest, 'jurisdiction' | 'calendar'>): Establishment {
  const { establishments } = deps.settings;
  const found = establishments.find(
    (place) =>
      (input.jurisdiction === undefined || place.jurisdiction === input.jurisdiction) &&
      (input.calendar === undefined || place.calendar === input.calendar),
  );
  if (found !== undefined) return found;
  const known = establishments.map((place) => `${place.jurisdiction}/${place.calendar}`).join(', ');
  const pointer = establishments.some((place) => place.jurisdiction === input.jurisdiction || input.jurisdiction === undefined)
    ? '/calendar'
    : '/jurisdiction';
  throw new DomainError({
    code: 'ESTABLISHMENT_UNKNOWN',
    kind: 'invalid',
    detail: 'The controller has no establishment there.',
    fields: [{ pointer, detail: `Choose one of ${known}, or leave it out.` }],
  });
}
