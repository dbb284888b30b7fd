import type pg from 'pg';
import { type BackupDestruction, destroyInKeyBackups } from './key-backups.js';
import { appendTombstone } from './tombstones.js';

/** When a subject's key was destroyed, and in which backups of the keys. */
export interface KeyDestruction {
  destroyedAt: Date;
  /** `unreachable`: the file is not there now; the tombstone keeps it from being restored. */
  backups: readonly BackupDestruction[];
}

/**
 * Destroys a subject's key for good: the tombstone first, then the key in the database, then the key in each key backup that can
 * be reached. Safe to repeat: what is destroyed stays so, and backups that could not be reached before are tried again.
 */
export async function destroySubjectKey(
  deps: { keysPool: pg.Pool; tombstoneFile?: string },
  subjectId: string,
  reason: string,
): Promise<KeyDestruction> {
  const { rows } = await deps.keysPool.query<{ destroyed_at: Date }>(
    `WITH buried AS (INSERT INTO key_tombstone (subject_id, reason) VALUES ($1, $2) ON CONFLICT (subject_id) DO NOTHING RETURNING destroyed_at),
          dead AS (INSERT INTO subject_key (subject_id, key_id, destroyed_at) VALUES ($1, '', now())
                   ON CONFLICT (subject_id) DO UPDATE SET wrapped_key = NULL, destroyed_at = now() WHERE subject_key.destroyed_at IS NULL)
     SELECT destroyed_at FROM buried UNION ALL SELECT destroyed_at FROM key_tombstone WHERE subject_id = $1 LIMIT 1`,
    [subjectId, reason],
  );
  const destroyedAt = rows[0]?.destroyed_at ?? new Date();
  if (deps.tombstoneFile !== undefined) await appendTombstone(deps.tombstoneFile, { subjectId, reason, destroyedAt });
  return { destroyedAt, backups: await destroyInKeyBackups(deps.keysPool, subjectId) };
}
