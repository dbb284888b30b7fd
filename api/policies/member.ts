import type { SignedIn } from '../accounts.js';

/** An account of a member sees the pages of its own organisation, and of no other: everything there is read by this member's id. */
export const maySeeMemberPages = (who: Pick<SignedIn, 'role' | 'issuerSlug' | 'memberId'> | undefined): boolean =>
  who?.role === 'member' && who.issuerSlug !== undefined && who.memberId !== undefined;
