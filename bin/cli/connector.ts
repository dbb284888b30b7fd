import type { Command } from 'commander';
import { describe, describeGroup } from './command.js';

/** `connector add`, `connector list`, `connector test`, `connector preview`. */
export function addConnectors(program: Command): void {
  const group = describeGroup(program.command('connector'), 'the systems where the data are', ['connector list', 'connector test shop']);
  const acts = () => import('./connector-acts.js');
  describe(group.command('add'), 'add a described PostgreSQL database, or a system that a person answers for', [
    'connector add shop --url postgresql://reader:secret@db.example:5432/shop --dataset shop.yml',
    'connector add paper-archive --task',
  ])
    .argument('<name>', 'small letters, digits and hyphens')
    .option('--url <url>', 'postgresql://user:password@host:port/database; kept encrypted')
    .option('--dataset <file>', 'its description, a Fideslang dataset')
    .option('--task', 'it has no interface: a person gets a task for each request')
    .action(async (name, options) => (await acts()).add(name, options));
  describe(group.command('list'), 'list the systems that are asked', ['connector list', 'connector list --json']).action(async (options) =>
    (await acts()).list(options),
  );
  describe(group.command('test'), 'see whether a system can be reached and fits its description', ['connector test shop'])
    .argument('<name>', 'its name')
    .action(async (name, options) => (await acts()).test(name, options));
  describe(group.command('preview'), 'show what a system would put into an answer; changes nothing', [
    'connector preview shop --email ada@example.com',
    'connector preview shop --email ada@example.com --json',
  ])
    .argument('<name>', 'its name')
    .requiredOption('--email <address>', 'the address of the person')
    .action(async (name, options) => (await acts()).preview(name, options));
}
