import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { endLeftovers } from '../adapters/embedded/process-table.js';
import { readRunFile } from '../adapters/embedded/run-file.js';
import { loadOrMakeSecrets } from '../adapters/embedded/secrets.js';
import { ConfigurationError, readStartEnvironment } from '../env.js';
import { embeddedDatabase, givenDatabase, prepareGivenDatabase } from './servers.js';
import { readStatus, type Status } from './status.js';

/** Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not running. */
const EXIT = { failed: 1, usage: 2, notRunning: 3 } as const;

const say = (line: string) => process.stderr.write(`${line}\n`);
const print = (line: string) => process.stdout.write(`${line}\n`);

function place() {
  const env = readStartEnvironment();
  return { env, home: resolve(fileURLToPath(new URL('..', import.meta.url)), env.RIGHTSDESK_HOME) };
}

async function status(options: { json?: boolean; secrets?: boolean }): Promise<void> {
  const { env, home } = place();
  const found = await readStatus(env, home, { secrets: options.secrets === true });
  if (!found) {
    say('Rightsdesk is not running. Start it with: npm start');
    process.exitCode = EXIT.notRunning;
    return;
  }
  if (options.json) print(JSON.stringify(found));
  else describe(found);
}

function describe(found: Status): void {
  const { demo = [], parts, ready, ...addresses } = found;
  print(ready ? 'Ready.' : 'Running, but not everything answers yet.');
  for (const [name, value] of Object.entries(addresses)) print(`  ${name.padEnd(12)}${value}`);
  for (const [name, pid] of Object.entries(parts)) print(`  ${name.padEnd(12)}process ${pid}`);
  for (const { role, email, password, totpSecret } of demo) print(`  ${role.padEnd(12)}${email}  ${password}  ${totpSecret ?? ''}`);
}

async function migrate(): Promise<void> {
  const { env, home } = place();
  const run = readRunFile(home);
  const urls = givenDatabase(env) ?? (run && embeddedDatabase(run.port, loadOrMakeSecrets(home)));
  if (!urls) {
    say('The embedded database is not running. Start it with npm start (which migrates too), or set DATABASE_URL.');
    process.exitCode = EXIT.notRunning;
    return;
  }
  if (givenDatabase(env)) await prepareGivenDatabase(urls, say);
  const { migrateEverything } = await import('./migrations.js'); // the schema engine takes a moment to load
  const applied = await migrateEverything(urls);
  print(applied.length === 0 ? 'Nothing to migrate.' : `Applied ${applied.join(', ')}.`);
}

async function reset(): Promise<void> {
  const { home } = place();
  const run = readRunFile(home);
  if (run) {
    say(`Rightsdesk is running (process ${run.supervisor.pid}). Stop it first, then reset.`);
    process.exitCode = EXIT.failed;
    return;
  }
  if (existsSync(home) && !existsSync(join(home, 'secrets.json'))) {
    say(`${home} does not look like a home of Rightsdesk (it has no secrets.json): nothing was removed.`);
    process.exitCode = EXIT.failed;
    return;
  }
  await endLeftovers(home);
  rmSync(home, { recursive: true, force: true });
  print(`Removed ${home}. The next npm start begins with a fresh demo.`);
}

const program = new Command('rightsdesk').description(
  'The command line of Rightsdesk. Results on standard output, progress on standard error.',
);
program.exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : EXIT.usage));
program
  .command('status')
  .description('whether everything answers, and where')
  .option('--json', 'as JSON')
  .option('--secrets', 'with the database owner’s URL and the demo’s sign-ins')
  .addHelpText('before', 'Examples:\n  rightsdesk status\n  rightsdesk status --json --secrets\n')
  .action(status);
program
  .command('migrate')
  .description('apply what is not yet applied')
  .addHelpText('before', 'Example:\n  rightsdesk migrate\n')
  .action(migrate);
program
  .command('reset')
  .description('remove the embedded servers and all their data')
  .addHelpText('before', 'Example:\n  rightsdesk reset\n')
  .action(reset);

for (const part of ['api', 'worker', 'mailroom'] as const) {
  program
    .command(part)
    .description(`run the ${part} in this process (the containers do; npm start runs all of them)`)
    .addHelpText('before', `Example:\n  rightsdesk ${part}\n`)
    .action(() => import(`./${part}.js`));
}

try {
  await program.parseAsync();
} catch (error) {
  say(error instanceof ConfigurationError ? error.message : `It failed. ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = EXIT.failed;
}
