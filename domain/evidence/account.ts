import type { Role } from '../request/types.js';

type Nothing = Record<never, never>;

/** By what somebody signed in, or set an account up. */
export type SignedInBy = 'password' | 'recovery-code' | 'passkey' | 'provider' | 'remembered';

/**
 * What happens with an account: a chain of its own, under the id of the account, which outlives it (GDPR Art. 5(2), 32). Names and addresses
 * never stand here, nor which browser or network it was; those are in the log register, with its period.
 */
export interface AccountEvidenceData {
  'account-made': { role: Role };
  'account-invited': { role: Role; mayInvite: boolean };
  'account-invitation-renewed': Nothing;
  'account-invitation-withdrawn': Nothing;
  'account-set-up': { by: 'password' | 'provider' };
  'account-role-changed': { from: Role; to: Role };
  'account-reset': Nothing;
  'account-disabled': { because: 'asked' | 'address-in-doubt' };
  'account-signed-in': { by: SignedInBy };
  'account-sign-ins-ended': { because: 'asked' | 'copied-sign-in' };
  'account-password-changed': { by: 'own-password' | 'mailed-link' };
  'account-app-connected': Nothing;
  'account-recovery-codes-made': { count: number };
  'account-passkey-added': { passkeyId: string };
  'account-passkey-removed': { passkeyId: string };
  'account-provider-connected': Nothing;
  'account-provider-disconnected': Nothing;
  'account-address-asked': Nothing;
  'account-address-changed': Nothing;
  'account-address-kept': { wasChanged: boolean };
}
export type AccountEvent = keyof AccountEvidenceData;

/** An event with the data that belong to it. */
export type AccountFact = { [Event in AccountEvent]: { event: Event; data: AccountEvidenceData[Event] } }[AccountEvent];
