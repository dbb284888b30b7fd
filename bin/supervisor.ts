import type { ChildProcess } from 'node:child_process';
import { closeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Command, startDetached } from '../adapters/embedded/command.js';
import { endProcess } from '../adapters/embedded/process-table.js';
import { lastLinesOf, openLog, type Part, type SupervisedPart, supervise } from '../adapters/embedded/supervise.js';

/** Who stops together with whom: first the doors, then the worker, then what they stand on. */
const STOP_ORDER = [['api', 'seals', 'mailroom', 'checkout'], ['worker'], ['temporal'], ['postgresql']] as const;
/** A part that ends this often before it has ever answered will not answer. */
const GIVE_UP_AFTER_ENDINGS = 4;

/** Keeps the parts of one installation running and stops them in order. */
export interface Supervisor {
  keep(part: Part): SupervisedPart;
  /** Waits until the part answers. Rejects with the end of its log when it keeps ending or takes too long. */
  untilReady(part: SupervisedPart, answers: () => Promise<boolean>, timeoutMs: number): Promise<void>;
  /** Runs a program to its end. Rejects with the end of its log when it fails; it is ended when everything is stopped. */
  runOnce(name: string, command: Command): Promise<void>;
  pids(): Record<string, number>;
  isStopping(): boolean;
  stopAll(): Promise<void>;
}

/** Makes a supervisor that logs into `<home>/logs`, tells endings to `told`, and calls `changed` when a process id has changed. */
export function createSupervisor(options: { home: string; told(line: string): void; changed(): void }): Supervisor {
  const logFolder = join(options.home, 'logs');
  const kept: SupervisedPart[] = [];
  const running = new Set<ChildProcess>();
  let stopping: Promise<void> | undefined;

  async function untilReady(part: SupervisedPart, answers: () => Promise<boolean>, timeoutMs: number): Promise<void> {
    const endsAt = Date.now() + timeoutMs;
    for (;;) {
      if (stopping !== undefined) throw new Error('stopped');
      if (part.pid() !== undefined && (await answers())) return;
      const why =
        part.endings() >= GIVE_UP_AFTER_ENDINGS ? 'it ends again and again' : Date.now() > endsAt ? 'it does not answer' : undefined;
      if (why)
        throw new Error(
          `${part.name} did not start: ${why}. The end of ${logFolder}/${part.name}.log:\n${lastLinesOf(logFolder, part.name)}`,
        );
      await sleep(50);
    }
  }

  function runOnce(name: string, command: Command): Promise<void> {
    const log = openLog(logFolder, name);
    const child = startDetached(command, log);
    closeSync(log);
    running.add(child);
    return new Promise((resolve, reject) => {
      const ended = (how: string | undefined) => {
        running.delete(child);
        if (how === undefined) resolve();
        else reject(new Error(`${name} failed (${how}). The end of ${logFolder}/${name}.log:\n${lastLinesOf(logFolder, name)}`));
      };
      child.once('error', (error) => ended(error.message));
      child.once('exit', (code, signal) => ended(code === 0 ? undefined : (signal ?? `code ${code}`)));
    });
  }

  async function stopInOrder(): Promise<void> {
    await Promise.all([...running].map(async ({ pid }) => pid !== undefined && endProcess(pid, 'SIGTERM', 3_000)));
    for (const names of STOP_ORDER) {
      await Promise.all(kept.filter(({ name }) => names.some((one) => one === name)).map((part) => part.stop()));
    }
  }

  return {
    keep(part) {
      if (stopping !== undefined) throw new Error('stopped');
      const one = supervise(part, { logFolder, told: options.told, changed: options.changed });
      kept.push(one);
      return one;
    },
    untilReady,
    runOnce,
    pids: () => Object.fromEntries(kept.flatMap((part) => (part.pid() === undefined ? [] : [[part.name, part.pid() ?? 0]]))),
    isStopping: () => stopping !== undefined,
    stopAll: () => {
      stopping ??= stopInOrder();
      return stopping;
    },
  };
}
