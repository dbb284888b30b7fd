import type { SignedIn } from '../accounts.js';

type Who = Pick<SignedIn, 'role'> | undefined;

/** Whether everything runs is no secret inside the house: numbers and the names of parts, nothing about anybody. */
export const maySeeSystem = (who: Who): boolean =>
  who?.role === 'operator' || who?.role === 'staff' || who?.role === 'dpo' || who?.role === 'auditor';

/** How much a part writes down is the operator's to say. */
export const maySetLogLevel = (who: Who): boolean => who?.role === 'operator';
