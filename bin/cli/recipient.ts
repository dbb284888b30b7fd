import type { Command } from 'commander';
import { describe, describeGroup } from './command.js';
import { columns, type JsonOption, plain, printResult, say, UsageError } from './terminal.js';

interface AddOptions extends JsonOption {
  email?: string;
  webhook?: string;
}

async function add(name: string, { email, webhook, json }: AddOptions): Promise<void> {
  if (email === undefined && webhook === undefined) throw new UsageError('Give --email, --webhook or both.');
  const { withDesk } = await import('./with-desk.js');
  const { addRecipient } = await import('../../adapters/db/recipients/recipients.js');
  const added = await withDesk((foundation) =>
    addRecipient(foundation, {
      name,
      ...(email === undefined ? {} : { email }),
      ...(webhook === undefined ? {} : { webhookUrl: webhook }),
    }),
  );
  if (added.secret !== null) say('The signing secret of the webhook, shown this once:');
  printResult({ json }, added, [added.secret ?? plain(`${added.name} is told by mail.`)]);
}

async function list(options: JsonOption): Promise<void> {
  const { withDesk } = await import('./with-desk.js');
  const { listRecipients } = await import('../../adapters/db/recipients/recipients.js');
  const found = await withDesk((foundation) => listRecipients(foundation.pool));
  const rows = found.map(({ name, email, webhookUrl }) => [plain(name), email ?? '', webhookUrl ?? '']);
  printResult(options, { items: found }, columns([['Name', 'E-mail', 'Webhook'], ...rows]));
}

/** `recipient add`, `recipient list`: how those who receive data are told that they changed (GDPR Art. 19). */
export function addRecipients(program: Command): void {
  const group = describeGroup(program.command('recipient'), 'who receives data, and how they are told of changes', ['recipient list']);
  describe(group.command('add'), 'say how a recipient is told; a webhook gets a signing secret', [
    'recipient add "Harrow Parcel Service Ltd" --email privacy@harrow.example',
    'recipient add "Quay Analytics" --webhook https://quay.example/hooks/privacy',
  ])
    .argument('<name>', 'as it stands in the disclosure register')
    .option('--email <address>', 'where notices are mailed to')
    .option('--webhook <url>', 'where signed notices are posted to (Standard Webhooks)')
    .action(add);
  describe(group.command('list'), 'list them', ['recipient list --json']).action(list);
}
