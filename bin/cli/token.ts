import { type Command, Option } from 'commander';
import { describe, describeGroup } from './command.js';
import { requireIssuer } from './require-issuer.js';
import { type JsonOption, printResult, UsageError } from './terminal.js';

const TOKEN_ROLES = ['staff', 'dpo', 'auditor', 'issuer', 'operator'] as const;

interface TokenOptions extends JsonOption {
  role: (typeof TOKEN_ROLES)[number];
  issuer?: string;
}

async function createToken({ role, issuer, json }: TokenOptions): Promise<void> {
  if (role === 'issuer' && issuer === undefined) throw new UsageError('Say for which issuer: --role issuer --issuer SLUG');
  if (role !== 'issuer' && issuer !== undefined) throw new UsageError('Only a token of the role issuer has an issuer: leave out --issuer.');
  const { withDesk } = await import('./with-desk.js');
  const { createAccounts } = await import('../../adapters/accounts/accounts.js');
  const token = await withDesk(async (foundation) => {
    if (issuer !== undefined) await requireIssuer(foundation, issuer);
    return createAccounts(foundation).createToken(role, issuer);
  });
  printResult({ json }, { token, role, ...(issuer === undefined ? {} : { issuer }) }, [token]);
}

/** `token create`: prints a new token, which is stored as a hash only. */
export function addTokens(program: Command): void {
  const group = describeGroup(program.command('token'), 'tokens for machines', ['token create --role staff']);
  const examples = ['token create --role staff', 'token create --role issuer --issuer harbour-institute --json'];
  describe(group.command('create'), 'make a token and print it; it is shown this once', examples)
    .addOption(new Option('--role <role>', 'what it may do').choices(TOKEN_ROLES).makeOptionMandatory())
    .option('--issuer <slug>', 'the certificate issuer it belongs to; only with the role issuer')
    .action(createToken);
}
