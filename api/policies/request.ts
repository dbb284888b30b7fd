import type { SignedIn } from '../deps.js';

type Who = Pick<SignedIn, 'role'> | undefined;

/** The desk is open to those who answer requests and to those who check that they are answered. */
export const maySeeDesk = (who: Who): boolean => who?.role === 'staff' || who?.role === 'auditor';

/** Only the rights desk acts on a case; an auditor looks. */
export const mayActOnRequest = (who: Who): boolean => who?.role === 'staff';

/** Personal data are shown to those who work the case, each showing being evidence; an auditor sees what was done, not about whom. */
export const mayShowPersonalData = (who: Who): boolean => who?.role === 'staff';
