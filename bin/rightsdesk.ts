import { Command } from 'commander';
import { addAccounts } from './cli/account.js';
import { addBackup } from './cli/backup.js';
import { describeGroup } from './cli/command.js';
import { addConnectors } from './cli/connector.js';
import { addDeadline } from './cli/deadline.js';
import { addErasures } from './cli/erasure.js';
import { addEvidence } from './cli/evidence.js';
import { addInstallation } from './cli/install.js';
import { addKeys } from './cli/keys.js';
import { addLogLevel } from './cli/log-level.js';
import { addNewsletters } from './cli/newsletter.js';
import { addParts } from './cli/part.js';
import { addRecipients } from './cli/recipient.js';
import { addRequests } from './cli/request.js';
import { addRetention } from './cli/retention.js';
import { addSealKeys } from './cli/seal-key.js';
import { addStatus } from './cli/status.js';
import { EXIT, endQuietlyWithTheReader, say } from './cli/terminal.js';
import { addTokens } from './cli/token.js';

// What a command needs is imported when it runs, so that each starts at once (bin/cli/*).
endQuietlyWithTheReader();
const program = new Command('rightsdesk');
describeGroup(program, 'The command line of Rightsdesk. Results on standard output, progress and problems on standard error.', [
  'status --json',
  'token create --role staff',
  'request list --overdue',
]);
program.addHelpText('after', '\nExit codes: 0 done, 1 failed, 2 wrong usage, 3 not running.');
program.exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT.done : EXIT.usage));
program.showHelpAfterError('How it is used: add --help to the command.');
for (const add of [
  addStatus,
  addErasures,
  addRecipients,
  addSealKeys,
  addTokens,
  addAccounts,
  addRequests,
  addDeadline,
  addEvidence,
  addRetention,
  addKeys,
  addConnectors,
  addNewsletters,
  addLogLevel,
  addBackup,
  addInstallation,
  addParts,
])
  add(program);

try {
  await program.parseAsync();
} catch (error) {
  const { failureOf } = await import('./cli/failure.js');
  const { text, exitCode } = failureOf(error);
  say(text);
  process.exitCode = exitCode;
}
