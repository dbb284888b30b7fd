import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '../adapters/embedded/command.js';
import type { Secrets } from '../adapters/embedded/secrets.js';
import type { Part } from '../adapters/embedded/supervise.js';
import type { StartEnvironment } from '../env.js';
import { localCheckoutVariables } from './checkout-variables.js';
import type { DatabaseUrls } from './servers.js';

/** The processes of Rightsdesk itself, in the order they are stopped, and how long each may take to finish what it is doing. */
const PARTS = [
  { name: 'api', graceMs: 5_000 },
  { name: 'mailroom', graceMs: 5_000 },
  { name: 'worker', graceMs: 11_000 },
  { name: 'checkout', graceMs: 3_000 },
] as const;

/** The environment of the parts: what the person set, completed by the embedded servers' addresses and the secrets of this home. */
export function partVariables(
  given: NodeJS.ProcessEnv,
  running: { env: StartEnvironment; home: string; secrets: Secrets; database: DatabaseUrls; temporal: string; bundle: string | undefined },
): NodeJS.ProcessEnv {
  const { env, home, secrets, database, temporal, bundle } = running;
  const { ownerPassword: _owner, appPassword: _app, ...keys } = secrets;
  const { DATABASE_OWNER_URL: _data, KEYS_DATABASE_OWNER_URL: _keys, ...rest } = given;
  return {
    NODE_COMPILE_CACHE: join(home, 'compile-cache'), // Node 22 and newer start the parts faster with it
    ...keys,
    ...localCheckoutVariables(env, secrets),
    ...(env.DEMO && { SEAL_ZONE_FILE: join(home, 'demo-zone.json') }), // the demo's domains stand in no DNS
    ...rest,
    RIGHTSDESK_HOME: home,
    SUPERVISED: 'true',
    DATABASE_URL: database.app,
    KEYS_DATABASE_URL: database.keysApp,
    TEMPORAL_ADDRESS: temporal,
    TEMPORAL_NAMESPACE: env.TEMPORAL_NAMESPACE,
    ...(bundle !== undefined && { TEMPORAL_WORKFLOW_BUNDLE: bundle }),
    ...(env.TEMPORAL_ADDRESS === undefined && { TEMPORAL_UI_URL: `http://127.0.0.1:${env.PORT + 3}` }),
  };
}

/** A TypeScript program of this project, with its name and home where a person who lists processes sees them. */
export function programCommand(project: string, file: string, part: string, home: string, env: NodeJS.ProcessEnv): Command {
  return { file: process.execPath, args: ['--import', 'tsx', file, `--part=${part}`, `--home=${home}`], cwd: project, env };
}

/** The parts to keep running, in the order they are stopped. */
export function ownParts(project: string, home: string, variables: NodeJS.ProcessEnv): readonly Part[] {
  const isWanted = (name: string) => name !== 'checkout' || variables.STRIPE_API_BASE === `http://127.0.0.1:${variables.CHECKOUT_PORT}`;
  return PARTS.filter(({ name }) => isWanted(name) && existsSync(join(project, 'bin', `${name}.ts`))).map(({ name, graceMs }) => ({
    name,
    graceMs,
    stopSignal: 'SIGTERM',
    command: () => programCommand(project, `bin/${name}.ts`, name, home, variables),
  }));
}
