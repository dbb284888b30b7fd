import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import type { VerifyJob } from './verify-process.js';

/** A server under measurement, in a process of its own. */
export interface MeasuredServer {
  port: number;
  /** Calls a second, and microseconds of the server's own processor time a call, which other programs on the machine disturb little. */
  load(options: { paths: readonly string[]; seconds: number }): Promise<{ perSecond: number; cpuMicros: number; peakMb: number }>;
  stop(): void;
}

const CONNECTIONS = 20;

export async function startMeasured(job: VerifyJob): Promise<MeasuredServer> {
  const child = fork(fileURLToPath(new URL('./verify-process.ts', import.meta.url)), [], {
    execArgv: ['--import', 'tsx'],
  });
  child.send(job);
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]; // sent when it listens
  return { port, load: (options) => load(child, port, options), stop: () => child.disconnect() };
}

interface Usage {
  cpu: NodeJS.CpuUsage;
  peakMb: number;
}

async function usageOf(child: ChildProcess): Promise<Usage> {
  const answer = once(child, 'message');
  child.send('usage');
  const [usage] = (await answer) as [Usage]; // the answer to any message
  return usage;
}

async function load(child: ChildProcess, port: number, { paths, seconds }: { paths: readonly string[]; seconds: number }) {
  const before = await usageOf(child);
  let next = 0;
  const result = await autocannon({
    url: `http://127.0.0.1:${port}`,
    connections: CONNECTIONS,
    duration: seconds,
    headers: { accept: 'application/json' },
    requests: [{ setupRequest: (request) => ({ ...request, path: paths[next++ % paths.length] ?? '/' }) }],
  });
  const after = await usageOf(child);
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} calls were refused and ${result.errors} failed`);
  const used = after.cpu.user + after.cpu.system - before.cpu.user - before.cpu.system;
  return { perSecond: result.requests.total / result.duration, cpuMicros: used / result.requests.total, peakMb: after.peakMb };
}
