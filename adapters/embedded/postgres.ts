import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import pg from 'pg';
import { type Command, type RunAs, runToEnd } from './command.js';
import { findPostgresProgram, type PostgresProgram } from './postgres-program.js';

/** The cluster's owner. The parts never use it; migrations, backups and `status --secrets` do. */
export const OWNER_ROLE = 'rightsdesk_owner';
/** What the parts connect as: reads and writes what the migrations grant, cannot change evidence, cannot create. */
export const APP_ROLE = 'rightsdesk_app';
/** What the parts become to touch data of people who are not signed in; it has no right on anything else (migration `apart`). */
export const APART_ROLE = 'rightsdesk_apart';

/** One embedded cluster: its folder, its port, and who asks for it (shown in its command line). */
export interface Cluster {
  /** Folder of the data files; created by `initialiseCluster`. */
  folder: string;
  /** Shown in the command line, so that a person sees whose server it is. */
  home: string;
  port: number;
  settings?: Readonly<Record<string, string>>;
}

/** As root the data folder is entered before the user changes, so that it may lie below a folder only root can enter. */
function dataFolderFor({ runAs }: PostgresProgram, folder: string): string {
  return runAs.uid === undefined || process.platform !== 'linux' ? folder : '/proc/self/cwd';
}

function ownerOf(folder: string): RunAs | undefined {
  if (!existsSync(folder)) return undefined;
  const { uid, gid } = statSync(folder);
  return uid === 0 ? undefined : { uid, gid };
}

function giveTo(path: string, { uid, gid }: RunAs): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

/**
 * Makes the cluster's files with `ownerPassword` for its owner. Does nothing and returns false when they are there.
 * Works beside the folder and renames at the end: a start that is killed half-way leaves nothing half made.
 */
export function initialiseCluster(folder: string, ownerPassword: string): boolean {
  if (existsSync(join(folder, 'PG_VERSION'))) return false;
  const program = findPostgresProgram();
  const fresh = join(dirname(folder), `${basename(folder)}.new`);
  const passwordFile = `${fresh}.password`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, `${ownerPassword}\n`, { mode: 0o600 });
  giveTo(fresh, program.runAs);
  giveTo(passwordFile, program.runAs);
  const stdin = openSync(passwordFile, 'r');
  try {
    const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const access = ['--auth=scram-sha-256', `--username=${OWNER_ROLE}`, '--pwfile=/dev/stdin'];
    const args = [`--pgdata=${dataFolderFor(program, fresh)}`, ...access, ...locale, '--no-instructions'];
    runToEnd({ file: program.initdb, args, cwd: fresh, ...program.runAs }, stdin);
  } finally {
    closeSync(stdin);
    rmSync(passwordFile, { force: true });
  }
  renameSync(fresh, folder);
  return true;
}

/** A lock file whose process is gone, or is by now some other program, would keep the server from starting. */
function forgetStaleLock(folder: string): void {
  const lock = join(folder, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  const commandLine = `/proc/${pid}/cmdline`;
  if (process.platform === 'linux' && !(existsSync(commandLine) && readFileSync(commandLine, 'utf8').includes('postgres'))) rmSync(lock);
}

const defaults = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '120',
  shared_buffers: '128MB',
  max_wal_size: '512MB',
  jit: 'off',
} satisfies Record<string, string>;

/** The server's command. Its command line names the part and the home it belongs to. */
export function postgresCommand(cluster: Cluster): Command {
  const program = findPostgresProgram(ownerOf(cluster.folder));
  forgetStaleLock(cluster.folder);
  const settings = { ...defaults, ...cluster.settings, 'rightsdesk.part': 'postgresql', 'rightsdesk.home': cluster.home };
  const flags = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const args = ['-D', dataFolderFor(program, cluster.folder), '-p', String(cluster.port), ...flags];
  return { file: program.postgres, args, cwd: cluster.folder, ...program.runAs };
}

/** A connection URL on the loopback address. */
export function databaseUrl(of: { role: string; password: string; port: number; database: string }): string {
  return `postgresql://${of.role}:${encodeURIComponent(of.password)}@127.0.0.1:${of.port}/${of.database}`;
}

/** Whether the server answers a query, within two seconds. */
export async function answersQueries(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000, query_timeout: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function ensureLesserRoles(client: pg.Client, password: string | undefined): Promise<void> {
  const role = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [APP_ROLE]);
  if (role.rowCount === 0) await client.query(`CREATE ROLE ${APP_ROLE} ${password === undefined ? 'NOLOGIN' : 'LOGIN'}`);
  // NOINHERIT: it is to be able to become the other role, not to have its rights. Before the membership, which takes it over.
  const apart = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [APART_ROLE]);
  if (apart.rowCount === 0) {
    await client.query(`CREATE ROLE ${APART_ROLE} NOLOGIN`);
    await client.query(`ALTER ROLE ${APP_ROLE} NOINHERIT`);
    await client.query(`GRANT ${APART_ROLE} TO ${APP_ROLE}`);
  }
  if (password !== undefined) await client.query(`ALTER ROLE ${APP_ROLE} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
}

/**
 * Makes the lesser role and the databases that are not there yet. Safe to repeat. Without a password the role is only there to be
 * granted to, where somebody else runs the server.
 */
export async function ensureRolesAndDatabases(
  ownerUrl: string,
  appPassword: string | undefined,
  databases: readonly string[],
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await ensureLesserRoles(client, appPassword);
    for (const database of databases) {
      const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
      if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
    }
  } finally {
    await client.end();
  }
}

/** Gives a role of a server that is not ours the rights of the lesser role, unless it has them already or owns everything anyway. */
export async function letActAsApp(ownerUrl: string, role: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ covered: boolean }>('SELECT pg_has_role($1, $2, $3) OR $1 = current_user AS covered', [
      role,
      APP_ROLE,
      'MEMBER',
    ]);
    if (rows[0]?.covered !== true) await client.query(`GRANT ${APP_ROLE} TO ${client.escapeIdentifier(role)}`);
  } finally {
    await client.end();
  }
}
