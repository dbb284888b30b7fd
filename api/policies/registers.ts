import type { SignedIn } from '../accounts.js';

/** The data-protection officer keeps the records of processing complete (GDPR Art. 30, 39(1)(b)). */
export const mayAddToRecords = (who: Pick<SignedIn, 'role'> | undefined): boolean => who?.role === 'dpo';

/** A look at what would be deleted changes nothing; those who answer for it take it. */
export const mayTryRetention = (who: Pick<SignedIn, 'role'> | undefined): boolean => who?.role === 'staff' || who?.role === 'dpo';
