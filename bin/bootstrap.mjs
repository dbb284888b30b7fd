import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** Folder of the checkout. */
export const project = fileURLToPath(new URL('..', import.meta.url));
const at = (...parts) => join(project, ...parts);
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));
const hash = (...contents) => contents.reduce((sum, content) => sum.update(content), createHash('sha256')).digest('hex');

/** A step of the set-up that failed: which one, why, and what to do. */
export class SetupFailure extends Error {
  constructor(step, why, remedy) {
    super(`${step} failed.\n  Why: ${why}\n  What to do: ${remedy}`);
  }
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  const why = `this is Node ${process.versions.node}, and Rightsdesk needs 20.19 or newer`;
  throw new SetupFailure('The check of Node', why, 'install Node 20.19, 22 or 24 (https://nodejs.org) and start again.');
}

/** Runs a program quietly, with a line every 15 seconds; resolves with the end of what it said when it failed. */
function run(file, args, { env = process.env, say, doing }) {
  return new Promise((resolve) => {
    const startedAt = Date.now();
    const ticker = setInterval(() => say(`  still ${doing} (${Math.round((Date.now() - startedAt) / 1000)} s)`), 15_000);
    const child = spawn(file, args, { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const endWithUs = () => child.kill();
    process.once('exit', endWithUs);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output = `${output}${chunk}`.slice(-3_000)));
    const done = (problem) => {
      clearInterval(ticker);
      process.off('exit', endWithUs);
      resolve(problem);
    };
    child.once('error', (error) => done(error.message));
    child.once('close', (code, signal) => done(code === 0 ? undefined : output.trim() || `it ended with ${code ?? signal}`));
  });
}

/** What npm last installed is written in node_modules; optional packages of other platforms may be missing there. */
function isInstalled() {
  const installedFile = at('node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const installed = readJson(installedFile).packages;
  const wanted = Object.entries(readJson(at('package-lock.json')).packages).filter(([path, entry]) => path !== '' && !entry.optional);
  return wanted.every(([path, entry]) => installed[path]?.version === entry.version);
}

async function install(say) {
  if (isInstalled()) return;
  say('Installing the packages of package-lock.json with npm (about a minute, once).');
  const lock = readFileSync(at('package-lock.json'));
  const npm = process.env.npm_execpath;
  const [file, ...before] = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm'];
  const problem = await run(file, [...before, 'install', '--no-audit', '--no-fund'], { say, doing: 'installing' });
  if (!readFileSync(at('package-lock.json')).equals(lock)) writeFileSync(at('package-lock.json'), lock);
  if (problem === undefined && isInstalled()) return;
  const why = problem ?? 'npm ended well, but not every package of package-lock.json is there';
  throw new SetupFailure(
    'Installing the packages',
    why,
    'see that this machine reaches the npm registry (npm ping) and that this folder is yours to write, then start again.',
  );
}

async function generateClient(say) {
  const files = readdirSync(at('prisma', 'schema'))
    .filter((name) => name.endsWith('.prisma'))
    .sort();
  const version = readJson(at('node_modules', 'prisma', 'package.json')).version;
  const fingerprint = hash(version, ...files.map((name) => readFileSync(at('prisma', 'schema', name))));
  const stamp = at('prisma', 'client', '.fingerprint');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return;
  say('Generating the database client from prisma/schema.');
  // No engine binary is needed to generate, and none is to be downloaded: any program that exists will do.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' };
  const problem = await run(process.execPath, [at('node_modules', 'prisma', 'build', 'index.js'), 'generate'], {
    env,
    say,
    doing: 'generating',
  });
  if (problem !== undefined)
    throw new SetupFailure('Generating the database client', problem, 'mend prisma/schema if you changed it, then start again.');
  writeFileSync(stamp, fingerprint);
}

/** One set-up of a checkout at a time; the next one finds everything done. */
async function whileAlone(say, work) {
  const lock = join(tmpdir(), `rightsdesk-setup-${hash(project).slice(0, 12)}.pid`);
  for (let told = false; ; told = true) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!isHolderAlive(lock)) rmSync(lock, { force: true });
    else if (!told) say('Another start is setting this checkout up: waiting for it.');
    await sleep(200);
  }
  const release = () => rmSync(lock, { force: true });
  process.once('exit', release);
  try {
    await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

function isHolderAlive(lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    if (pid > 0) process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Sets the checkout up: checks Node, installs the packages, generates the client. Does only what is not done. Says what it does. */
export async function setUp(say = (line) => process.stderr.write(`${line}\n`)) {
  checkNode();
  await whileAlone(say, async () => {
    await install(say);
    await generateClient(say);
  });
}

/** Sets up, then hands over to a TypeScript program in this same process, so that signals reach it. */
export async function setUpAndRun(program) {
  try {
    await setUp();
  } catch (error) {
    process.stderr.write(`${error instanceof SetupFailure ? error.message : (error.stack ?? error)}\n`);
    process.exit(1);
  }
  const { register } = await import('tsx/esm/api');
  register();
  await import(program);
}
