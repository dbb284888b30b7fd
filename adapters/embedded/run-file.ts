import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { birthOf } from './process-table.js';

/** What a running installation tells the command line about itself. Holds no secret. */
export interface RunFile {
  supervisor: { pid: number; birth: string | undefined; startedAtMs: number };
  web: string;
  /** Where the web server answers on this machine; `web` may be a public address. */
  local: string;
  /** PORT: the embedded servers have the ports above it. */
  port: number;
  mailbox: string;
  mail: string;
  temporal: string;
  temporalUi: string;
  /** Without user name and password. */
  database: string;
  /** Whether PostgreSQL is the embedded one. */
  isDatabaseEmbedded: boolean;
  /** Process ids by part; a part that is down is left out. */
  parts: Readonly<Record<string, number>>;
}

const fileOf = (home: string) => join(home, 'run.json');

/** Writes the file as a whole: a reader never sees half of it. */
export function writeRunFile(home: string, run: RunFile): void {
  const fresh = `${fileOf(home)}.${process.pid}`;
  writeFileSync(fresh, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600 });
  renameSync(fresh, fileOf(home));
}

/** Takes the file away when everything has stopped. */
export function removeRunFile(home: string): void {
  rmSync(fileOf(home), { force: true });
}

/** The running installation of this home; undefined when there is none, or only what a killed one left behind. */
export function readRunFile(home: string): RunFile | undefined {
  if (!existsSync(fileOf(home))) return undefined;
  const run = JSON.parse(readFileSync(fileOf(home), 'utf8')) as RunFile;
  const birth = birthOf(run.supervisor.pid);
  return birth !== undefined && birth === run.supervisor.birth ? run : undefined;
}
