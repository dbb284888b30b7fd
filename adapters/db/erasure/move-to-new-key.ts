import type { PoolClient } from 'pg';
import { DomainError } from '../../../domain/errors.js';
import { rewrapBlobKey } from '../../storage/sealed-blob.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { useInTransaction } from '../restrictions/allowed-use.js';
import { contextOf, KEPT_PLACES, type SealedPlace } from './sealed-places.js';

export interface Move {
  from: string;
  to: string;
  now: Date;
}

/** Rows without sealed columns that belong to a person. What is only ever added (restrictions, stopped processing) stays as it is. */
const PLAIN_PLACES = ['preference', 'disclosure', 'newsletter_copy'] as const;

/**
 * Moves what is kept of a person to another subject with another key, in the caller's transaction, and deletes the files of searches and
 * mails. An answer that was handed over and can still be fetched moves along. Answers how many rows moved.
 */
export async function moveToNewKey(deps: DeskDeps, client: PoolClient, move: Move): Promise<number> {
  await useInTransaction(client, 'rights-of-the-person');
  await passAddressOn(client, move);
  await settleFiles(deps, client, move);
  // Those found by their case first: after that the case itself belongs to the new subject.
  const places = [...KEPT_PLACES].sort((a, b) => a.owner.localeCompare(b.owner));
  let count = 0;
  for (const place of places) count += await reseal(deps, client, place, move);
  for (const table of PLAIN_PLACES) await client.query(`UPDATE "${table}" SET subject_id = $2 WHERE subject_id = $1`, [move.from, move.to]);
  return count;
}

/** The address finds the kept file from now on; nothing finds the old subject any more. */
async function passAddressOn(client: PoolClient, { from, to, now }: Move): Promise<void> {
  const { rows } = await client.query<{ email_index: Buffer | null }>('SELECT email_index FROM subject WHERE id = $1 FOR UPDATE', [from]);
  await client.query('UPDATE subject SET email_index = NULL, erased_at = $2 WHERE id = $1', [from, now]);
  await client.query('INSERT INTO subject (id, email_index) VALUES ($1, $2)', [to, rows[0]?.email_index ?? null]);
}

async function settleFiles(deps: DeskDeps, client: PoolClient, { from, to, now }: Move): Promise<void> {
  const { rows } = await client.query<{ id: string; wrapped_key: Buffer; is_kept: boolean }>(
    `SELECT b.id, b.wrapped_key, EXISTS (SELECT FROM answer_package p WHERE p.blob_id = b.id AND p.released_at IS NOT NULL AND p.expires_at > $2) AS is_kept
     FROM blob b WHERE b.subject_id = $1`,
    [from, now],
  );
  for (const { id, wrapped_key, is_kept } of rows) {
    if (!is_kept) {
      await deps.blobs.delete(id, client);
      continue;
    }
    const wrapped = await rewrapBlobKey(deps.vault, { blobId: id, subjectId: from, wrappedKey: wrapped_key }, to);
    await client.query('UPDATE blob SET subject_id = $2, wrapped_key = $3 WHERE id = $1', [id, to, wrapped]);
  }
  await client.query(`UPDATE source_search SET blob_id = NULL WHERE request_id IN (SELECT id FROM request WHERE subject_id = $1)`, [from]);
  await client.query('DELETE FROM held_back_row WHERE request_id IN (SELECT id FROM request WHERE subject_id = $1)', [from]);
  await client.query('DELETE FROM redaction WHERE request_id IN (SELECT id FROM request WHERE subject_id = $1)', [from]);
}

type SealedRow = { row: string } & Record<string, Buffer | string | null>;

function reseal(deps: DeskDeps, client: PoolClient, place: SealedPlace, { from, to }: Move): Promise<number> {
  const where = place.owner === 'subject' ? 'subject_id = $1' : 'request_id IN (SELECT id FROM request WHERE subject_id = $1)';
  return resealRows(deps, client, place, { from, to, where, values: [from] });
}

/** Seals rows of one table anew for another subject, those that `where` finds. Answers how many. */
export async function resealRows(
  deps: Pick<DeskDeps, 'vault'>,
  client: PoolClient,
  { table, columns, owner }: SealedPlace,
  { from, to, where, values }: Pick<Move, 'from' | 'to'> & { where: string; values: readonly unknown[] },
): Promise<number> {
  const names = columns.map((column) => `"${column}"`).join(', ');
  // The place of a row does not change while this transaction holds it.
  const { rows } = await client.query<SealedRow>(`SELECT ctid::text AS row, ${names} FROM "${table}" WHERE ${where} FOR UPDATE`, [
    ...values,
  ]);
  for (const row of rows) {
    const sealed = await Promise.all(columns.map((column) => resealed(deps, row[column], contextOf(table, column), { from, to })));
    const set = columns.map((column, index) => `"${column}" = $${index + 2}`);
    if (owner === 'subject') set.push(`subject_id = '${to}'`);
    await client.query(`UPDATE "${table}" SET ${set.join(', ')} WHERE ctid = $1::tid`, [row.row, ...sealed]);
  }
  return rows.length;
}

/** Seals one value anew; null stays null. */
export async function resealed(
  { vault }: Pick<DeskDeps, 'vault'>,
  sealed: Buffer | string | null | undefined,
  context: string,
  { from, to }: Pick<Move, 'from' | 'to'>,
): Promise<Buffer | null> {
  if (!(sealed instanceof Buffer)) return null;
  const clear = await vault.openBytes(from, sealed, context);
  if (clear === undefined)
    throw new DomainError({ code: 'SUBJECT_KEY_DESTROYED', kind: 'conflict', detail: 'The key was destroyed before the file was moved.' });
  return vault.sealBytes(to, clear, context);
}
