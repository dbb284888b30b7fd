import type { Command } from 'commander';
import { describe } from './command.js';

/** `backup` and `restore`. */
export function addBackup(program: Command): void {
  describe(program.command('backup'), 'write the data and the keys into two new folders while the program goes on', [
    'backup',
    'backup /srv/backups',
    'backup /srv/backups --keys /srv/key-backups --json',
  ])
    .argument('[dir]', 'where the folders go (default: beside RIGHTSDESK_HOME)')
    .option('--keys <dir>', 'where the folder of the keys goes: best not where the data are')
    .action(async (dir, options) => (await import('./backup-acts.js')).writeBackup(dir, options));
  describe(program.command('restore'), 'restore a backup into empty databases and check all evidence; nothing else may run', [
    'restore /srv/backups/data-2026-11-23T190000Z /srv/backups/keys-2026-11-23T190000Z',
    'restore /srv/backups',
  ])
    .argument('<dir...>', 'the folders of the data and of the keys, or one that holds both (the newest of each is taken)')
    .option('--tombstones <file>', 'the list of destroyed keys, where it is not in RIGHTSDESK_HOME')
    .action(async (dirs, options) => (await import('./restore-acts.js')).restoreBackup(dirs, options));
}
