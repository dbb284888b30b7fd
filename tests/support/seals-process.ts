import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from '../../adapters/embedded/wait.js';
import { freePortRange } from './free-ports.js';

/** `bin/seals.ts` as a process of its own, with a home of its own. */
export interface SealsProcess {
  url: string;
  home: string;
  start(): Promise<void>;
  /** SIGKILL, or SIGTERM and its way of ending. */
  stop(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  get(path: string, headers?: Record<string, string>): Promise<{ status: number; text: string; headers: Headers }>;
}

export async function sealsProcess(databaseUrl: string, publicUrl: string, options: { home?: string } = {}): Promise<SealsProcess> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'rightsdesk-seals-'));
  const port = await freePortRange();
  const url = `http://127.0.0.1:${port + 11}`;
  let child: ChildProcess | undefined;
  const env = {
    PATH: process.env.PATH ?? '',
    DATABASE_URL: databaseUrl,
    PUBLIC_URL: publicUrl,
    RIGHTSDESK_HOME: home,
    PORT: String(port),
    LOG_LEVEL: 'fatal',
  };
  const answers = async () => (await fetch(`${url}/healthz`).catch(() => undefined))?.ok === true;
  return {
    url,
    home,
    async start() {
      child = spawn(process.execPath, ['--import', 'tsx', 'bin/seals.ts', '--part=seals', `--home=${home}`], { env, stdio: 'inherit' });
      if (!(await waitUntil(answers, 60_000))) throw new Error('bin/seals.ts does not answer');
    },
    async stop(signal) {
      const ended = new Promise((resolve) => child?.once('exit', resolve));
      if (child?.exitCode !== null || !child.kill(signal)) return;
      await ended;
    },
    async get(path, headers = {}) {
      const response = await fetch(`${url}${path}`, { headers });
      return { status: response.status, text: await response.text(), headers: response.headers };
    },
  };
}
