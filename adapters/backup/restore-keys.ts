import { join } from 'node:path';
import type pg from 'pg';
import { DomainError } from '../../domain/errors.js';
import { recordKeyBackup } from '../crypto/key-backups.js';
import { destroyInKeyFile, readKeyFile, type StoredKey } from '../crypto/key-file.js';
import { appendTombstone, ensureTombstoneFile, readTombstones, type Tombstone } from '../crypto/tombstones.js';
import { KEYS_FILE, type KeysManifest } from './manifest.js';

/** Which keys were destroyed, by subject id. */
export type Tombstones = ReadonlyMap<string, Tombstone>;

function missing(detail: string): DomainError {
  return new DomainError({ code: 'TOMBSTONES_MISSING', kind: 'conflict', detail });
}

/**
 * Everything that is known to have been destroyed: the list in the data directory and the table in the keys database.
 * TOMBSTONES_MISSING when there is no list, or one that knows less than the backup did.
 */
export async function gatherTombstones(keysPool: pg.Pool, file: string, manifest: KeysManifest | undefined): Promise<Tombstones> {
  const { rows } = await keysPool.query<Tombstone>(
    'SELECT subject_id AS "subjectId", reason, destroyed_at AS "destroyedAt" FROM key_tombstone',
  );
  const listed = await readTombstones(file);
  const known = new Map([...rows.map((row): [string, Tombstone] => [row.subjectId, row]), ...(listed ?? [])]);
  if (manifest === undefined) return known;
  const wayOut = `Copy keys-tombstones.log from the installation that the keys come from to ${file}, or name it with --tombstones. Without it, keys of erased people would come back.`;
  if (listed === undefined && rows.length === 0) throw missing(`There is no list of destroyed keys at ${file}. ${wayOut}`);
  if (known.size < manifest.tombstoneCount) {
    throw missing(`The list of destroyed keys names ${known.size}, but the backup knew of ${manifest.tombstoneCount} already. ${wayOut}`);
  }
  return known;
}

async function insertKeys(client: pg.PoolClient, keys: readonly StoredKey[], tombstones: Tombstones): Promise<void> {
  const isDead = (key: StoredKey) => key.wrappedKey === null || tombstones.has(key.subjectId);
  const diedAt = (key: StoredKey) => (isDead(key) ? (tombstones.get(key.subjectId)?.destroyedAt ?? new Date()) : null);
  await client.query(
    `INSERT INTO subject_key (subject_id, wrapped_key, key_id, created_at, destroyed_at)
     SELECT * FROM unnest($1::uuid[], $2::bytea[], $3::text[], $4::timestamptz[], $5::timestamptz[])`,
    [
      keys.map((key) => key.subjectId),
      keys.map((key) => (isDead(key) ? null : key.wrappedKey)),
      keys.map((key) => key.keyId),
      keys.map((key) => key.createdAt),
      keys.map(diedAt),
    ],
  );
}

async function insertTombstones(client: pg.PoolClient, tombstones: Tombstones): Promise<void> {
  const list = [...tombstones.values()];
  await client.query(
    `INSERT INTO key_tombstone (subject_id, reason, destroyed_at) SELECT * FROM unnest($1::uuid[], $2::text[], $3::timestamptz[])
     ON CONFLICT (subject_id) DO NOTHING`,
    [list.map((one) => one.subjectId), list.map((one) => one.reason), list.map((one) => one.destroyedAt)],
  );
}

/** Inserts the keys of a backup but for the destroyed ones, inside the caller's transaction. Returns how many of each. */
export async function restoreKeys(
  client: pg.PoolClient,
  folder: string,
  tombstones: Tombstones,
): Promise<{ keyCount: number; droppedCount: number }> {
  await insertTombstones(client, tombstones);
  let keyCount = 0;
  let droppedCount = 0;
  for await (const keys of readKeyFile(join(folder, KEYS_FILE))) {
    await insertKeys(client, keys, tombstones);
    keyCount += keys.length;
    droppedCount += keys.filter((key) => key.wrappedKey !== null && tombstones.has(key.subjectId)).length;
  }
  return { keyCount, droppedCount };
}

/** Makes the tombstones part of this installation, and destroys in the backup just used what should no longer be in it. */
export async function settleTombstones(keysPool: pg.Pool, file: string, folder: string, tombstones: Tombstones): Promise<void> {
  const path = join(folder, KEYS_FILE);
  await recordKeyBackup(keysPool, path);
  await ensureTombstoneFile(file);
  const listed = await readTombstones(file);
  for (const tombstone of tombstones.values()) {
    await destroyInKeyFile(path, tombstone.subjectId);
    if (listed?.has(tombstone.subjectId) !== true) await appendTombstone(file, tombstone);
  }
}
