import { text as textOf } from 'node:stream/consumers';
import type { Command } from 'commander';
import { LANGUAGES } from '../../domain/request/types.js';
import { describe, describeGroup } from './command.js';
import { type JsonOption, printResult, UsageError } from './terminal.js';

interface SendOptions extends JsonOption {
  topic: string;
  title: string;
  body?: string;
  language: string;
}

async function sendIssue({ topic, title, body, language: wanted, json }: SendOptions): Promise<void> {
  const written = (body ?? (process.stdin.isTTY ? '' : await textOf(process.stdin))).trim();
  if (written === '') throw new UsageError('Give the text with --body TEXT or on standard input.');
  if (title.trim() === '' || title.length > 200 || /[\r\n]/.test(title))
    throw new UsageError('A title has one line of at most 200 characters.');
  const language = LANGUAGES.find((known) => known === wanted);
  if (language === undefined) throw new UsageError(`A language is one of ${LANGUAGES.join(', ')}.`);
  const { withDesk } = await import('./with-desk.js');
  const { queueIssue } = await import('../../adapters/db/marketing/newsletter.js');
  const issue = await withDesk((foundation) =>
    queueIssue(foundation, { topic, title: title.trim(), body: written, language, createdBy: 'command-line' }),
  );
  printResult({ json }, issue, [`${issue.id}  to ${issue.recipientCount} subscribers`]);
}

async function showKey({ json }: JsonOption): Promise<void> {
  const { withDesk } = await import('./with-desk.js');
  const { dkimKeyOf } = await import('../../adapters/db/marketing/dkim-key.js');
  const { record } = await withDesk((foundation) => dkimKeyOf(foundation));
  printResult({ json }, record, [`${record.name}  TXT  "${record.value}"`]);
}

/** `newsletter send` and `newsletter key`: promotional mail to those who subscribed and did not object. */
export function addNewsletters(program: Command): void {
  const group = describeGroup(program.command('newsletter'), 'promotional mail to subscribers', [
    'newsletter send --topic "Seal news" --title "What is new" --body "Two new seals."',
  ]);
  describe(group.command('send'), 'put an issue down; it goes to who subscribed and did not object', [
    'newsletter send --topic "Seal news" --title "What is new" < issue.txt',
  ])
    .requiredOption('--topic <topic>', 'what people subscribed to')
    .requiredOption('--title <title>', 'subject line')
    .option('--language <language>', 'of the text, and of what stands below it: en, de, fr', 'en')
    .option('--body <text>', 'the text; without it standard input is read')
    .action(sendIssue);
  describe(group.command('key'), 'the DNS record with which receivers check our signature (DKIM)', ['newsletter key --json']).action(
    showKey,
  );
}
