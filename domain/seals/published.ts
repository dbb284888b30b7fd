import type { PrintedHead } from './letterhead.js';
import type { LinkBack } from './placement.js';
import type { ShelvedSeal } from './shelf.js';

/** What an issuer chose for all its seals; a change of it applies at once. */
export interface IssuerChoices {
  publicView: ShelvedSeal['publicView'];
  /** Which hosts besides the domain itself its seals cover. */
  covers: ShelvedSeal['covers'];
  look: { name: string; colour: string; markSvg?: string; language: string; head?: PrintedHead };
}

/** A seal as anyone may ask for it: what it states, as it was signed, and how it stands. */
export interface PublishedSeal extends IssuerChoices, ShelvedSeal {
  /** The language of the website it stands on. */
  memberLanguage: string;
  /** What its website said of it at the last daily check. */
  linkBack?: LinkBack;
}

/** How a seal stands at a moment: its status, and the dates it states. */
export type Standing = 'active' | 'not-yet-valid' | 'suspended' | 'revoked' | 'expired' | 'superseded';

export function standingOf({ status, statement }: Pick<PublishedSeal, 'status' | 'statement'>, now: Date): Standing {
  if (status !== 'active' && status !== 'draft') return status;
  if (new Date(statement.validUntil) <= now) return 'expired';
  return new Date(statement.validFrom) > now ? 'not-yet-valid' : 'active';
}

/** The next moment at which time alone changes how a seal stands; undefined where none does. */
export function standsUntil({ status, statement }: Pick<PublishedSeal, 'status' | 'statement'>, now: Date): Date | undefined {
  if (status !== 'active') return undefined;
  return [statement.validFrom, statement.validUntil].map((instant) => new Date(instant)).find((instant) => instant > now);
}

/** Whether the issuer chose that a seal that stands so is the same to the public as one that never was. */
export function isConcealed({ publicView }: Pick<PublishedSeal, 'publicView'>, standing: Standing): boolean {
  if (standing === 'revoked') return publicView.whenRevoked === 'unknown';
  return standing === 'suspended' && publicView.whenSuspended === 'unknown';
}
