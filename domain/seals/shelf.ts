import { isCovered } from './coverage.js';
import type { SealStatus } from './life.js';
import type { SealStatement } from './statement.js';

/** What the public may see of a seal that is not good: `say-so`, or nothing (`unknown`). The issuer chooses. */
export type PublicView = 'say-so' | 'unknown';

/** An issued seal as verification reads it. */
export interface ShelvedSeal {
  statement: SealStatement;
  status: SealStatus;
  /** False for one that was taken over from elsewhere: it has no place in a status list, so nothing of it is signed. */
  hasCredential: boolean;
  /** Counts the renewals: each says something else and is signed anew. */
  version: number;
  /** Where another seal took its place: that one's id. */
  supersededBy: string | null;
  publicView: { whenRevoked: PublicView; whenSuspended: PublicView };
  /** Which hosts besides the domain itself the seal covers. */
  covers: { www: boolean; subdomains: boolean };
}

/**
 * The register of issued seals as the public side reads it. A draft, a hidden seal and one that never was are the same here: undefined.
 */
export interface SealShelf {
  find(sealId: string): Promise<ShelvedSeal | undefined>;
  /** The seals of a domain in the form of DNS, the best first; at most 20. */
  findByDomain(domain: string): Promise<ShelvedSeal[]>;
  /** What the public knows of an issuer; undefined where there is none of that name. */
  issuer(slug: string): Promise<{ name: string; url: string } | undefined>;
}

/** Whether a seal covers a host: its domain, and as its issuer chose also `www.` and what is below. Both in the form of DNS. */
export function coversHost({ statement, covers }: Pick<ShelvedSeal, 'statement' | 'covers'>, host: string): boolean {
  return isCovered({ domain: statement.domain, allowsWww: covers.www, allowsSubdomains: covers.subdomains }, host);
}
