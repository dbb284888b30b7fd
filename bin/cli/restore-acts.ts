import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type RestoreReport, type RestoreSource, restore } from '../../adapters/backup/restore.js';
import { endLeftovers } from '../../adapters/embedded/process-table.js';
import { loadOrMakeSecrets } from '../../adapters/embedded/secrets.js';
import { migrateEverything, migrateTo } from '../migrations.js';
import { type DatabaseUrls, prepareGivenDatabase, startPostgres } from '../servers.js';
import { createSupervisor } from '../supervisor.js';
import { withOwners } from './backup-acts.js';
import { findInstallation, type Installation, requireSecret, sealKeysFolderOf } from './installation.js';
import { EXIT, type JsonOption, printResult, say, UsageError } from './terminal.js';

const kindOf = (folder: string) => (existsSync(join(folder, 'subject-keys.bin')) ? 'keys' : 'data');

/** A backup's folders; of a folder that holds backups, the newest of each kind. */
function foldersIn(dir: string): string[] {
  if (existsSync(join(dir, 'manifest.json'))) return [dir];
  const names = readdirSync(dir).sort();
  const newest = (kind: string) =>
    names.filter((name) => name.startsWith(`${kind}-`) && existsSync(join(dir, name, 'manifest.json'))).at(-1);
  const found = [newest('data'), newest('keys')].flatMap((name) => (name === undefined ? [] : [join(dir, name)]));
  if (found.length === 0) throw new UsageError(`${dir} holds no backup.`);
  return found;
}

function sourceOf(dirs: readonly string[], tombstones: string | undefined): RestoreSource {
  const folders = dirs.flatMap(foldersIn);
  const [data, secondData] = folders.filter((folder) => kindOf(folder) === 'data');
  const [keys, secondKeys] = folders.filter((folder) => kindOf(folder) === 'keys');
  if (data === undefined) throw new UsageError('Name the folder of the data too.');
  const second = secondData ?? secondKeys;
  if (second !== undefined) throw new UsageError(`Give one folder of the data and one of the keys; ${second} is one too many.`);
  return { data, keys, tombstones };
}

/** Runs `work` on the embedded PostgreSQL of this home, which is started for it and stopped after it. */
async function withEmbedded<T>({ env, home }: Installation, work: (urls: DatabaseUrls) => Promise<T>): Promise<T> {
  if (!existsSync(join(home, 'secrets.json')))
    throw new UsageError(
      `Put back secrets.json of the installation that was backed up into ${home} first: without it the keys cannot be read.`,
    );
  await endLeftovers(home);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const supervisor = createSupervisor({ home, told: say, changed: () => undefined });
  const interrupted = () => void supervisor.stopAll().then(() => process.exit(EXIT.failed));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupted);
  try {
    const { keep, untilReady } = supervisor;
    return await work(await startPostgres({ env, home, secrets: loadOrMakeSecrets(home), say, keep, untilReady }));
  } finally {
    await supervisor.stopAll();
  }
}

function describeReport({ tableCount, rowCount, keyCount, sealKeyCount, droppedKeyCount, evidence }: RestoreReport): string[] {
  const dropped = droppedKeyCount === 0 ? '' : `; ${droppedKeyCount} destroyed since did not come back`;
  return [
    `Restored ${rowCount} rows of ${tableCount} tables and ${keyCount} keys${dropped}.`,
    ...(sealKeyCount === 0
      ? []
      : [`${sealKeyCount} files of keys of seals came back: rotate or compromise again what was so since the backup (seal-key).`]),
    ...(evidence.ok ? ['All evidence is whole.'] : []),
  ];
}

/**
 * Restores into the databases of DATABASE_URL, or into the embedded one, which is started for this alone. Exit 1 when
 * the evidence of what was restored is broken; throws what adapters/backup/restore.ts refuses.
 */
export async function restoreBackup(dirs: readonly string[], { json, tombstones }: JsonOption & { tombstones?: string }): Promise<void> {
  const source = sourceOf(dirs, tombstones);
  const installation = findInstallation();
  const { env, home, run, database } = installation;
  if (run !== undefined) throw new Error(`Rightsdesk is running (process ${run.supervisor.pid}). Stop it first, then restore.`);
  const signingKey = () => requireSecret(env, 'ROOT_SIGNING_KEY');
  const work = async (urls: DatabaseUrls) => {
    const migrating = {
      migrateTo: (version: string) => migrateTo(urls, version),
      migrateOn: () => migrateEverything(urls).then(() => undefined),
    };
    return withOwners(urls, (pools) =>
      restore({ ...pools, ...migrating, home, signingKey: signingKey(), sealKeysFolder: sealKeysFolderOf(home) }, source),
    );
  };
  const prepared = async (urls: DatabaseUrls) => prepareGivenDatabase(urls, say).then(() => work(urls));
  const report = await (database === undefined ? withEmbedded(installation, work) : prepared(database));
  printResult({ json }, report, describeReport(report));
  if (report.evidence.ok) return;
  say(`The evidence is broken: ${report.evidence.firstProblem?.text ?? ''}`);
  process.exitCode = EXIT.failed;
}
