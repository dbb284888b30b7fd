import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { createKeyrings, sealKept } from '../../adapters/crypto/keyring.js';
import { rotateMaster } from '../../adapters/crypto/rotation/rotate-master.js';
import { changeSecrets, secretsFileOf } from '../../adapters/embedded/secrets.js';
import { masterKeysOf } from '../compose.js';
import { withOwners } from './backup-acts.js';
import { type Installation, requireInstallation, requireSecret } from './installation.js';
import { type JsonOption, printResult, say, UsageError } from './terminal.js';

const PROGRESS_EVERY = 10_000;

/** The master key stands in secrets.json of this home, and not in a setting of the operator's. */
const isOwnKey = () => process.env.MASTER_KEY === undefined || process.env.MASTER_KEY === '';

/** Puts a new master key beside the old one into secrets.json; nothing is sealed anew yet. */
function prepareHome({ env, home }: Installation, options: JsonOption): void {
  const MASTER_KEY = requireSecret(env, 'MASTER_KEY');
  const fresh = randomBytes(32).toString('base64');
  const keys = { masterKey: fresh, formerKey: MASTER_KEY, ...(env.KEPT_KEYS === undefined ? {} : { keptKeys: env.KEPT_KEYS }) };
  const KEPT_KEYS = sealKept(createKeyrings(keys).current);
  changeSecrets(home, { MASTER_KEY: fresh, MASTER_KEY_FORMER: MASTER_KEY, KEPT_KEYS });
  printResult(options, { step: 'prepared' }, ['A new master key stands beside the old one in secrets.json.']);
  say('Now stop Rightsdesk, start it (npm start), and run keys rotate-master once more.');
}

function refuseOldParts({ run, home }: Installation): void {
  if (run === undefined || !isOwnKey()) return;
  if (statSync(secretsFileOf(home)).mtimeMs < run.supervisor.startedAtMs) return;
  throw new UsageError('What runs does not know the new master key yet. Stop Rightsdesk, start it (npm start), and run this once more.');
}

/** Where there is no former key yet, prepares the change; with one, seals everything anew and says how the settings go on. */
export async function rotateMasterKey(options: JsonOption): Promise<void> {
  const installation = requireInstallation();
  const { env, home } = installation;
  if (env.MASTER_KEY_FORMER === undefined) {
    if (isOwnKey()) return prepareHome(installation, options);
    throw new UsageError(
      'Make a new key (openssl rand -base64 32). Give it to every part as MASTER_KEY, and the one used so far as MASTER_KEY_FORMER; start them anew, then run this with the same settings.',
    );
  }
  const formerKey = env.MASTER_KEY_FORMER;
  refuseOldParts(installation);
  const keys = { ...masterKeysOf({ ...env, MASTER_KEY: requireSecret(env, 'MASTER_KEY') }), formerKey };
  let toldAt = 0;
  const report = await withOwners(installation.database, (pools) =>
    rotateMaster({ ...pools, keys }, (done) => {
      if (done - toldAt < PROGRESS_EVERY) return;
      toldAt = done;
      say(`  ${done} keys`);
    }),
  );
  const { subjectKeys, sealedValues, keptKeys } = report;
  const done = `Sealed anew: ${subjectKeys} keys of subjects and ${sealedValues} other values.`;
  if (isOwnKey()) {
    changeSecrets(home, { MASTER_KEY_FORMER: undefined });
    printResult(options, { step: 'finished', subjectKeys, sealedValues }, [done]);
  } else {
    printResult(options, { step: 'finished', ...report }, [done, `KEPT_KEYS=${keptKeys}`]);
    say('Set this KEPT_KEYS beside MASTER_KEY for every part and take MASTER_KEY_FORMER away.');
  }
  say('Now make a new backup. Backups of the keys from before open with the former master key only: keep it as long as you keep them.');
}
