import { stopSharedServers } from '../tests/support/servers.js';
import { leaveRun } from '../tests/support/shared-folder.js';
import type { BenchFigure } from './clock.js';

/** Every figure of the README: its name and where it is measured. Loaded one after the other, so that none disturbs the next. */
const BENCHES: Record<string, () => Promise<BenchFigure[]>> = {
  intake: async () => (await import('./intake.js')).benchIntake(),
  'access-case': async () => (await import('./case.js')).benchCase('access'),
  'rectification-case': async () => (await import('./case.js')).benchCase('rectification'),
  'erasure-case': async () => (await import('./case.js')).benchCase('erasure'),
  'restriction-case': async () => (await import('./case.js')).benchCase('restriction'),
  'objection-case': async () => (await import('./case.js')).benchCase('objection'),
  'portability-case': async () => (await import('./case.js')).benchCase('portability'),
  'inbound-mail': async () => (await import('./inbound-mail.js')).benchInboundMail(),
  'list-100k': async () => (await import('./list-100k.js')).benchList(),
  'sla-1m': async () => (await import('./sla-1m.js')).benchSla(),
  clock: async () => (await import('./clock.js')).benchClock(),
  'issue-rdfc': async () => (await import('./issue-rdfc.js')).benchIssueRdfc(),
  'export-1gb': async () => (await import('./export-1gb.js')).benchExport(),
  'verify-bare': async () => (await import('./verify-link.js')).benchVerifyLink(),
  'issue-bulk': async () => (await import('./issue-bulk.js')).benchIssueBulk(),
  'verify-1m': async () => (await import('./verify-1m.js')).benchVerifyMillion(),
  'erasure-100k': async () => (await import('./erasure-100k.js')).benchErasure(),
};

const args = process.argv.slice(2);
const wanted = args.filter((arg) => !arg.startsWith('--'));
const unknown = wanted.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  process.stderr.write(`There is no bench ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.\n`);
  process.exit(2);
}
const figures: BenchFigure[] = [];
for (const [name, measure] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stderr.write(`Measuring ${name} …\n`);
  figures.push(...(await measure()));
}
if (args.includes('--json')) process.stdout.write(`${JSON.stringify(figures)}\n`);
else {
  process.stdout.write('| figure | measured | goal | holds |\n|---|---|---|---|\n');
  for (const { name, value, unit, goal, holds } of figures)
    process.stdout.write(`| ${name} | ${value} ${unit} | ${goal} | ${goal === '-' ? '' : holds ? 'yes' : 'no'} |\n`);
}
if (leaveRun()) await stopSharedServers();
process.exit(0);
