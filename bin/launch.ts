import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPortFree } from '../adapters/embedded/port.js';
import { loadOrMakeSecrets, type Secrets } from '../adapters/embedded/secrets.js';
import { hostFromHere, type StartEnvironment } from '../env.js';
import { hasLocalCheckout } from './checkout-variables.js';
import type { Launch } from './launched.js';
import { migrateEverything } from './migrations.js';
import { ownParts, partVariables, programCommand } from './parts.js';
import { type DatabaseUrls, givenDatabase, prepareGivenDatabase, type Surroundings, startPostgres, startTemporal } from './servers.js';
import { ensureWorkflowBundle } from './workflow-bundle.js';

/** Runs one step and says how long it took. */
async function step<T>(launch: Launch, name: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const result = await work();
  launch.say(`  ${name.padEnd(26)}${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  return result;
}

/** Throws, naming the port and the way out, when something else listens on one of ours. */
export async function refuseTakenPorts(env: StartEnvironment): Promise<void> {
  const wanted: [string, number, string][] = [['the web server', env.PORT, env.HOST]];
  if (env.DATABASE_URL === undefined) wanted.push(['PostgreSQL', env.PORT + 1, '127.0.0.1']);
  if (env.TEMPORAL_ADDRESS === undefined) for (const n of [2, 3, 8, 9]) wanted.push(['Temporal', env.PORT + n, '127.0.0.1']);
  if (env.IMAP_URL === undefined) wanted.push(['incoming mail', env.INTAKE_SMTP_PORT, env.HOST]);
  if (env.SMTP_URL === undefined) wanted.push(['caught mail', env.CATCHER_SMTP_PORT, '127.0.0.1']);
  wanted.push(
    ['the figures of the worker', env.WORKER_METRICS_PORT, env.HOST],
    ['the figures of the mail room', env.MAILROOM_METRICS_PORT, env.HOST],
  );
  if (env.SEALS_PROCESS) wanted.push(['the verification of seals', env.SEALS_PORT, env.HOST]);
  if (hasLocalCheckout(env)) wanted.push(['the payment page', env.CHECKOUT_PORT, '127.0.0.1']);
  const takenNow = async () => {
    const checked = await Promise.all(wanted.map(async ([what, port, host]) => ({ what, port, isFree: await isPortFree(port, host) })));
    return checked.filter(({ isFree }) => !isFree).map(({ what, port }) => `${port} (${what})`);
  };
  // What was just killed may hold its port a moment longer.
  let taken = await takenNow();
  for (const endsAt = Date.now() + 5_000; taken.length > 0 && Date.now() < endsAt; taken = await takenNow())
    await new Promise((resolve) => setTimeout(resolve, 250));
  if (taken.length === 0) return;
  const other = env.PORT + 100 > 65_000 ? env.PORT - 100 : env.PORT + 100;
  throw new Error(
    `Something else already listens on port ${taken.join(', ')}.\nStart on other ports, for example: PORT=${other} npm start`,
  );
}

async function startServers(launch: Launch, secrets: Secrets): Promise<{ database: DatabaseUrls; temporal: string }> {
  const { env, home, supervisor, say } = launch;
  const around: Surroundings = { env, home, secrets, say, keep: supervisor.keep, untilReady: supervisor.untilReady };
  const given = givenDatabase(env);
  const [database, temporal] = await Promise.all([
    given
      ? step(launch, 'PostgreSQL (DATABASE_URL)', async () => prepareGivenDatabase(given, say).then(() => given))
      : step(launch, 'PostgreSQL 18', () => startPostgres(around)),
    env.TEMPORAL_ADDRESS ?? step(launch, 'Temporal', () => startTemporal(around, launch.given)),
  ]);
  return { database, temporal };
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(3_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

/** Seeds the demo once per database. The seed itself is safe to repeat: one that was killed half-way is run again. */
async function seedOnce(launch: Launch, database: DatabaseUrls, variables: NodeJS.ProcessEnv): Promise<void> {
  const { project, home, env, supervisor } = launch;
  const mark = join(home, 'seeded');
  const fingerprint = createHash('sha256').update(database.app).digest('hex');
  const isDone = existsSync(mark) && readFileSync(mark, 'utf8') === fingerprint;
  if (isDone || !env.DEMO || !existsSync(join(project, 'prisma', 'seed.ts'))) return;
  const owners = { DATABASE_OWNER_URL: database.owner, KEYS_DATABASE_OWNER_URL: database.keysOwner };
  const command = programCommand(project, 'prisma/seed.ts', 'seed', home, { ...variables, ...owners });
  await step(launch, 'Demo data', () => supervisor.runOnce('seed', command));
  writeFileSync(mark, fingerprint);
}

/** Starts everything in order and returns when the web server says that it is ready. */
export async function launchEverything(launch: Launch): Promise<void> {
  const { project, home, env, given, supervisor } = launch;
  const secrets = loadOrMakeSecrets(home);
  const [{ database, temporal }, bundle] = await Promise.all([
    startServers(launch, secrets),
    env.TEMPORAL_WORKFLOW_BUNDLE ?? step(launch, 'Workflow bundle', () => ensureWorkflowBundle(launch)),
  ]);
  await step(launch, 'Migrations', () => migrateEverything(database));
  const variables = partVariables(given, { env, home, secrets, database, temporal, bundle });
  const parts = ownParts(project, home, variables).map((part) => supervisor.keep(part));
  const api = parts.find(({ name }) => name === 'api');
  const web = `http://${hostFromHere(env.HOST)}:${env.PORT}`;
  if (api) await step(launch, 'Web, worker, mail room', () => supervisor.untilReady(api, () => answers(`${web}/healthz`), 90_000));
  await seedOnce(launch, database, variables);
  const isReady = () => answers(`${web}/readyz`);
  if (api && !(await isReady())) await step(launch, 'All parts answering', () => supervisor.untilReady(api, isReady, 180_000));
}
