import { resolve } from 'node:path';
import type pg from 'pg';
import { DomainError } from '../../domain/errors.js';
import { ERASED_REGISTERS } from '../connectors/registers/register-acts.js';
import { type EvidenceReport, verifyEvidence } from '../evidence/verify.js';
import { tombstoneFileOf } from './backup.js';
import { copyIn } from './copy.js';
import { type DataManifest, readManifestOf } from './manifest.js';
import { gatherTombstones, restoreKeys, settleTombstones, type Tombstones } from './restore-keys.js';
import { copySealKeys, sealKeysIn } from './seal-keys.js';
import { FILLED_BY_MIGRATIONS, keptTables, moveSequencesOn, quoted, schemaVersion } from './tables.js';

/** Both pools are connected as the owner of their database. */
export interface RestoreDeps {
  pool: pg.Pool;
  keysPool: pg.Pool;
  home: string;
  signingKey: string;
  /** Brings the empty databases to the version of the backup. */
  migrateTo(version: string): Promise<void>;
  /** Brings what was restored to the version of now. */
  migrateOn(): Promise<void>;
  /** Where the keys of seals go. */
  sealKeysFolder?: string;
  formerPublicKeys?: readonly string[];
}

/** Folders of a backup. Without `keys` the keys database must still hold them. `tombstones`: another list of destroyed keys. */
export interface RestoreSource {
  data: string;
  keys?: string;
  tombstones?: string;
}

/** What was restored. `evidence.ok` says whether all of it is proven to be as it was. */
export interface RestoreReport {
  tableCount: number;
  rowCount: number;
  keyCount: number;
  /** Files of the keys that seals are signed with. */
  sealKeyCount: number;
  /** Keys that were still in the backup but have been destroyed since: they did not come back. */
  droppedKeyCount: number;
  evidence: EvidenceReport;
}

function refused(code: string, detail: string): DomainError {
  return new DomainError({ code, kind: 'conflict', detail });
}

async function holdsRows(db: Pick<pg.Pool, 'query'>, table: string): Promise<boolean> {
  const { rows } = await db.query<{ some: boolean }>(`SELECT EXISTS (SELECT 1 FROM ${quoted(table)}) AS some`);
  return rows[0]?.some === true;
}

async function checkTarget(deps: RestoreDeps, manifest: DataManifest, withKeys: boolean): Promise<void> {
  const version = await schemaVersion(deps.pool);
  if (version !== manifest.schemaVersion) {
    const way =
      version < manifest.schemaVersion ? 'Restore it with the version that made it, or a newer one.' : 'Restore it into a new database.';
    throw refused('BACKUP_SCHEMA_DIFFERS', `The backup is of schema ${manifest.schemaVersion}, the database of ${version}. ${way}`);
  }
  for (const { name } of await keptTables(deps.pool)) {
    if (!FILLED_BY_MIGRATIONS.includes(name) && (await holdsRows(deps.pool, name)))
      throw refused('RESTORE_NOT_EMPTY', `The database is not empty (${name}). A restore never overwrites: migrate a new one first.`);
  }
  const hasKeys = await holdsRows(deps.keysPool, 'subject_key');
  if (withKeys && hasKeys)
    throw refused('RESTORE_NOT_EMPTY', 'The keys database holds keys. Restore the data alone, or into a new keys database.');
  if (!withKeys && !hasKeys)
    throw refused('RESTORE_NEEDS_KEYS', 'The keys database is empty: without the backup of the keys nothing could be read. Name it too.');
}

async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let failed: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (cause) {
    failed = cause instanceof Error ? cause : new Error(String(cause));
    throw cause;
  } finally {
    client.release(failed); // a client whose transaction failed is closed, which rolls back
  }
}

/**
 * Who was erased after the backup stays erased (GDPR Art. 17): not found by address, not found by name, and the rows of our registers
 * that had gone go again. What is sealed stays unreadable.
 */
async function eraseAgain(client: pg.PoolClient, tombstones: Tombstones): Promise<void> {
  const ids = [...tombstones.keys()];
  // A register that the version of the backup did not have yet is empty.
  const known = new Set((await keptTables(client)).map(({ name }) => name));
  for (const register of ERASED_REGISTERS.filter((name) => known.has(name)))
    await client.query(`DELETE FROM ${quoted(register)} WHERE subject_id = ANY($1::uuid[])`, [ids]);
  await client.query('UPDATE subject SET email_index = NULL, erased_at = coalesce(erased_at, now()) WHERE id = ANY($1::uuid[])', [ids]);
  await client.query("UPDATE request SET search_tokens = '{}' WHERE subject_id = ANY($1::uuid[])", [ids]);
  if (known.has('case_note'))
    await client.query(
      "UPDATE case_note SET words = '{}' WHERE request_id IN (SELECT id FROM request WHERE subject_id = ANY($1::uuid[]))",
      [ids],
    );
}

async function restoreData(deps: RestoreDeps, folder: string, manifest: DataManifest, tombstones: Tombstones): Promise<void> {
  await inTransaction(deps.pool, async (client) => {
    for (const table of manifest.tables) {
      if (FILLED_BY_MIGRATIONS.includes(table.name)) await client.query(`DELETE FROM ${quoted(table.name)}`);
      await copyIn(client, table, folder);
    }
    await moveSequencesOn(client, manifest.tables);
    await eraseAgain(client, tombstones);
  });
}

/** The keys commit last: when the data fail, neither is there, and the restore can simply be run again. */
async function restoreBoth(
  deps: RestoreDeps,
  from: { dataFolder: string; keysFolder?: string; manifest: DataManifest; tombstones: Tombstones },
): Promise<{ keyCount: number; droppedCount: number }> {
  const { dataFolder, keysFolder, manifest, tombstones } = from;
  if (keysFolder === undefined) {
    await restoreData(deps, dataFolder, manifest, tombstones);
    return { keyCount: 0, droppedCount: 0 };
  }
  return inTransaction(deps.keysPool, async (client) => {
    const counts = await restoreKeys(client, keysFolder, tombstones);
    await restoreData(deps, dataFolder, manifest, tombstones);
    return counts;
  });
}

/**
 * Restores a backup into an empty pair of databases while nothing else runs: migrates them to the version of the backup, copies, migrates
 * on to the version of now, and checks all evidence at the end. Refuses, before anything is written, when the schema differs (BACKUP_SCHEMA_DIFFERS), the target is not empty
 * (RESTORE_NOT_EMPTY), keys are lacking (RESTORE_NEEDS_KEYS) or the list of destroyed keys is (TOMBSTONES_MISSING). A changed file
 * is BACKUP_BROKEN or KEY_BACKUP_BROKEN and leaves its database empty.
 */
export async function restore(deps: RestoreDeps, source: RestoreSource): Promise<RestoreReport> {
  const dataFolder = resolve(source.data);
  const keysFolder = source.keys === undefined ? undefined : resolve(source.keys);
  const manifest = await readManifestOf(dataFolder, 'data');
  const keysManifest = keysFolder === undefined ? undefined : await readManifestOf(keysFolder, 'keys');
  await deps.migrateTo(manifest.schemaVersion);
  await checkTarget(deps, manifest, keysFolder !== undefined);
  const ownList = tombstoneFileOf(deps.home);
  const tombstones = await gatherTombstones(deps.keysPool, source.tombstones ?? ownList, keysManifest);
  const counts = await restoreBoth(deps, { dataFolder, keysFolder, manifest, tombstones });
  if (keysFolder !== undefined) await settleTombstones(deps.keysPool, ownList, keysFolder, tombstones);
  const { sealKeysFolder } = deps;
  const sealKeyCount =
    keysFolder === undefined || sealKeysFolder === undefined ? 0 : await copySealKeys(sealKeysIn(keysFolder), sealKeysFolder);
  await deps.migrateOn();
  const evidence = await verifyEvidence(deps, { knownRoot: manifest.lastRoot ?? undefined });
  return {
    tableCount: manifest.tables.length,
    rowCount: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
    keyCount: counts.keyCount,
    sealKeyCount,
    droppedKeyCount: counts.droppedCount,
    evidence,
  };
}
