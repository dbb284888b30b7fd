import type { SignedIn } from '../accounts.js';

/** An issuer's reviewers see the portal of their own issuer. Which cases are theirs is decided where they are read. */
export const maySeeIssuerPortal = (who: Pick<SignedIn, 'role' | 'issuerSlug'> | undefined): boolean =>
  who?.role === 'issuer' && who.issuerSlug !== undefined;
