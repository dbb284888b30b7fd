import { join } from 'node:path';
import {
  APP_ROLE,
  answersQueries,
  databaseUrl,
  ensureRolesAndDatabases,
  initialiseCluster,
  letActAsApp,
  OWNER_ROLE,
  postgresCommand,
} from '../adapters/embedded/postgres.js';
import type { Secrets } from '../adapters/embedded/secrets.js';
import type { Part, SupervisedPart } from '../adapters/embedded/supervise.js';
import { answersHealth, type LocalTemporal, raiseRetention, temporalCommand } from '../adapters/embedded/temporal.js';
import { findTemporalProgram } from '../adapters/embedded/temporal-program.js';
import type { StartEnvironment } from '../env.js';

/** The database of the demo's other system, a membership shop. */
export const SHOP_DATABASE = 'membership_shop';

/** Addresses of the databases. The parts get `app` and `keysApp`; `owner` and `keysOwner` are for migrations and backups. */
export interface DatabaseUrls {
  app: string;
  owner: string;
  keysApp: string;
  keysOwner: string;
}

/** What the start of a server needs: the settings, its home, its secrets, and a way to keep a program running and wait for it. */
export interface Surroundings {
  env: StartEnvironment;
  home: string;
  secrets: Secrets;
  say(line: string): void;
  keep(part: Part): SupervisedPart;
  untilReady(part: SupervisedPart, answers: () => Promise<boolean>, timeoutMs: number): Promise<void>;
}

/** The URL of the database beside this one that holds the keys. */
export function keysUrlBeside(url: string): string {
  const keys = new URL(url);
  keys.pathname = `${keys.pathname}_keys`;
  return keys.href;
}

/** The URLs of a database that is not ours to run, completed from those given. */
export function givenDatabase(env: StartEnvironment): DatabaseUrls | undefined {
  if (env.DATABASE_URL === undefined) return undefined;
  const owner = env.DATABASE_OWNER_URL ?? env.DATABASE_URL;
  const keysApp = env.KEYS_DATABASE_URL ?? keysUrlBeside(env.DATABASE_URL);
  return { app: env.DATABASE_URL, owner, keysApp, keysOwner: env.KEYS_DATABASE_OWNER_URL ?? env.KEYS_DATABASE_URL ?? keysUrlBeside(owner) };
}

/** The URLs of the embedded cluster of the installation whose web server has this port. */
export function embeddedDatabase(webPort: number, secrets: Secrets): DatabaseUrls {
  const port = webPort + 1;
  const app = (database: string) => databaseUrl({ role: APP_ROLE, password: secrets.appPassword, port, database });
  const owner = (database: string) => databaseUrl({ role: OWNER_ROLE, password: secrets.ownerPassword, port, database });
  return { app: app('rightsdesk'), owner: owner('rightsdesk'), keysApp: app('rightsdesk_keys'), keysOwner: owner('rightsdesk_keys') };
}

/** Starts the embedded PostgreSQL, made on the first start, and waits until its roles and databases are there. */
export async function startPostgres({ env, home, secrets, say, keep, untilReady }: Surroundings): Promise<DatabaseUrls> {
  const cluster = { folder: join(home, 'postgresql'), home, port: env.PORT + 1 };
  if (initialiseCluster(cluster.folder, secrets.ownerPassword)) say('Made a new PostgreSQL 18 cluster.');
  const part = keep({ name: 'postgresql', command: () => postgresCommand(cluster), stopSignal: 'SIGINT', graceMs: 6_000 });
  const maintenance = databaseUrl({ role: OWNER_ROLE, password: secrets.ownerPassword, port: cluster.port, database: 'postgres' });
  await untilReady(part, () => answersQueries(maintenance), 60_000);
  await ensureRolesAndDatabases(maintenance, secrets.appPassword, ['rightsdesk', 'rightsdesk_keys', SHOP_DATABASE]);
  return embeddedDatabase(env.PORT, secrets);
}

/** Makes the databases of a server that is not ours, where its owner may do so and they are not there yet. */
export async function prepareGivenDatabase(urls: DatabaseUrls, say: (line: string) => void): Promise<void> {
  if (!(await answersQueries(urls.owner)))
    throw new Error(`The PostgreSQL of DATABASE_URL (${new URL(urls.owner).host}) does not answer, or refuses us.`);
  const nameOf = (url: string) => decodeURIComponent(new URL(url).pathname.slice(1));
  const isKeysThere = await answersQueries(urls.keysOwner);
  if (!isKeysThere) say(`The database of the keys, ${nameOf(urls.keysOwner)}, is not there: making it.`);
  await ensureRolesAndDatabases(urls.owner, undefined, isKeysThere ? [] : [nameOf(urls.keysOwner)]);
  await letActAsApp(urls.owner, decodeURIComponent(new URL(urls.app).username));
}

/** Finds a Temporal program and starts the local engine. */
export async function startTemporal({ env, home, say, keep, untilReady }: Surroundings, processEnv: NodeJS.ProcessEnv): Promise<string> {
  const program = await findTemporalProgram({ cli: env.TEMPORAL_CLI, env: processEnv, say });
  const ports = { port: env.PORT + 2, uiPort: env.PORT + 3, httpPort: env.PORT + 8, metricsPort: env.PORT + 9 };
  const engine: LocalTemporal = { program, home, ...ports };
  const part = keep({ name: 'temporal', command: () => temporalCommand(engine), stopSignal: 'SIGTERM', graceMs: 5_000 });
  await untilReady(part, () => answersHealth(engine), 60_000);
  if (!raiseRetention(engine)) say('Could not raise the time Temporal keeps closed workflows; going on.');
  return `127.0.0.1:${engine.port}`;
}
