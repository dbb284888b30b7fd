import type { Role } from '../../domain/request/types.js';
import type { SignedIn } from '../accounts.js';
import { maySeeDesk } from './request.js';

/** Whose accounts somebody looks after: of these roles, and only of this issuer or member where one is named. */
export interface Looked {
  roles: readonly Role[];
  issuerSlug?: string;
  memberId?: string;
}

/** Those of the house work in the frame of the desk, in English. */
export const isOfTheHouse = (who: Pick<SignedIn, 'role'>): boolean => maySeeDesk(who) || who.role === 'operator';

/** The data-protection officer, auditors and operators read what happened with every account. */
export const mayReadAccounts = ({ role }: Pick<SignedIn, 'role'>): boolean => role === 'dpo' || role === 'auditor' || role === 'operator';

type Who = (Pick<SignedIn, 'role' | 'issuerSlug' | 'memberId'> & { mayInvite: boolean }) | undefined;

/**
 * Operators look after everyone of the house and the first account of each issuer; the data-protection officer after the desk; an issuer's
 * administrator after its reviewers and the officers of its members; a member's after its own officers. Nobody reaches up or across.
 */
export function accountsOf(who: Who): Looked | undefined {
  if (who === undefined || !who.mayInvite) return undefined;
  const { role, issuerSlug, memberId } = who;
  if (role === 'operator') return { roles: ['staff', 'dpo', 'auditor', 'operator', 'issuer'] };
  if (role === 'dpo') return { roles: ['staff', 'dpo', 'auditor'] };
  if (role === 'issuer' && issuerSlug !== undefined) return { roles: ['issuer', 'member'], issuerSlug };
  if (role === 'member' && issuerSlug !== undefined && memberId !== undefined) return { roles: ['member'], issuerSlug, memberId };
  return undefined;
}

/** Whether an account is one of those. An account of theirs only: of the role, the issuer and the member that it belongs to. */
export function isLookedAfter(looked: Looked, account: { role: Role; issuerSlug?: string; memberId?: string }): boolean {
  return (
    looked.roles.includes(account.role) &&
    (looked.issuerSlug === undefined || looked.issuerSlug === account.issuerSlug) &&
    (looked.memberId === undefined || looked.memberId === account.memberId)
  );
}
