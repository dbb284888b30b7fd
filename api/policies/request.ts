import type { ActType } from '../../domain/request/filing.js';
import type { Role } from '../../domain/request/types.js';
import type { SignedIn } from '../accounts.js';

type Who = Pick<SignedIn, 'role'> | undefined;

/** The desk is open to those who answer requests and to those who check that they are answered. */
export const maySeeDesk = (who: Who): boolean => who?.role === 'staff' || who?.role === 'dpo' || who?.role === 'auditor';

/** Who does what. The data-protection officer is a second pair of eyes and works no case (GDPR Art. 38(6), 39); an auditor looks. */
const ROLES_OF_ACT: Partial<Record<ActType, readonly Role[]>> = {
  approval: ['staff', 'dpo'],
  release: ['staff', 'dpo'],
  'issuer-decision': ['staff', 'issuer'],
  // Somebody who did not decide: that may be the officer.
  'complaint-progress': ['staff', 'dpo'],
  'complaint-outcome': ['staff', 'dpo'],
};

/** The roles that may do an act: the rights desk does every one. */
export const rolesOfAct = (act: ActType): readonly Role[] => ROLES_OF_ACT[act] ?? ['staff'];

export const mayAct = (who: Who, act: ActType): boolean => who !== undefined && rolesOfAct(act).includes(who.role);

/** The rights desk works cases: it enters them and does every act on them. */
export const mayActOnRequest = (who: Who): boolean => who?.role === 'staff';

/** Personal data are shown to those who work or approve, each showing being evidence; an auditor sees what was done, not about whom. */
export const mayShowPersonalData = (who: Who): boolean => who?.role === 'staff' || who?.role === 'dpo';
