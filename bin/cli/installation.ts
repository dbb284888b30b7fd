import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RunFile, readRunFile } from '../../adapters/embedded/run-file.js';
import { loadOrMakeSecrets } from '../../adapters/embedded/secrets.js';
import { ConfigurationError, readStartEnvironment, type StartEnvironment } from '../../env.js';
import { type DatabaseUrls, embeddedDatabase, givenDatabase } from '../servers.js';
import { NotRunningError } from './terminal.js';

/** The installation that a command is about. */
export interface Installation {
  env: StartEnvironment;
  /** Absolute path of RIGHTSDESK_HOME. */
  home: string;
  /** What runs of it; undefined when nothing does. */
  run: RunFile | undefined;
  /** Undefined when the database is the embedded one and nothing runs. */
  database: DatabaseUrls | undefined;
}

const HOME_SECRETS = ['MASTER_KEY', 'PAYLOAD_KEY', 'SESSION_SECRET', 'ROOT_SIGNING_KEY'] as const;

function secretsOf(home: string): Record<string, string | undefined> {
  if (!existsSync(join(home, 'secrets.json'))) return {};
  const { ownerPassword: _owner, appPassword: _app, ...keys } = loadOrMakeSecrets(home);
  return keys;
}

/** Folder of this home, from the environment alone. */
export function homeOf(env: StartEnvironment): string {
  return resolve(fileURLToPath(new URL('../..', import.meta.url)), env.RIGHTSDESK_HOME);
}

/** Where the keys of seals are: as set, or in this home. */
export const sealKeysFolderOf = (home: string, source: NodeJS.ProcessEnv = process.env): string =>
  source.SEAL_KEYS_FOLDER || join(home, 'seal-keys');

/**
 * Finds the installation: the environment first, then what runs in this home and its secrets. Throws ConfigurationError, also when the
 * one that runs was started with a DATABASE_URL that is not set here.
 */
export function findInstallation(source: NodeJS.ProcessEnv = process.env): Installation {
  const home = homeOf(readStartEnvironment(source));
  const run = readRunFile(home);
  const fromRun = run === undefined ? {} : { PORT: String(run.port), PUBLIC_URL: run.web };
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const env = readStartEnvironment({ ...secretsOf(home), ...set, ...fromRun });
  const given = givenDatabase(env);
  if (given === undefined && run?.isDatabaseEmbedded === false)
    throw new ConfigurationError(['DATABASE_URL: what runs was started with it; set it to the same value here']);
  const embedded = run === undefined ? undefined : () => embeddedDatabase(run.port, loadOrMakeSecrets(home));
  return { env, home, run, database: given ?? embedded?.() };
}

/** The same, with its database. Throws NotRunningError where that is the embedded one and nothing runs. */
export function requireInstallation(): Installation & { database: DatabaseUrls } {
  const found = findInstallation();
  if (found.database === undefined)
    throw new NotRunningError('Rightsdesk is not running. Start it with npm start, or set DATABASE_URL to use a database of your own.');
  return { ...found, database: found.database };
}

/** A secret that a command needs. Throws ConfigurationError when neither the environment nor the home has it. */
export function requireSecret(env: StartEnvironment, name: (typeof HOME_SECRETS)[number]): string {
  const value = env[name];
  if (value === undefined) throw new ConfigurationError([`${name}: is needed and not set`]);
  return value;
}
