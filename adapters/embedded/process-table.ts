import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { waitUntil } from './wait.js';

/** A process as the machine shows it. */
export interface RunningProcess {
  pid: number;
  args: readonly string[];
}

function argumentsOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
  } catch {
    return []; // it ended while we looked
  }
}

function allProcesses(): readonly RunningProcess[] {
  if (existsSync('/proc/self/cmdline')) {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return pids.map((pid) => ({ pid: Number(pid), args: argumentsOf(Number(pid)) }));
  }
  const lines = spawnSync('ps', ['-axww', '-o', 'pid=,args='], { encoding: 'utf8' }).stdout.trim().split('\n');
  return lines.map((line) => ({ pid: Number.parseInt(line, 10), args: line.trim().split(/\s+/).slice(1) }));
}

/** Whether a process of this id exists. One that has ended and was not yet reaped does not count. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return !existsSync('/proc/self/stat');
  }
}

/** Tells a process from a later one of the same id: when it began, as the machine counts. Undefined when it is not there. */
export function birthOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19];
  } catch {
    return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() || undefined;
  }
}

/** The processes that were started for this home: parts, database, workflow engine, seed. Never ourselves. */
export function processesOf(home: string): readonly RunningProcess[] {
  const marks = new Set([`--home=${home}`, `rightsdesk.home=${home}`]);
  const isOurs = (arg: string, before: string | undefined) =>
    marks.has(arg) || (before === '--db-filename' && arg.startsWith(`${home}/temporal-`));
  return allProcesses().filter(({ pid, args }) => pid !== process.pid && args.some((arg, index) => isOurs(arg, args[index - 1])));
}

/** Sends `signal` and, when the process has not ended after `graceMs`, SIGKILL. Returns when it is gone. */
export async function endProcess(pid: number, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  const send = (which: NodeJS.Signals) => {
    try {
      process.kill(pid, which);
    } catch (error) {
      if (isRunning(pid)) throw error;
    }
  };
  send(signal);
  if (await waitUntil(async () => !isRunning(pid), graceMs)) return;
  send('SIGKILL');
  await waitUntil(async () => !isRunning(pid), 5_000);
}

/** Ends what an earlier, killed supervisor of this home has left running: first the parts, then the servers. Returns how many. */
export async function endLeftovers(home: string): Promise<number> {
  const found = processesOf(home);
  const isServer = ({ args }: RunningProcess) => args.includes(`rightsdesk.home=${home}`) || args.includes('--db-filename');
  await Promise.all(found.filter((one) => !isServer(one)).map(({ pid }) => endProcess(pid, 'SIGTERM', 8_000)));
  await Promise.all(found.filter(isServer).map(({ pid }) => endProcess(pid, 'SIGINT', 10_000)));
  return found.length;
}
