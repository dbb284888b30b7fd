import type { Command } from 'commander';
import { describe, describeGroup } from './command.js';
import { type JsonOption, printResult } from './terminal.js';

async function apply({ dryRun, json }: JsonOption & { dryRun?: boolean }): Promise<void> {
  const { withDesk } = await import('./with-desk.js');
  const { applyRetention } = await import('../../adapters/db/retention/apply-retention.js');
  const { parts } = await withDesk((foundation) => applyRetention(foundation, { isDryRun: dryRun === true }));
  const cases = new Set(parts.map(({ requestId }) => requestId)).size;
  const lines = parts.map(({ reference, part, itemCount }) => `${reference}  ${part}  ${itemCount}`);
  const verb = dryRun ? 'Would be deleted' : 'Deleted';
  printResult({ json }, { isDryRun: dryRun === true, parts }, [...lines, `${verb}: ${parts.length} parts of ${cases} cases.`]);
}

/** `retention apply`: what the worker does every hour, at once, or only told. */
export function addRetention(program: Command): void {
  const group = describeGroup(program.command('retention'), 'storage periods', ['retention apply --dry-run']);
  describe(group.command('apply'), 'delete the parts of files whose storage period has ended; letters, decisions and evidence stay', [
    'retention apply --dry-run',
    'retention apply --json',
  ])
    .option('--dry-run', 'only say what would be deleted')
    .action(apply);
}
