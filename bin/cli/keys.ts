import type { Command } from 'commander';
import { describe, describeGroup } from './command.js';

/** `keys rotate-master`: a new master key. */
export function addKeys(program: Command): void {
  const group = describeGroup(program.command('keys'), 'the keys that everything is sealed with', ['keys rotate-master']);
  describe(
    group.command('rotate-master'),
    'change the master key: seal anew what the former one sealed, while everything goes on; run it again if it was interrupted',
    ['keys rotate-master', 'MASTER_KEY=new MASTER_KEY_FORMER=old rightsdesk keys rotate-master --json'],
  ).action(async (options) => (await import('./rotate-acts.js')).rotateMasterKey(options));
}
