import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '../../adapters/embedded/command.js';
import { startDetached } from '../../adapters/embedded/command.js';
import { freePort } from '../../adapters/embedded/port.js';
import { waitUntil } from '../../adapters/embedded/wait.js';
import { isAlive, SHARED_FOLDER, withLock } from './shared-folder.js';

/** A running test server as every Jest worker finds it. */
export interface TestServer {
  pid: number;
  port: number;
}

/** How one kind of test server is started and asked whether it is there. `folder` is its own, kept from run to run. */
export interface ServerKind {
  name: string;
  command(folder: string, port: number): Command;
  answers(server: TestServer): Promise<boolean>;
  stopSignal?: NodeJS.Signals;
}

const recordOf = (name: string) => join(SHARED_FOLDER, `${name}.json`);

function readRecord(name: string): TestServer | undefined {
  if (!existsSync(recordOf(name))) return undefined;
  return JSON.parse(readFileSync(recordOf(name), 'utf8')) as TestServer;
}

async function start(kind: ServerKind): Promise<TestServer> {
  const folder = join(SHARED_FOLDER, kind.name);
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const log = openSync(join(SHARED_FOLDER, `${kind.name}.log`), 'a');
  const child = startDetached(kind.command(folder, port), log);
  closeSync(log);
  const dead = new AbortController();
  child.once('exit', () => dead.abort());
  child.unref();
  const server = { pid: child.pid ?? 0, port };
  if (!(await waitUntil(() => kind.answers(server), 30_000, dead.signal))) {
    if (server.pid > 0 && !dead.signal.aborted) process.kill(server.pid, 'SIGKILL');
    throw new Error(`The test server ${kind.name} did not start. Its log: ${join(SHARED_FOLDER, `${kind.name}.log`)}`);
  }
  writeFileSync(recordOf(kind.name), JSON.stringify({ ...server, stopSignal: kind.stopSignal ?? 'SIGTERM' }));
  return server;
}

/** The server of this kind, started by whoever asks first and shared by all workers of the checkout until the last run ends. */
export function sharedServer(kind: ServerKind): Promise<TestServer> {
  return withLock(kind.name, async () => {
    const known = readRecord(kind.name);
    if (known && isAlive(known.pid) && (await kind.answers(known))) return known;
    return start(kind);
  });
}

/** Stops every shared server that is still there. Called when the last test run of the checkout ends. */
export async function stopSharedServers(): Promise<void> {
  if (!existsSync(SHARED_FOLDER)) return;
  const records = readdirSync(SHARED_FOLDER).filter((file) => file.endsWith('.json'));
  await Promise.all(
    records.map(async (file) => {
      const { pid, stopSignal } = JSON.parse(readFileSync(join(SHARED_FOLDER, file), 'utf8')) as TestServer & {
        stopSignal: NodeJS.Signals;
      };
      if (isAlive(pid)) process.kill(pid, stopSignal);
      const gone = await waitUntil(async () => !isAlive(pid), 10_000);
      if (!gone) process.kill(pid, 'SIGKILL');
      rmSync(join(SHARED_FOLDER, file), { force: true });
    }),
  );
}
