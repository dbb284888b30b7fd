import pg from 'pg';
import { backup } from '../../adapters/backup/backup.js';
import type { DatabaseUrls } from '../servers.js';
import { requireInstallation, sealKeysFolderOf } from './installation.js';
import { type JsonOption, printResult, say } from './terminal.js';

/** Both databases as their owners, closed whatever happens. */
export async function withOwners<T>(urls: DatabaseUrls, work: (pools: { pool: pg.Pool; keysPool: pg.Pool }) => Promise<T>): Promise<T> {
  const open = (connectionString: string) => {
    const pool = new pg.Pool({ connectionString, max: 2, connectionTimeoutMillis: 5_000 });
    pool.on('error', () => undefined); // the query that is under way reports the failure
    return pool;
  };
  const pools = { pool: open(urls.owner), keysPool: open(urls.keysOwner) };
  try {
    return await work(pools);
  } finally {
    await Promise.all([pools.pool.end(), pools.keysPool.end()]);
  }
}

/** Writes a backup and prints where it is. Throws BACKUP_EXISTS. */
export async function writeBackup(dir: string | undefined, options: JsonOption & { keys?: string }): Promise<void> {
  const { home, database } = requireInstallation();
  const report = await withOwners(database, (pools) =>
    backup({ ...pools, home, sealKeysFolder: sealKeysFolderOf(home) }, dir ?? `${home}-backups`, { keysDir: options.keys }),
  );
  printResult(options, report, [
    `Data  ${report.data}  (${report.tableCount} tables, ${report.rowCount} rows, ${(report.sizeBytes / 1_000_000).toFixed(1)} MB)`,
    `Keys  ${report.keys}  (${report.keyCount} keys, ${report.sealKeyCount} files of keys of seals)`,
  ]);
  say('Keep the two apart. A restore also needs MASTER_KEY and ROOT_SIGNING_KEY (secrets.json) and keys-tombstones.log of this home.');
}
