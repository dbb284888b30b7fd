import { type Command, Option } from 'commander';
import type { Foundation } from '../compose.js';
import { describe, describeGroup } from './command.js';
import { requireIssuer, requireMember } from './require-issuer.js';
import { columns, type JsonOption, plain, printResult, say, UsageError } from './terminal.js';

const ROLES = ['staff', 'dpo', 'auditor', 'issuer', 'member', 'operator'] as const;

interface CreateOptions extends JsonOption {
  email: string;
  name?: string;
  role: (typeof ROLES)[number];
  issuer?: string;
  member?: string;
}
type OneAccount = JsonOption & { email: string };

function requireAddress(email: string): void {
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new UsageError(`${plain(email)} is no e-mail address.`);
}

const isBound = (role: string) => role === 'issuer' || role === 'member';

function checkBelonging({ role, issuer, member }: CreateOptions): void {
  if (role === 'issuer' && issuer === undefined) throw new UsageError('Say for which issuer: --role issuer --issuer SLUG');
  if (role === 'member' && member === undefined) throw new UsageError('Say for which member: --role member --member ID');
  if (member !== undefined && role !== 'member') throw new UsageError(`An account of the role ${role} has no member: leave out --member.`);
  if (issuer !== undefined && !isBound(role)) throw new UsageError(`An account of the role ${role} has no issuer: leave out --issuer.`);
}

function printLink(options: OneAccount, { settings }: Foundation, link: { token: string; until: Date }): void {
  const url = `${settings.publicUrl}/account/${link.token}`;
  say('Hand this link to its owner in private. It works once; password and authenticator app are set there.');
  printResult(options, { email: options.email, url, until: link.until.toISOString() }, [url]);
}

/** Whom the account is for: an issuer, or a member with the issuer it is a member of. */
async function belongingOf(foundation: Foundation, { issuer, member }: CreateOptions): Promise<{ issuerSlug?: string; memberId?: string }> {
  if (issuer !== undefined) await requireIssuer(foundation, issuer);
  if (member === undefined) return issuer === undefined ? {} : { issuerSlug: issuer };
  const issuerSlug = await requireMember(foundation, member, issuer);
  return { issuerSlug, memberId: member };
}

async function createAccount(options: CreateOptions): Promise<void> {
  requireAddress(options.email);
  checkBelonging(options);
  const { withDesk } = await import('./with-desk.js');
  const { createAccountSetup } = await import('../../adapters/accounts/account-setup.js');
  const { BY_COMMAND } = await import('../../adapters/accounts/account-evidence.js');
  await withDesk(async (foundation) => {
    const { email, name = email.split('@')[0] ?? email, role } = options;
    const bound = await belongingOf(foundation, options);
    const link = await createAccountSetup(foundation).invite({ email, name, role, ...bound }, BY_COMMAND);
    if (link === undefined) throw new UsageError(`${email} has an account. A new link for it: account reset --email ${email}`);
    printLink(options, foundation, link);
  });
}

async function resetAccount(options: OneAccount): Promise<void> {
  const { withDesk } = await import('./with-desk.js');
  const { createAccountSetup } = await import('../../adapters/accounts/account-setup.js');
  const { BY_COMMAND } = await import('../../adapters/accounts/account-evidence.js');
  await withDesk(async (foundation) => {
    const link = await createAccountSetup(foundation).reset(options.email, { by: BY_COMMAND, event: 'account-reset' });
    if (link === undefined) throw noSuchAccount(options.email);
    printLink(options, foundation, link);
  });
}

async function disableAccount(options: OneAccount): Promise<void> {
  const { withDesk } = await import('./with-desk.js');
  const accounts = await import('../../adapters/accounts/account-list.js');
  if (!(await withDesk(({ pool }) => accounts.disableAccount(pool, options.email)))) throw noSuchAccount(options.email);
  printResult(options, { email: options.email, state: 'disabled' }, [`${options.email} can no longer sign in.`]);
}

async function listAccounts(options: JsonOption): Promise<void> {
  const { withDesk } = await import('./with-desk.js');
  const accounts = await import('../../adapters/accounts/account-list.js');
  const found = await withDesk(({ pool }) => accounts.listAccounts(pool));
  const rows = found.map(({ email, name, role, issuerSlug, state }) => [email, plain(name), role, issuerSlug ?? '-', state]);
  printResult(options, { items: found }, columns([['address', 'name', 'role', 'issuer', 'state'], ...rows]));
}

function noSuchAccount(email: string): UsageError {
  return new UsageError(`There is no account of ${plain(email)}. See: account list`);
}

/** `account create|list|disable|reset`: who signs in. Nobody but the owner of an account ever sees its password. */
export function addAccounts(program: Command): void {
  const example = 'account create --role staff --email dana@example.com --name "Dana Holt"';
  const group = describeGroup(program.command('account'), 'people who sign in', [example, 'account list']);
  describe(group.command('create'), 'make an account and print the one-time link on which its owner sets password and code', [
    example,
    'account create --role issuer --issuer harbour-institute --email registrar@example.com',
    'account create --role member --member 019a0000-0000-7000-8000-000000000001 --email office@north-pier.example',
  ])
    .addOption(new Option('--role <role>', 'what it may do').choices(ROLES).makeOptionMandatory())
    .requiredOption('--email <address>', 'the address it signs in with')
    .option('--name <name>', 'as the desk shows it; without: the part of the address before the @')
    .option('--issuer <slug>', 'the certificate issuer it belongs to; with the role issuer')
    .option('--member <id>', 'the member it belongs to, as GET /api/v1/members names it; with the role member')
    .action(createAccount);
  describe(group.command('list'), 'show the accounts', ['account list --json']).action(listAccounts);
  describe(group.command('disable'), 'let nobody in with an account any more', ['account disable --email dana@example.com'])
    .requiredOption('--email <address>', 'the address it signs in with')
    .action(disableAccount);
  describe(group.command('reset'), 'end the password, code and sign-ins of an account and print a new link; enables a disabled one', [
    'account reset --email dana@example.com',
  ])
    .requiredOption('--email <address>', 'the address it signs in with')
    .action(resetAccount);
}
