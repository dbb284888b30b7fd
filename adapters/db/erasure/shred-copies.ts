import type { PoolClient } from 'pg';
import type { KeyDestruction } from '../../crypto/destroy-key.js';
import type { Change } from '../requests/change.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { formerSubjectsOf } from '../requests/join-person.js';
import { SYSTEM } from '../requests/steps/acknowledge.js';
import { appendFacts, recordTransition } from '../requests/transition.js';
import { erasureOf } from './erasure-row.js';
import { moveToNewKey } from './move-to-new-key.js';
import { writeTombstone } from './tombstone.js';

/**
 * Makes our own copies unreadable everywhere, in backups too: what has to be kept moves to a new key, files of searches and mails are
 * deleted, and the old key is destroyed (GDPR Art. 17(1), 5(1)(e)). `waiting` while letters of this person are still on their way.
 * Safe to retry after any interruption.
 */
export async function shredCopies(deps: DeskDeps, requestId: string, now: Date): Promise<'done' | 'waiting'> {
  const moved = await moveFile(deps, requestId, now);
  if (moved === 'waiting') return 'waiting';
  const erasure = await erasureOf(deps.pool, requestId);
  if (erasure?.old_subject_id == null || erasure.shredded_at !== null) return 'done';
  // Texts from before a case became part of this person's file stand under the key they were written with.
  for (const former of await formerSubjectsOf(deps.pool, erasure.new_subject_id ?? erasure.old_subject_id))
    await deps.vault.destroyKey(former, 'erasure');
  const destruction = await deps.vault.destroyKey(erasure.old_subject_id, 'erasure');
  await recordDestruction(deps, requestId, destruction, now);
  return 'done';
}

/** The move is one transaction; a second call finds it done. */
async function moveFile(deps: DeskDeps, requestId: string, now: Date): Promise<'done' | 'waiting'> {
  const before = await erasureOf(deps.pool, requestId);
  if (before === undefined || before.released_at === null || before.new_subject_id !== null) return 'done';
  // GDPR Art. 18(1)(b), (c): what the person wants kept stands under the same key, so that key stays too.
  if (await isUnderRestriction(deps.pool, requestId)) return 'done';
  if (await hasLettersOnTheWay(deps.pool, requestId)) return 'waiting';
  const newSubject = await deps.vault.freshSubject();
  let state: 'done' | 'waiting' = 'done';
  await recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    async ({ client, row }): Promise<Change | undefined> => {
      await client.query('SELECT id FROM request WHERE subject_id = $1 ORDER BY id FOR UPDATE', [row.subject_id]);
      if ((await erasureOf(client, requestId))?.new_subject_id !== null) return undefined;
      if (await hasLettersOnTheWay(client, requestId)) {
        state = 'waiting';
        return undefined;
      }
      const move = { from: row.subject_id, to: newSubject, now };
      const others = await otherCases(client, row);
      const fact = { event: 'file-moved-to-new-key', data: { rowCount: await moveToNewKey(deps, client, move) } } as const;
      for (const id of others)
        await appendFacts(deps, client, { row: { id, subject_id: newSubject }, facts: [fact], actor: SYSTEM, at: now });
      await client.query('UPDATE erasure SET old_subject_id = $2, new_subject_id = $3 WHERE request_id = $1', [
        requestId,
        row.subject_id,
        newSubject,
      ]);
      return { facts: [fact] };
    },
    { now },
  );
  return state;
}

/** The person's other cases, whose file moves along. */
async function otherCases(client: PoolClient, row: { id: string; subject_id: string }): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>('SELECT id FROM request WHERE subject_id = $1 AND id <> $2 ORDER BY id', [
    row.subject_id,
    row.id,
  ]);
  return rows.map(({ id }) => id);
}

async function hasLettersOnTheWay(connection: Pick<PoolClient, 'query'>, requestId: string): Promise<boolean> {
  const { rowCount } = await connection.query(
    `SELECT 1 FROM letter l JOIN request r ON r.subject_id = l.subject_id WHERE r.id = $1 AND l.status = 'queued' LIMIT 1`,
    [requestId],
  );
  return rowCount !== 0;
}

async function isUnderRestriction(connection: Pick<PoolClient, 'query'>, requestId: string): Promise<boolean> {
  const { rowCount } = await connection.query(
    'SELECT 1 FROM restriction x JOIN request r ON r.subject_id = x.subject_id WHERE r.id = $1 AND x.lifted_at IS NULL LIMIT 1',
    [requestId],
  );
  return rowCount !== 0;
}

async function recordDestruction(deps: DeskDeps, requestId: string, { backups }: KeyDestruction, now: Date): Promise<void> {
  const unreachable = backups.filter(({ result }) => result === 'unreachable').length;
  await recordTransition(
    deps,
    { id: requestId },
    SYSTEM,
    async ({ client }): Promise<Change | undefined> => {
      await writeTombstone(deps, client, { requestId, now });
      const updated = await client.query('UPDATE erasure SET shredded_at = $2 WHERE request_id = $1 AND shredded_at IS NULL', [
        requestId,
        now,
      ]);
      if (updated.rowCount === 0) return undefined;
      return {
        facts: [{ event: 'key-destroyed', data: { reason: 'erasure', backupCount: backups.length, unreachableBackupCount: unreachable } }],
      };
    },
    { now },
  );
}
