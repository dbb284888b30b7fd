import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endLeftovers, processesOf } from '../../adapters/embedded/process-table.js';
import { readRunFile } from '../../adapters/embedded/run-file.js';
import { waitUntil } from '../../adapters/embedded/wait.js';
import { freePortRange } from './free-ports.js';

/** What `rightsdesk status --json` says, as far as tests ask. */
export interface InstallationStatus {
  ready: boolean;
  web: string;
  database: string;
  parts: Record<string, number>;
}

/** A whole Rightsdesk with a home and ports of its own, started as a person starts it. */
export interface Installation {
  home: string;
  port: number;
  /** Starts the supervisor and returns when it says that everything is ready; rejects with what it said when it ends instead. */
  start(): Promise<ChildProcess>;
  status(...options: string[]): InstallationStatus | undefined;
  /** Runs a command of the command line with the settings of this installation and answers its result; throws what it said. */
  command(...args: string[]): unknown;
  /** Process ids by part, read from the home without asking any part; empty when nothing runs. */
  parts(): Readonly<Record<string, number>>;
  /** Waits until the web server says that it is ready. */
  untilReady(timeoutMs: number): Promise<boolean>;
  /** Command lines of everything that runs for this home. */
  processes(): readonly { pid: number; args: readonly string[] }[];
  /** Ends whatever runs and removes the home. */
  remove(): Promise<void>;
}

/** Makes room for an installation; nothing is started yet. */
export async function prepareInstallation(settings: Readonly<Record<string, string>> = {}): Promise<Installation> {
  const home = mkdtempSync(join(tmpdir(), 'rightsdesk-home-'));
  const port = await freePortRange();
  const env = { ...process.env, ...settings, NODE_OPTIONS: '', RIGHTSDESK_HOME: home, PORT: String(port) };
  const started: ChildProcess[] = [];

  function start(): Promise<ChildProcess> {
    const child = spawn(process.execPath, ['bin/start.mjs'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    started.push(child);
    let said = '';
    return new Promise((resolve, reject) => {
      const listen = (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes('Rightsdesk is ready')) resolve(child);
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      child.once('exit', (code) => reject(new Error(`npm start ended with ${code}: ${said}`)));
    });
  }

  function status(...options: string[]): InstallationStatus | undefined {
    const { status: code, stdout } = spawnSync(process.execPath, ['bin/rightsdesk.mjs', 'status', '--json', ...options], {
      env,
      encoding: 'utf8',
    });
    return code === 0 ? (JSON.parse(stdout) as InstallationStatus) : undefined;
  }

  function command(...args: string[]): unknown {
    const {
      status: code,
      stdout,
      stderr,
    } = spawnSync(process.execPath, ['bin/rightsdesk.mjs', ...args, '--json'], { env, encoding: 'utf8' });
    if (code !== 0) throw new Error(`${args[0]} ${args[1]} ended with ${code}: ${stderr}`);
    return JSON.parse(stdout);
  }

  const parts = () => readRunFile(home)?.parts ?? {};

  const untilReady = (timeoutMs: number) =>
    waitUntil(async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
      await answer?.body?.cancel();
      return answer?.status === 200;
    }, timeoutMs);

  async function remove(): Promise<void> {
    for (const child of started) child.kill('SIGKILL');
    await endLeftovers(home);
    rmSync(home, { recursive: true, force: true });
  }

  return { home, port, start, status, command, parts, untilReady, processes: () => processesOf(home), remove };
}
