import type { Pool, PoolClient } from 'pg';
import type { RequestDetail } from '../../../domain/request/detail.js';
import type { Vault } from '../../crypto/vault.js';
import type { CaseRow } from './case-row.js';
import type { DeskDeps } from './desk-deps.js';
import { SEALED } from './sealed.js';

/** The desk's notes on a case, newest first. */
export async function notesOf(deps: DeskDeps, row: CaseRow, connection: Pick<PoolClient, 'query'>): Promise<RequestDetail['notes']> {
  const { rows } = await connection.query<{ author: string; sealed_text: Buffer; created_at: Date }>(
    'SELECT author, sealed_text, created_at FROM case_note WHERE request_id = $1 ORDER BY created_at DESC, id DESC',
    [row.id],
  );
  return Promise.all(
    rows.map(async ({ author, sealed_text, created_at }) => ({
      at: created_at.toISOString(),
      author,
      text: (await deps.vault.openText(row.subject_id, sealed_text, SEALED.note)) ?? '',
    })),
  );
}

const MOST = 500;

/** The cases with a note that has all of these words, at most 500, newest note first. */
export async function casesWithNote(deps: { pool: Pool; vault: Pick<Vault, 'wordTokens'> }, query: string): Promise<string[]> {
  const words = deps.vault.wordTokens(query).map(String);
  if (words.length === 0) return [];
  const { rows } = await deps.pool.query<{ request_id: string }>(
    'SELECT request_id FROM case_note WHERE words @> $1::bigint[] ORDER BY created_at DESC LIMIT $2',
    [words, MOST],
  );
  return [...new Set(rows.map(({ request_id }) => request_id))];
}
