import { randomBytes } from 'node:crypto';
import { type Command, Option } from 'commander';
import { describe, describeGroup } from './command.js';
import { type JsonOption, printResult } from './terminal.js';

const ROLES = ['staff', 'dpo', 'auditor', 'operator', 'issuer', 'member'] as const;

interface AccountOptions extends JsonOption {
  email: string;
  name: string;
  role: (typeof ROLES)[number];
  issuer?: string;
}

/** Makes an account with a password and a one-time-code secret of its own, both shown this once. */
async function createAccount({ email, name, role, issuer, json }: AccountOptions): Promise<void> {
  const { withDesk } = await import('./with-desk.js');
  const { createAccounts } = await import('../../adapters/accounts/accounts.js');
  const { Secret } = await import('otpauth');
  const password = randomBytes(15).toString('base64url');
  const totpSecret = new Secret({ size: 20 }).base32;
  await withDesk((foundation) =>
    createAccounts(foundation).createAccount({
      email,
      name,
      role,
      password,
      totpSecret,
      ...(issuer === undefined ? {} : { issuerSlug: issuer }),
    }),
  );
  printResult({ json }, { email, role, password, totpSecret }, [`password    ${password}`, `code secret ${totpSecret}`]);
}

/** `account create`: somebody who signs in at the desk. The same address again gets a new password and code. */
export function addAccounts(program: Command): void {
  const group = describeGroup(program.command('account'), 'people who sign in', [
    'account create --role staff --email dana@example.com --name "Dana Holt"',
  ]);
  describe(group.command('create'), 'make an account, or give it a new password and code; both are shown this once', [
    'account create --role staff --email dana@example.com --name "Dana Holt"',
  ])
    .addOption(new Option('--role <role>', 'what it may do').choices(ROLES).makeOptionMandatory())
    .requiredOption('--email <address>', 'the address it signs in with')
    .requiredOption('--name <name>', 'as it stands in the evidence')
    .option('--issuer <slug>', 'the certificate issuer it belongs to')
    .action(createAccount);
}
