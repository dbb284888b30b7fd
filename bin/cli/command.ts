import type { Command } from 'commander';

/** Names a command, its examples coming first in its help, with `--json`. */
export function describe(command: Command, description: string, examples: readonly string[]): Command {
  const lines = examples.map((example) => `  rightsdesk ${example}`);
  return command
    .description(description)
    .option('--json', 'print the result as JSON')
    .addHelpText('before', `Example${lines.length === 1 ? '' : 's'}:\n${lines.join('\n')}\n`);
}

/** Names a group of commands; it does nothing by itself. */
export function describeGroup(command: Command, description: string, examples: readonly string[]): Command {
  const lines = examples.map((example) => `  rightsdesk ${example}`);
  return command.description(description).addHelpText('before', `Examples:\n${lines.join('\n')}\n`);
}
