import type { PoolClient } from 'pg';
import { rewrapBlobKey } from '../../storage/sealed-blob.js';
import { resealed, resealRows } from '../erasure/move-to-new-key.js';
import { REQUEST_PLACES } from '../erasure/sealed-places.js';
import { ENVELOPE_CONTEXT } from '../mails/answered-mail.js';
import { useInTransaction } from '../restrictions/allowed-use.js';
import type { CaseRow } from './case-row.js';
import type { StepContext } from './change.js';
import type { DeskDeps } from './desk-deps.js';
import { appendFacts } from './transition.js';

/** Whose file a case becomes part of, and who found that out. */
interface Joining extends Pick<StepContext, 'client' | 'now'> {
  row: Pick<CaseRow, 'id' | 'thread_id' | 'subject_id'>;
  actor: Parameters<typeof appendFacts>[2]['actor'];
}

/**
 * A case that was opened for a person without an address stands under a key of nobody we know. Once a person of the desk has found out
 * which address it is, the cases of that message become part of the person's own file: sealed anew with their key, found by their address
 * (decision 56). In the caller's transaction; nothing where they stand there already. Free text in the evidence stays under the former
 * key, which the event names.
 */
export async function joinPerson(deps: DeskDeps, { client, row, actor, now }: Joining, email: string): Promise<void> {
  const to = await subjectOf(deps, client, deps.vault.blindIndex(email));
  const from = row.subject_id;
  if (to === from) return;
  await useInTransaction(client, 'rights-of-the-person');
  const { rows: cases } = await client.query<{ id: string }>(
    'SELECT id FROM request WHERE thread_id = $1 AND subject_id = $2 AND behalf IS NOT NULL ORDER BY id FOR UPDATE',
    [row.thread_id, from],
  );
  const ids = cases.map(({ id }) => id);
  await moveFiles(deps, client, { from, to, ids, threadId: row.thread_id });
  for (const place of REQUEST_PLACES) {
    const where = place.table === 'request' ? 'id = ANY($1)' : 'request_id = ANY($1)';
    await resealRows(deps, client, place, { from, to, where, values: [ids] });
  }
  for (const id of ids)
    await appendFacts(deps, client, {
      row: { id, subject_id: to },
      facts: [{ event: 'file-joined-to-person', data: { formerSubject: from } }],
      actor,
      at: now,
    });
  // Nothing stands on it any more. Its key stays in the store of keys, for the texts of the evidence, and goes with the person's.
  await client.query(
    'DELETE FROM subject WHERE id = $1 AND email_index IS NULL AND NOT EXISTS (SELECT FROM request WHERE subject_id = $1)',
    [from],
  );
}

/** Whom the record knows by this address; somebody new where it knows nobody. */
async function subjectOf({ vault }: DeskDeps, client: PoolClient, emailIndex: Buffer): Promise<string> {
  const find = async () => (await client.query<{ id: string }>('SELECT id FROM subject WHERE email_index = $1', [emailIndex])).rows[0]?.id;
  const known = await find();
  if (known !== undefined) return known;
  const fresh = await vault.freshSubject();
  await client.query('INSERT INTO subject (id, email_index) VALUES ($1, $2) ON CONFLICT (email_index) DO NOTHING', [fresh, emailIndex]);
  return (await find()) ?? fresh;
}

const FILES = `SELECT b.id, b.wrapped_key FROM blob b WHERE b.subject_id = $1 AND (
    EXISTS (SELECT FROM proof_file p WHERE p.id = b.id AND p.request_id = ANY($2)) OR
    EXISTS (SELECT FROM evidence_file f WHERE f.blob_id = b.id AND f.request_id = ANY($2)) OR
    EXISTS (SELECT FROM human_task t WHERE t.blob_id = b.id AND t.request_id = ANY($2)) OR
    EXISTS (SELECT FROM source_search s WHERE s.blob_id = b.id AND s.request_id = ANY($2)) OR
    EXISTS (SELECT FROM answer_package a WHERE a.blob_id = b.id AND a.request_id = ANY($2)) OR
    EXISTS (SELECT FROM inbound_mail m WHERE m.blob_id = b.id AND m.thread_id = $3)) FOR UPDATE OF b`;

/** The key of each file is wrapped anew, its bytes stay; so of the mails, with what their envelope said. */
async function moveFiles(
  deps: DeskDeps,
  client: PoolClient,
  { from, to, ids, threadId }: { from: string; to: string; ids: string[]; threadId: string },
): Promise<void> {
  const { rows: mails } = await client.query<{ id: string; sealed_envelope: Buffer }>(
    `SELECT m.id, m.sealed_envelope FROM inbound_mail m JOIN blob b ON b.id = m.blob_id WHERE m.thread_id = $2 AND b.subject_id = $1`,
    [from, threadId],
  );
  for (const mail of mails) {
    const sealed = await resealed(deps, mail.sealed_envelope, ENVELOPE_CONTEXT, { from, to });
    await client.query('UPDATE inbound_mail SET sealed_envelope = $2 WHERE id = $1', [mail.id, sealed]);
  }
  const { rows: files } = await client.query<{ id: string; wrapped_key: Buffer }>(FILES, [from, ids, threadId]);
  for (const { id, wrapped_key: wrappedKey } of files) {
    const wrapped = await rewrapBlobKey(deps.vault, { blobId: id, subjectId: from, wrappedKey }, to);
    await client.query('UPDATE blob SET subject_id = $2, wrapped_key = $3 WHERE id = $1', [id, to, wrapped]);
  }
}

/** Under which keys free text in the evidence of a person's cases stands beside their own. */
export async function formerSubjectsOf(connection: Pick<PoolClient, 'query'>, subjectId: string): Promise<string[]> {
  const { rows } = await connection.query<{ former: string }>(
    `SELECT DISTINCT e.data->>'formerSubject' AS former FROM evidence e JOIN request r ON r.id = e.request_id
      WHERE r.subject_id = $1 AND e.event = 'file-joined-to-person'`,
    [subjectId],
  );
  return rows.map(({ former }) => former).filter((former) => former !== subjectId);
}
