import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { recordKeyBackup } from '../crypto/key-backups.js';
import { destroyInKeyFile, keyFileHeading, keyRecord } from '../crypto/key-file.js';
import { KEYS_FILE, writeManifest } from './manifest.js';

const KEYS_AT_ONCE = 2_000;

interface KeyRow {
  subject_id: string;
  wrapped_key: Buffer | null;
  key_id: string;
  created_at: Date;
}

async function* keysInOrder(client: pg.PoolClient): AsyncGenerator<KeyRow[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await client.query<KeyRow>(
      'SELECT subject_id, wrapped_key, key_id, created_at FROM subject_key WHERE subject_id > $1 ORDER BY subject_id LIMIT $2',
      [after, KEYS_AT_ONCE],
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = last.subject_id;
  }
}

async function write(out: WriteStream, bytes: Buffer): Promise<void> {
  if (!out.write(bytes)) await once(out, 'drain');
}

async function writeKeys(client: pg.PoolClient, path: string): Promise<number> {
  const out = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  await once(out, 'open');
  let count = 0;
  await write(out, keyFileHeading());
  for await (const rows of keysInOrder(client)) {
    const records = rows.map((row) =>
      keyRecord({ subjectId: row.subject_id, keyId: row.key_id, createdAt: row.created_at, wrappedKey: row.wrapped_key }),
    );
    await write(out, Buffer.concat(records));
    count += rows.length;
  }
  out.end();
  await once(out, 'close');
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
  return count;
}

async function snapshotOfKeys(keysPool: pg.Pool, path: string): Promise<{ keyCount: number; tombstoneCount: number }> {
  const client = await keysPool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows } = await client.query<{ held: number }>('SELECT count(*)::int AS held FROM key_tombstone');
    return { keyCount: await writeKeys(client, path), tombstoneCount: rows[0]?.held ?? 0 };
  } finally {
    client.release(true); // whatever state the transaction is in, it ends with the connection
  }
}

/** Keys destroyed while the file was being written are destroyed in it now: nobody else could see a half-written file. */
async function destroyWhatDiedMeanwhile(keysPool: pg.Pool, path: string, since: Date): Promise<void> {
  const { rows } = await keysPool.query<{ subject_id: string }>('SELECT subject_id FROM key_tombstone WHERE destroyed_at >= $1', [since]);
  for (const row of rows) await destroyInKeyFile(path, row.subject_id);
}

/**
 * Writes a backup of the subject keys into a new folder. The place is remembered first, so that a key destroyed at any moment from
 * now on is destroyed in this file too. The keys in it are still wrapped by the master key, which is in no backup.
 */
export async function backupKeys(keysPool: pg.Pool, folder: string, createdAt: Date): Promise<{ keyCount: number }> {
  await mkdir(folder, { mode: 0o700 });
  const path = join(folder, KEYS_FILE);
  await recordKeyBackup(keysPool, path);
  const { rows } = await keysPool.query<{ now: Date }>("SELECT now() - interval '1 minute' AS now");
  const counts = await snapshotOfKeys(keysPool, path);
  await destroyWhatDiedMeanwhile(keysPool, path, rows[0]?.now ?? new Date(0));
  await writeManifest(folder, { format: 1, kind: 'keys', createdAt: createdAt.toISOString(), ...counts });
  return counts;
}
