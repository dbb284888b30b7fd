import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_SERVER = [1, 32] as const;
const DOWNLOAD_VERSION = 'v1.9.1';
const project = fileURLToPath(new URL('../..', import.meta.url));
const buildFolder = join(project, 'docker', 'temporal');

/** A `temporal` program that works here and the version of the server inside. */
export interface TemporalProgram {
  file: string;
  serverVersion: string;
}

/** Where to look, and how to tell the person who waits what is going on. */
export interface Search {
  /** TEMPORAL_CLI. */
  cli?: string | undefined;
  /** PATH, XDG_CACHE_HOME and whatever Go wants to know. */
  env: Readonly<Record<string, string | undefined>>;
  say(line: string): void;
  /** Neither downloads nor builds. */
  isOffline?: boolean;
}

/** The version of the server inside, or undefined when the program does not run. */
function serverVersionOf(file: string): string | undefined {
  const { status, stdout } = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return status === 0 ? /Server (\d+\.\d+\.\d+)/.exec(stdout)?.[1] : undefined;
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST_SERVER[0] || (major === OLDEST_SERVER[0] && minor >= OLDEST_SERVER[1]);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const onPath = (name: string, path: string) =>
  path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find(isExecutable);

function checked(file: string): TemporalProgram | undefined {
  const serverVersion = serverVersionOf(file);
  return serverVersion !== undefined && isNewEnough(serverVersion) ? { file, serverVersion } : undefined;
}

/** Name of the build: CLI version and the exact sources it stands on. */
function buildName(): string {
  const version = /cli v(\S+)/.exec(readFileSync(join(buildFolder, 'go.mod'), 'utf8'))?.[1] ?? 'unknown';
  return `temporal-${version}-${createHash('sha256')
    .update(readFileSync(join(buildFolder, 'go.sum')))
    .digest('hex')
    .slice(0, 12)}`;
}

function run(
  file: string,
  args: readonly string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv; timeoutMs: number },
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const endWithUs = () => child.kill('SIGKILL');
    process.once('exit', endWithUs);
    const child = spawn(file, [...args], {
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: options.timeoutMs,
      killSignal: 'SIGKILL',
    });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors = `${errors}${chunk}`.slice(-2_000);
    });
    const done = (problem: string | undefined) => {
      process.off('exit', endWithUs);
      resolve(problem);
    };
    child.once('error', (error) => done(error.message));
    child.once('close', (code) => done(code === 0 ? undefined : errors.trim() || `it ended with ${code ?? 'a time-out'}`));
  });
}

/** The SDK's own download, in a process of its own so that it can be given up. Asks first whether the host answers at all. */
async function download(folder: string, say: Search['say']): Promise<string | undefined> {
  const target = join(folder, `temporal-${DOWNLOAD_VERSION.slice(1)}-download`);
  if (existsSync(target)) return target;
  try {
    await fetch('https://temporal.download/', { method: 'HEAD', signal: AbortSignal.timeout(5_000) });
  } catch {
    say('  temporal.download does not answer from here.');
    return undefined;
  }
  say(`  Downloading Temporal CLI ${DOWNLOAD_VERSION} (about 50 MB, at most three minutes).`);
  const into = `${target}.${process.pid}`;
  mkdirSync(into, { recursive: true });
  const script = fileURLToPath(new URL('temporal-download.ts', import.meta.url));
  const problem = await run(process.execPath, ['--import', 'tsx', script, into, DOWNLOAD_VERSION], { cwd: project, timeoutMs: 180_000 });
  const file = readdirSync(into)
    .map((name) => join(into, name))
    .find(isExecutable);
  if (problem !== undefined) say(`  The download failed: ${problem}`);
  if (problem === undefined && file) renameSync(file, target);
  rmSync(into, { recursive: true, force: true });
  return existsSync(target) ? target : undefined;
}

/** Builds the pinned sources with Go. Minutes the first time; Go's own cache makes a repetition fast. */
async function build(folder: string, search: Search): Promise<string | undefined> {
  const go = onPath('go', `${search.env.PATH}${delimiter}/usr/local/go/bin${delimiter}/usr/lib/go/bin`);
  if (!go) {
    search.say('  There is no Go here to build it with.');
    return undefined;
  }
  search.say('  Building Temporal from its pinned sources with Go: about 5 minutes and 2.2 GB of memory on two cores, once per user.');
  const startedAt = Date.now();
  const target = join(folder, buildName());
  const fresh = `${target}.${process.pid}`;
  const ticker = setInterval(() => search.say(`  Still building (${Math.round((Date.now() - startedAt) / 60_000)} min).`), 60_000);
  const args = [
    'build',
    '-trimpath',
    '-tags',
    'disable_grpc_modules',
    '-ldflags',
    '-s -w',
    '-o',
    fresh,
    'github.com/temporalio/cli/cmd/temporal',
  ];
  const problem = await run(go, args, { cwd: buildFolder, env: { ...search.env, CGO_ENABLED: '0' }, timeoutMs: 1_800_000 });
  clearInterval(ticker);
  if (problem !== undefined) search.say(`  The build failed: ${problem}`);
  else renameSync(fresh, target);
  return existsSync(target) ? target : undefined;
}

const WAY_OUT = `Rightsdesk needs a Temporal server ${OLDEST_SERVER.join('.')} or newer and found none it can use. Do one of these:
  install the Temporal CLI ${DOWNLOAD_VERSION} or newer (https://docs.temporal.io/cli) so that "temporal" is on the PATH, or set TEMPORAL_CLI to it;
  install Go 1.26.8 or newer (https://go.dev/dl), then start again: it is built from source;
  set TEMPORAL_ADDRESS=host:port to use a server of your own.`;

/**
 * A `temporal` program with a server of 1.32 or newer: TEMPORAL_CLI, then the PATH, then what this user's cache holds, then the
 * SDK's download, then a build with Go. Says each step it takes. Throws with the ways out when there is none.
 */
export async function findTemporalProgram(search: Search): Promise<TemporalProgram> {
  const cache = join(search.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'rightsdesk');
  if (search.cli) {
    const given = checked(search.cli);
    if (given) return given;
    throw new Error(`TEMPORAL_CLI is ${search.cli}: ${serverVersionOf(search.cli) ?? 'it does not run'}. ${WAY_OUT}`);
  }
  const found = onPath('temporal', search.env.PATH ?? '');
  const fromPath = found && checked(found);
  if (fromPath) return fromPath;
  if (found)
    search.say(
      `  ${found} holds server ${serverVersionOf(found) ?? 'unknown'}, which is older than ${OLDEST_SERVER.join('.')}: looking further.`,
    );
  const cached = join(cache, buildName());
  const fromCache = isExecutable(cached) ? checked(cached) : undefined;
  if (fromCache) return fromCache;
  if (search.isOffline) throw new Error(WAY_OUT);
  mkdirSync(cache, { recursive: true });
  search.say('Getting the Temporal server, once for this user:');
  for (const obtain of [() => download(cache, search.say), () => build(cache, search)]) {
    const file = await obtain();
    const program = file && checked(file);
    if (program) return program;
  }
  throw new Error(WAY_OUT);
}
