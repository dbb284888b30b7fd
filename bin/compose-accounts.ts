import { createAccountSetup } from '../adapters/accounts/account-setup.js';
import { createAccounts } from '../adapters/accounts/accounts.js';
import { createAddressChange } from '../adapters/accounts/address-change.js';
import { createKeepAddress } from '../adapters/accounts/keep-address.js';
import { createOwnAccount } from '../adapters/accounts/own-account.js';
import { createPasskeys } from '../adapters/accounts/passkeys.js';
import { createPasswordReset } from '../adapters/accounts/password-reset.js';
import { createPeople } from '../adapters/accounts/people.js';
import { createRemembering } from '../adapters/accounts/remembering.js';
import { createSingleSignOn, type ProviderSettings } from '../adapters/accounts/single-sign-on.js';
import type { PartEnvironment } from '../env.js';
import type { Foundation } from './compose.js';

/** Everything by which people sign in. */
export function composeAccounts(foundation: Foundation, provider?: ProviderSettings) {
  return {
    accounts: createAccounts(foundation),
    accountSetup: createAccountSetup(foundation),
    ownAccount: createOwnAccount(foundation),
    addressChange: createAddressChange(foundation),
    keepAddress: createKeepAddress(foundation),
    remembering: createRemembering(foundation),
    passwordReset: createPasswordReset(foundation),
    passkeys: createPasskeys(foundation),
    people: createPeople(foundation),
    ...(provider === undefined ? {} : { singleSignOn: createSingleSignOn(foundation, provider) }),
  };
}

/** The identity provider, where one is set. env.ts asks for all of it or none. */
export function providerOf(
  env: Pick<PartEnvironment, 'OIDC_ISSUER' | 'OIDC_CLIENT_ID' | 'OIDC_CLIENT_SECRET' | 'OIDC_NAME'>,
): ProviderSettings | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME: name } = env;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return undefined;
  return { issuer, clientId, clientSecret, name };
}
