import type { Command } from 'commander';
import { describe, describeGroup } from './command.js';
import { type JsonOption, printResult } from './terminal.js';

async function apply({ dryRun, json }: JsonOption & { dryRun?: boolean }): Promise<void> {
  const { withDesk } = await import('./with-desk.js');
  const { applyRetention } = await import('../../adapters/db/retention/apply-retention.js');
  const { createRetentionDesk } = await import('../../adapters/db/retention/retention-desk.js');
  const { parts, counts } = await withDesk(async (foundation) => {
    const { parts } = await applyRetention(foundation, { isDryRun: dryRun === true });
    const desk = createRetentionDesk(foundation);
    return { parts, counts: await (dryRun ? desk.dryRun('command-line') : desk.runNow('command-line')) };
  });
  const cases = new Set(parts.map(({ requestId }) => requestId)).size;
  const lines = parts.map(({ reference, part, itemCount }) => `${reference}  ${part}  ${itemCount}`);
  const others = Object.entries(counts)
    .filter(([item, count]) => count > 0 && item !== 'package' && item !== 'search-results')
    .map(([item, count]) => `${item}  ${count}`);
  const verb = dryRun ? 'Would be deleted' : 'Deleted';
  printResult({ json }, { isDryRun: dryRun === true, parts, counts }, [
    ...lines,
    ...others,
    `${verb}: ${parts.length} parts of ${cases} cases.`,
  ]);
}

/** `retention apply`: what the workflow does every day, at once, or only told. */
export function addRetention(program: Command): void {
  const group = describeGroup(program.command('retention'), 'storage periods', ['retention apply --dry-run']);
  describe(group.command('apply'), 'delete what is past its storage period; letters, decisions and evidence stay', [
    'retention apply --dry-run',
    'retention apply --json',
  ])
    .option('--dry-run', 'only say what would be deleted')
    .action(apply);
}
