import { AUTHORITY_LIST } from './authorities-data.js';
import type { Authority } from './authority.js';

const BY_ID = new Map(AUTHORITY_LIST.map((authority) => [authority.id, authority]));

/** Establishments written without the part that decides: all of the United Kingdom has one authority, Germany one per Land. */
const BY_ESTABLISHMENT: Readonly<Record<string, string>> = {
  'UK/ENG': 'GB',
  'UK/SCT': 'GB',
  'UK/WLS': 'GB',
  'UK/NIR': 'GB',
  /** The German establishment of the demo is in Berlin; a controller elsewhere configures its Land: `EU/DE-HE`. */
  'EU/DE': 'DE-BE',
};

/** The authority with this id, or null. */
export function authorityById(id: string): Authority | null {
  return BY_ID.get(id) ?? null;
}

/**
 * The authority competent for an establishment of the controller, written `jurisdiction/calendar` as in the configuration
 * (`UK/ENG`, `EU/IE`, `EU/DE-HE`). Null where none is known: a letter that must name one then refuses to be written.
 */
export function authorityOf(establishment: string): Authority | null {
  const id = BY_ESTABLISHMENT[establishment] ?? establishment.split('/')[1] ?? '';
  return authorityById(id);
}
