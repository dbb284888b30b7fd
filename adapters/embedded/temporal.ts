import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Command } from './command.js';
import type { TemporalProgram } from './temporal-program.js';

/** The local workflow engine: which program, whose, on which ports. */
export interface LocalTemporal {
  program: TemporalProgram;
  /** Folder the file of the server lies in; shown in its command line. */
  home: string;
  /** For tests: keeps nothing when it stops. */
  isInMemory?: boolean;
  port: number;
  uiPort: number;
  /** For what the server offers besides gRPC; without them it takes any free port. */
  httpPort?: number;
  metricsPort?: number;
}

const pragmas = ['journal_mode=wal', 'synchronous=2'];
const dynamicConfig = [
  'frontend.WorkflowTimeSkippingEnabled=true',
  'system.enableActivityEagerExecution=true',
  'history.transferProcessorMaxPollRPS=100',
  'history.timerProcessorMaxPollRPS=100',
  'frontend.namespaceRPS=100000',
  'frontend.rps=100000',
];

/**
 * The server's file. It is not migrated from version to version, so its name holds the version; a new version starts with an
 * empty file and the cases start anew from the database, where the truth is.
 */
export function temporalFile({ home, program }: LocalTemporal): string {
  return join(home, `temporal-${program.serverVersion}.db`);
}

/** The server's command. WAL with synchronous=2 survives a power cut; 100 polls a second instead of 20 make a lonely step fast. */
export function temporalCommand(engine: LocalTemporal): Command {
  const flag = (name: string, value: number | undefined) => (value === undefined ? [] : [name, String(value)]);
  const args = [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(engine.port), '--ui-port', String(engine.uiPort)],
    ...flag('--http-port', engine.httpPort),
    ...flag('--metrics-port', engine.metricsPort),
    ...['--ui-disable-news-fetch', '--log-level', 'error'],
    ...(engine.isInMemory ? [] : ['--db-filename', temporalFile(engine), ...pragmas.flatMap((pragma) => ['--sqlite-pragma', pragma])]),
    ...dynamicConfig.flatMap((setting) => ['--dynamic-config-value', setting]),
  ];
  return { file: engine.program.file, args };
}

function succeeds(file: string, args: readonly string[]): boolean {
  return spawnSync(file, [...args], { timeout: 10_000, stdio: 'ignore' }).status === 0;
}

/** Whether the frontend says that it is serving. */
export async function answersHealth({ program, port }: Pick<LocalTemporal, 'program' | 'port'>): Promise<boolean> {
  return succeeds(program.file, ['operator', 'cluster', 'health', '--address', `127.0.0.1:${port}`, '--command-timeout', '3s']);
}

/** Keeps closed workflows for 90 days instead of one, so that a start is still known as a repetition. */
export function raiseRetention({ program, port }: Pick<LocalTemporal, 'program' | 'port'>, namespace = 'default'): boolean {
  const args = ['operator', 'namespace', 'update', '--namespace', namespace, '--retention', '2160h', '--address', `127.0.0.1:${port}`];
  return succeeds(program.file, args);
}
