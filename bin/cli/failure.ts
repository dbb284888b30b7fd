import { DomainError } from '../../domain/errors.js';
import { EXIT, NotRunningError, UsageError } from './terminal.js';

/** What a command says of its failure, and its exit code. */
export interface Failure {
  text: string;
  exitCode: number;
}

/** Failures of PostgreSQL and of the way to it that the operator can do something about, by SQLSTATE, code or text. */
const WAYS_OUT: readonly (readonly [codes: readonly string[], text: string])[] = [
  [
    ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', '57P01', '57P03', '08006', 'timeout'],
    'The database does not answer. See that it runs and that DATABASE_URL is right (rightsdesk status), then try again.',
  ],
  [['28P01', '28000'], 'The database refuses us. See that user and password in DATABASE_URL and KEYS_DATABASE_URL are right.'],
  [['3D000'], 'There is no such database. See that DATABASE_URL and KEYS_DATABASE_URL are right, then run: rightsdesk migrate'],
  [['42P01', '42703', '3F000'], 'The tables of this version are not all there. Run: rightsdesk migrate'],
  [['42501'], 'The database does not allow this. Set DATABASE_OWNER_URL and KEYS_DATABASE_OWNER_URL to the owner of each.'],
  [['53100', 'ENOSPC'], 'The disk is full.'],
];

/** Inputs that are files: the command was used rightly, so it is no wrong usage. */
const ABOUT_A_FILE = new Set(['DATASET_INVALID', 'BACKUP_KIND_DIFFERS']);

function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const own = 'code' in error ? [String(error.code)] : [];
  const within = error instanceof AggregateError ? error.errors.flatMap(codesOf) : [];
  const timeout = /timeout exceeded|Connection terminated|timed out/i.test(error.message) ? ['timeout'] : [];
  return [...own, ...within, ...timeout, ...codesOf(error.cause)];
}

function fromDomain(error: DomainError): Failure {
  const fields = error.fields.map(({ pointer, detail }) => `  ${pointer === '' ? '' : `${pointer}: `}${detail}`);
  const isUsage = error.kind === 'invalid' && !ABOUT_A_FILE.has(error.code);
  return { text: [error.detail, ...fields].join('\n'), exitCode: isUsage ? EXIT.usage : EXIT.failed };
}

function fromFile(error: NodeJS.ErrnoException): string | undefined {
  if (error.path === undefined) return undefined;
  if (error.code === 'ENOENT') return `There is no ${error.path}.`;
  if (error.code === 'EACCES') return `${error.path} may not be read or written by us.`;
  if (error.code === 'EISDIR') return `${error.path} is a folder, not a file.`;
  return undefined;
}

/** Says a failure in plain sentences with the way out; never a stack trace. */
export function failureOf(error: unknown): Failure {
  if (error instanceof DomainError) return fromDomain(error);
  if (error instanceof UsageError) return { text: error.message, exitCode: EXIT.usage };
  if (error instanceof NotRunningError) return { text: error.message, exitCode: EXIT.notRunning };
  if (!(error instanceof Error)) return { text: `It failed. ${String(error)}`, exitCode: EXIT.failed };
  if (error.name === 'ConfigurationError') return { text: error.message, exitCode: EXIT.failed };
  const codes = codesOf(error);
  const known = fromFile(error) ?? WAYS_OUT.find(([wanted]) => wanted.some((code) => codes.includes(code)))?.[1];
  return { text: known ?? `It failed. ${error.message.split('\n', 1)[0] ?? ''}`, exitCode: EXIT.failed };
}
