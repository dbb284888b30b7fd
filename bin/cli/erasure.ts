import type { Command } from 'commander';
import { describe, describeGroup } from './command.js';
import { EXIT, type JsonOption, printResult, say } from './terminal.js';

/** Exit 1 when something has to be done by hand. */
async function reapply(system: string, { json }: JsonOption): Promise<void> {
  const { withDesk } = await import('./with-desk.js');
  const { reapplyErasures } = await import('../../adapters/db/erasure/tombstone.js');
  const done = await withDesk((foundation) => reapplyErasures(foundation, system));
  printResult({ json }, { system, ...done }, [
    `${system}: ${done.addresses} addresses looked at, ${done.people} people erased again, ${done.rows} rows.`,
  ]);
  if (done.byHand === 0) return;
  say(`Of ${done.byHand} of them something is left that a person has to clear in ${system}.`);
  process.exitCode = EXIT.failed;
}

/** `erasure reapply`: after a described system was restored from a backup of its own. */
export function addErasures(program: Command): void {
  const group = describeGroup(program.command('erasure'), 'erasures and backups', ['erasure reapply membership-shop']);
  describe(group.command('reapply'), 'erase again, in a system that was restored, whoever was erased before', [
    'erasure reapply membership-shop',
    'erasure reapply membership-shop --json',
  ])
    .argument('<system>', 'its name')
    .action(reapply);
}
