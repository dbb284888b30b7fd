import { readRunFile } from '../adapters/embedded/run-file.js';
import { loadOrMakeSecrets } from '../adapters/embedded/secrets.js';
import type { StartEnvironment } from '../env.js';
import { embeddedDatabase } from './servers.js';
import { demoSignIns } from './words.js';

/** What `status --json` prints. `demo` and the password in `database` are there only with `--secrets`. */
export interface Status {
  ready: boolean;
  web: string;
  mailbox: string;
  mail: string;
  temporal: string;
  temporalUi: string;
  database: string;
  parts: Readonly<Record<string, number>>;
  demo?: ReturnType<typeof demoSignIns>;
}

async function isReady(web: string): Promise<boolean> {
  try {
    const response = await fetch(`${web}/readyz`, { signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false;
  }
}

/** The state of the installation of this home; undefined when nothing runs. With `secrets` the owner's database URL and the demo's sign-ins. */
export async function readStatus(env: StartEnvironment, home: string, options: { secrets: boolean }): Promise<Status | undefined> {
  const run = readRunFile(home);
  if (!run) return undefined;
  const { web, mailbox, mail, temporal, temporalUi, database, parts } = run;
  const status = { ready: await isReady(run.local), web, mailbox, mail, temporal, temporalUi, database, parts };
  if (!options.secrets) return status;
  const owner = run.isDatabaseEmbedded
    ? embeddedDatabase(run.port, loadOrMakeSecrets(home)).owner
    : (env.DATABASE_OWNER_URL ?? env.DATABASE_URL ?? database);
  return { ...status, database: owner, demo: demoSignIns(home) };
}
