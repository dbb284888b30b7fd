import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../../domain/errors.js';
import type { ActContext, Judge } from './judge.js';
import { SEALED } from './sealed.js';

/** A note of the desk: sealed with the person's key, found again by keyed hashes of its words. */
export const addNote: Judge<'note'> = async ({ text }, context) => noteOf(context, text);

/** Who works the case; a reason given with it becomes a note. */
export const assignCase: Judge<'assignment'> = async ({ to, why }, context) => {
  if (to !== null) await requireColleague(context.client, to);
  const note = why === undefined ? { facts: [] } : await noteOf(context, why);
  return { ...note, facts: [{ event: 'assigned', data: { to } }, ...note.facts], set: { assigned_to: to } };
};

async function noteOf({ deps, row, actor, now }: ActContext, text: string) {
  const id = uuidv7();
  const sealed = await deps.vault.sealText(row.subject_id, text, SEALED.note);
  const words = deps.vault.wordTokens(text).map(String);
  const note = { id, request_id: row.id, author: actor.id, sealed_text: sealed, words, created_at: now.toISOString() };
  return { facts: [{ event: 'note-added' as const, data: { noteId: id } }], rows: { case_note: [note] } };
}

async function requireColleague(client: PoolClient, id: string): Promise<void> {
  const { rowCount } = await client.query(`SELECT 1 FROM account WHERE id = $1 AND role IN ('staff', 'dpo') AND disabled_at IS NULL`, [id]);
  if (rowCount === 0)
    throw new DomainError({
      code: 'NOT_A_COLLEAGUE',
      kind: 'invalid',
      detail: 'A case is worked by somebody of the desk.',
      fields: [{ pointer: '/to', detail: 'Give the id of an account of the desk that can sign in, or null.' }],
    });
}
