import type { Language } from '../request/types.js';
import type { Letterhead, LetterheadChange } from './letterhead.js';
import type { PublicView } from './shelf.js';

/** What follows when a domain of a seal is not proved any more and its grace is over. */
export const DOMAIN_LOSS_RULES = ['suspend', 'warn'] as const;
export type DomainLossRule = (typeof DOMAIN_LOSS_RULES)[number];

/** What an issuer decides about its seals and how they look. */
export interface IssuerSettings {
  slug: string;
  name: string;
  website: string;
  language: Language;
  contactEmail: string | null;
  /** Told too where something waits for the issuer for too long. */
  secondContactEmail: string | null;
  /** The name that seals and pages show instead of its own. */
  brandName: string | null;
  brandColour: string;
  /** The head of certificates and pages of its seals. */
  letterhead: Letterhead;
  /** The mark on its seals, as it was sanitised. */
  markSvg: string | null;
  /** Which hosts besides its own domain a seal covers. */
  covers: { www: boolean; subdomains: boolean };
  whenRevoked: PublicView;
  whenSuspended: PublicView;
  whenDomainLost: DomainLossRule;
  domainGraceDays: number;
  renewalGraceDays: number;
}

/** What of it an issuer changes itself. Name and website are certified: they change by a correction. */
export type IssuerSettingsChange = Partial<Omit<IssuerSettings, 'slug' | 'name' | 'website' | 'covers' | 'letterhead'>> & {
  covers?: Partial<IssuerSettings['covers']>;
  letterhead?: LetterheadChange;
  /** A PNG or SVG file; null takes the logo away. */
  logo?: Uint8Array | null;
};

export const GRACE_DAYS = { least: 1, most: 90 } as const;
