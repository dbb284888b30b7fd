import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, startDetached } from './command.js';
import { endProcess } from './process-table.js';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;
/** A part that ran this long is taken to be well again: its next restart is quick. */
const STEADY_MS = 20_000;
const LOG_TURNS_AT_BYTES = 20_000_000;

/** One program to keep running. */
export interface Part {
  name: string;
  /** Asked anew at each start; may throw, which counts as a failed start. */
  command(): Command;
  stopSignal: NodeJS.Signals;
  /** How long it may take to stop before it is killed. */
  graceMs: number;
}

/** A part under supervision. */
export interface SupervisedPart {
  name: string;
  /** Undefined while it is down. */
  pid(): number | undefined;
  /** How often it has ended by itself since the supervisor started it. */
  endings(): number;
  /** Stops it for good; returns when the process is gone. */
  stop(): Promise<void>;
}

/** Where the output of a part goes. The file before the last one is kept as `.1`. */
export function logFileOf(logFolder: string, name: string): string {
  return join(logFolder, `${name}.log`);
}

/** The last lines a part has written, for a person who wants to know why it does not start. */
export function lastLinesOf(logFolder: string, name: string, count = 12): string {
  const file = logFileOf(logFolder, name);
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n') : '';
}

/** Opens a part's log for appending; a log that has grown long is turned over first. */
export function openLog(logFolder: string, name: string): number {
  mkdirSync(logFolder, { recursive: true, mode: 0o700 });
  const file = logFileOf(logFolder, name);
  if (existsSync(file) && statSync(file).size > LOG_TURNS_AT_BYTES) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}

/**
 * Keeps a program running: when it ends it is started again after 0.2 s, then 0.4 s, and so on up to 5 s.
 * `told` gets a line for each ending; `changed` is called whenever its process id has changed.
 */
export function supervise(part: Part, options: { logFolder: string; told(line: string): void; changed(): void }): SupervisedPart {
  let child: ChildProcess | undefined;
  let pauseMs = FIRST_PAUSE_MS;
  let endings = 0;
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;

  function comeBack(startedAt: number, how: string): void {
    child = undefined;
    if (stopping) return;
    endings += 1;
    if (Date.now() - startedAt > STEADY_MS) pauseMs = FIRST_PAUSE_MS;
    options.told(
      `${part.name} ended (${how}); it is started again in ${pauseMs / 1000} s. Its log: ${logFileOf(options.logFolder, part.name)}`,
    );
    timer = setTimeout(start, pauseMs);
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    options.changed();
  }

  function start(): void {
    const startedAt = Date.now();
    try {
      const log = openLog(options.logFolder, part.name);
      const started = startDetached(part.command(), log);
      closeSync(log);
      child = started;
      started.once('error', (error) => started.pid === undefined && comeBack(startedAt, error.message));
      started.once('exit', (code, signal) => comeBack(startedAt, signal ?? `code ${code}`));
    } catch (error) {
      comeBack(startedAt, error instanceof Error ? error.message : String(error));
    }
    options.changed();
  }

  async function stop(): Promise<void> {
    stopping = true;
    clearTimeout(timer);
    if (child?.pid !== undefined) await endProcess(child.pid, part.stopSignal, part.graceMs);
  }

  start();
  return { name: part.name, pid: () => child?.pid, endings: () => endings, stop };
}
