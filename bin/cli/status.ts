import type { Command } from 'commander';
import type { Status } from '../status.js';
import { describe } from './command.js';
import { type JsonOption, NotRunningError, plain, print } from './terminal.js';

async function status(options: JsonOption & { secrets?: boolean }): Promise<void> {
  const { readStartEnvironment } = await import('../../env.js');
  const { homeOf } = await import('./installation.js');
  const { readStatus } = await import('../status.js');
  const env = readStartEnvironment();
  const found = await readStatus(env, homeOf(env), { secrets: options.secrets === true });
  if (!found) throw new NotRunningError('Rightsdesk is not running. Start it with: npm start');
  if (options.json) print(JSON.stringify(found));
  else describeStatus(found);
}

function describeStatus(found: Status): void {
  const { demo = [], parts, ready, ...addresses } = found;
  print(ready ? 'Ready.' : 'Running, but not everything answers yet.');
  for (const [name, value] of Object.entries(addresses)) print(`  ${name.padEnd(12)}${value}`);
  for (const [name, pid] of Object.entries(parts)) print(`  ${name.padEnd(12)}process ${pid}`);
  for (const { role, email, password, totpSecret } of demo) print(plain(`  ${role.padEnd(12)}${email}  ${password}  ${totpSecret ?? ''}`));
}

/** `status`: whether everything answers, and where. Exit 3 when nothing runs. */
export function addStatus(program: Command): void {
  describe(program.command('status'), 'whether everything answers, and where', ['status', 'status --json', 'status --json --secrets'])
    .option('--secrets', 'with the database owner’s URL and the demo’s sign-ins')
    .action(status);
}
