import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type pg from 'pg';
import { DomainError } from '../../domain/errors.js';
import { ensureTombstoneFile } from '../crypto/tombstones.js';
import { lastRoot } from '../evidence/root-content.js';
import { backupKeys } from './backup-keys.js';
import { copyOut } from './copy.js';
import { type DataManifest, writeManifest } from './manifest.js';
import { copySealKeys, sealKeysIn } from './seal-keys.js';
import { keptTables, schemaVersion } from './tables.js';

/** Where the list of destroyed keys stands: in the data directory, never inside a backup. */
export const tombstoneFileOf = (home: string) => join(home, 'keys-tombstones.log');

/** What was written where. */
export interface BackupReport {
  /** Folder of the data. */
  data: string;
  /** Folder of the keys: to be kept somewhere else than the data. */
  keys: string;
  tableCount: number;
  rowCount: number;
  sizeBytes: number;
  keyCount: number;
  /** Files of the keys that seals are signed with. */
  sealKeyCount: number;
  lastRoot: { seq: number; hash: string } | null;
}

async function backupData(pool: pg.Pool, folder: string, createdAt: Date): Promise<DataManifest> {
  await mkdir(folder, { mode: 0o700 });
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const tables = [];
    for (const table of await keptTables(client)) tables.push(await copyOut(client, table, folder));
    const root = await lastRoot(client);
    const manifest: DataManifest = {
      format: 1,
      kind: 'data',
      createdAt: createdAt.toISOString(),
      schemaVersion: await schemaVersion(client),
      tables,
      lastRoot: root === undefined ? null : { seq: root.seq, hash: root.hash.toString('hex') },
    };
    await writeManifest(folder, manifest);
    return manifest;
  } finally {
    client.release(true); // whatever state the transaction is in, it ends with the connection
  }
}

function refuseExisting(folders: readonly string[]): void {
  const taken = folders.find((folder) => existsSync(folder));
  if (taken !== undefined)
    throw new DomainError({
      code: 'BACKUP_EXISTS',
      kind: 'conflict',
      detail: `${taken} is there already; a backup never overwrites another.`,
    });
}

/**
 * Writes the data and the keys as of one moment into two new folders, `data-<stamp>` and `keys-<stamp>`, while the program goes on.
 * Streams; every file is readable by its owner only. The keys are read after the data, so that no data lack their key.
 * @param dir where both go; `keysDir` puts the keys elsewhere, as they should be; `sealKeysFolder` holds the keys of seals.
 */
export async function backup(
  deps: { pool: pg.Pool; keysPool: pg.Pool; home: string; sealKeysFolder?: string },
  dir: string,
  options: { keysDir?: string; now?: Date } = {},
): Promise<BackupReport> {
  const now = options.now ?? new Date();
  const stamp = now
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '');
  const data = join(resolve(dir), `data-${stamp}`);
  const keys = join(resolve(options.keysDir ?? dir), `keys-${stamp}`);
  refuseExisting([data, keys]);
  for (const parent of [dir, options.keysDir ?? dir]) await mkdir(resolve(parent), { recursive: true, mode: 0o700 });
  await ensureTombstoneFile(tombstoneFileOf(deps.home));
  const { tables, lastRoot: root } = await backupData(deps.pool, data, now);
  const { keyCount } = await backupKeys(deps.keysPool, keys, now);
  const sealKeyCount = deps.sealKeysFolder === undefined ? 0 : await copySealKeys(deps.sealKeysFolder, sealKeysIn(keys));
  const sum = (of: (table: DataManifest['tables'][number]) => number) => tables.reduce((total, table) => total + of(table), 0);
  const totals = { tableCount: tables.length, rowCount: sum(({ rows }) => rows), sizeBytes: sum(({ sizeBytes }) => sizeBytes) };
  return { data, keys, ...totals, keyCount, sealKeyCount, lastRoot: root };
}
