import type { Command } from 'commander';
import { describe } from './command.js';
import { EXIT, type JsonOption, printResult, say } from './terminal.js';

async function migrate(options: JsonOption): Promise<void> {
  const { requireInstallation } = await import('./installation.js');
  const { givenDatabase, prepareGivenDatabase } = await import('../servers.js');
  const { migrateEverything } = await import('../migrations.js'); // the schema engine takes a moment to load
  const { env, database } = requireInstallation();
  if (givenDatabase(env)) await prepareGivenDatabase(database, say);
  const applied = await migrateEverything(database);
  printResult(options, { applied }, [applied.length === 0 ? 'Nothing to migrate.' : `Applied ${applied.join(', ')}.`]);
}

function refuse(reason: string): void {
  say(reason);
  process.exitCode = EXIT.failed;
}

async function reset(options: JsonOption): Promise<void> {
  const { existsSync, rmSync } = await import('node:fs');
  const { join } = await import('node:path');
  const { readStartEnvironment } = await import('../../env.js');
  const { homeOf } = await import('./installation.js');
  const { readRunFile } = await import('../../adapters/embedded/run-file.js');
  const { endLeftovers } = await import('../../adapters/embedded/process-table.js');
  const home = homeOf(readStartEnvironment());
  const run = readRunFile(home);
  if (run) return refuse(`Rightsdesk is running (process ${run.supervisor.pid}). Stop it first, then reset.`);
  if (existsSync(home) && !existsSync(join(home, 'secrets.json')))
    return refuse(`${home} does not look like a home of Rightsdesk (it has no secrets.json): nothing was removed.`);
  await endLeftovers(home);
  rmSync(home, { recursive: true, force: true });
  printResult(options, { removed: home }, [`Removed ${home}. The next npm start begins with a fresh demo.`]);
}

/** `migrate` and `reset`. */
export function addInstallation(program: Command): void {
  describe(program.command('migrate'), 'apply what is not yet applied to the databases', ['migrate']).action(migrate);
  describe(program.command('reset'), 'remove the embedded servers and all their data', ['reset']).action(reset);
}
