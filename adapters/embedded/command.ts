import { type ChildProcess, spawn, spawnSync } from 'node:child_process';

/** A program ready to be started: what, with what, where, as whom. Secrets go into `env`, never into `args`. */
export interface Command {
  file: string;
  args: readonly string[];
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
}

/** The user a server runs as when we are root; empty otherwise. */
export type RunAs = Pick<Command, 'uid' | 'gid'>;

/**
 * Starts the program in a session of its own, so that a Ctrl-C in the terminal reaches only whoever supervises it.
 * Its output goes to the open file `log`, which outlives the starter.
 */
export function startDetached(command: Command, log: number): ChildProcess {
  const { file, args, ...options } = command;
  return spawn(file, [...args], { ...options, detached: true, stdio: ['ignore', log, log] });
}

/** Runs a short program to its end and returns its standard output; throws with its standard error when it fails. */
export function runToEnd(command: Command, stdin: number | 'ignore' = 'ignore'): string {
  const { file, args, ...options } = command;
  const done = spawnSync(file, [...args], { ...options, stdio: [stdin, 'pipe', 'pipe'], encoding: 'utf8' });
  if (done.error) throw done.error;
  if (done.status !== 0) throw new Error(`${file} failed with ${done.status ?? done.signal}: ${done.stderr.trim() || done.stdout.trim()}`);
  return done.stdout;
}
