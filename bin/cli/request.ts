import { type Command, Option } from 'commander';
import { CHANNELS, JURISDICTIONS, LANGUAGES, RIGHTS, STATUSES } from '../../domain/request/types.js';
import { describe, describeGroup } from './command.js';

function addList(group: Command): void {
  const examples = ['request list', 'request list --overdue', 'request list --right access --due-before 2026-12-31 --json'];
  describe(group.command('list'), 'list requests by the time left', examples)
    .addOption(new Option('--status <status>', 'only in this state').choices(STATUSES))
    .addOption(new Option('--right <right>', 'only of this right').choices(RIGHTS))
    .option('--overdue', 'only those whose legal time has expired')
    .option('--due-before <date>', 'only those due before this date, YYYY-MM-DD')
    .option('--q <text>', 'only where reference, name or e-mail hold this (three letters at least)')
    .option('--limit <number>', 'at most this many, 1 to 200', '50')
    .option('--after <cursor>', 'go on after the page whose cursor this is')
    .action(async (options) => (await import('./request-list.js')).listRequests(options));
}

function addShow(group: Command): void {
  const examples = ['request show RR-2026-4F7K2M', 'request show RR-2026-4F7K2M --json'];
  describe(group.command('show'), 'show one request; that its personal data were shown becomes part of its evidence', examples)
    .argument('<reference>', 'the reference of the request')
    .action(async (reference, options) => (await import('./request-show.js')).showRequest(reference, options));
}

const collect = (value: string, before: readonly string[] | undefined) => [...(before ?? []), value];

function addCreate(group: Command): void {
  const examples = [
    'request create --right access --name "Ada Byron" --email ada@example.com',
    'request create --right access --right erasure --name "Ada Byron" --email ada@example.com --channel post --received-at 2026-11-02T09:00:00Z',
    'request create --body request.json --json',
  ];
  describe(group.command('create'), 'file a request that reached you some other way', examples)
    .option('--right <right>', `one of ${RIGHTS.join(', ')}; give it again for each further right`, collect)
    .option('--name <name>', 'the name of the person')
    .option('--email <address>', 'the address the person is answered at')
    .option('--details <text>', 'what the person wrote')
    .addOption(new Option('--channel <channel>', 'how it reached you').choices(CHANNELS))
    .option('--received-at <instant>', 'when it reached you, like 2026-11-02T09:00:00Z (default: now)')
    .addOption(new Option('--jurisdiction <jurisdiction>', 'whose law (default: that of the first establishment)').choices(JURISDICTIONS))
    .option('--calendar <calendar>', 'the place whose working days count, like ENG or DE')
    .addOption(new Option('--language <language>', 'the language of the letters (default: en)').choices(LANGUAGES))
    .option('--body <file>', 'the request as the JSON of POST /api/v1/requests, "-" for standard input; options add to it')
    .action(async (options) => (await import('./request-create.js')).createRequest(options));
}

/** `request list`, `request show`, `request create`. */
export function addRequests(program: Command): void {
  const group = describeGroup(program.command('request'), 'requests', ['request list', 'request show RR-2026-4F7K2M']);
  addList(group);
  addShow(group);
  addCreate(group);
}
