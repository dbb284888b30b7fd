import type pg from 'pg';
import { destroyInKeyFile } from './key-file.js';

/** What became of a destroyed key in one backup of the keys. */
export interface BackupDestruction {
  path: string;
  result: 'destroyed' | 'not-held' | 'unreachable';
}

/** Remembers where a backup of the keys was written. */
export async function recordKeyBackup(keysPool: pg.Pool, path: string): Promise<void> {
  await keysPool.query('INSERT INTO key_backup (path) VALUES ($1) ON CONFLICT (path) DO UPDATE SET unreachable_since = NULL', [path]);
}

/** Destroys the subject's key in every known backup of the keys that can be reached, and notes those that cannot. */
export async function destroyInKeyBackups(keysPool: pg.Pool, subjectId: string): Promise<BackupDestruction[]> {
  const { rows } = await keysPool.query<{ path: string }>('SELECT path FROM key_backup ORDER BY created_at');
  const results: BackupDestruction[] = [];
  for (const { path } of rows) {
    const result = await destroyInKeyFile(path, subjectId);
    results.push({ path, result });
    if (result !== 'unreachable') continue;
    await keysPool.query('UPDATE key_backup SET unreachable_since = now() WHERE path = $1 AND unreachable_since IS NULL', [path]);
  }
  return results;
}
