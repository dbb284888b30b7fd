import type { Pool } from 'pg';
import { uuidv7 } from 'uuidv7';
import type { Vault } from '../crypto/vault.js';
import type { OwnedRow } from './connector.js';

/** Where the sealed parts of a held-back row belong. */
export const HELD_BACK_SEALED = { key: 'heldBackRow.sealedKey', row: 'heldBackRow.sealedRow' } as const;

/** The text under which a row is known in reviews and redactions; its index is `vault.indexOf('row-key', …)`. */
export function rowName(system: string, collection: string, key: string): string {
  return `${system}/${collection}/${key}`;
}

interface Case {
  requestId: string;
  subjectId: string;
  system: string;
}

/** Forgets the held-back rows of a system that nobody has decided on yet: they are found again when it is asked anew. */
export async function forgetUndecided(pool: Pool, { requestId, system }: Pick<Case, 'requestId' | 'system'>): Promise<void> {
  await pool.query('DELETE FROM held_back_row WHERE request_id = $1 AND system = $2 AND verdict IS NULL', [requestId, system]);
}

/** Writes held-back rows of one collection, sealed. A row that a reviewer decided on keeps the verdict. */
export async function holdBack(deps: { pool: Pool; vault: Vault }, of: Case, collection: string, rows: readonly OwnedRow[]): Promise<void> {
  const sealed = await Promise.all(
    rows.map(async (row) => ({
      id: uuidv7(),
      index: deps.vault.indexOf('row-key', rowName(of.system, collection, row.key)),
      key: await deps.vault.sealText(of.subjectId, row.key, HELD_BACK_SEALED.key),
      row: await deps.vault.seal(of.subjectId, row.row, HELD_BACK_SEALED.row),
      reason: row.reason ?? '',
    })),
  );
  await deps.pool.query(
    `INSERT INTO held_back_row (id, request_id, system, collection, key_index, sealed_key, sealed_row, reason)
     SELECT n.id, $1, $2, $3, n.key_index, n.sealed_key, n.sealed_row, n.reason
     FROM unnest($4::uuid[], $5::bytea[], $6::bytea[], $7::bytea[], $8::text[]) AS n(id, key_index, sealed_key, sealed_row, reason)
     ON CONFLICT (request_id, key_index) DO UPDATE SET sealed_row = EXCLUDED.sealed_row, reason = EXCLUDED.reason`,
    [
      of.requestId,
      of.system,
      collection,
      sealed.map((one) => one.id),
      sealed.map((one) => one.index),
      sealed.map((one) => one.key),
      sealed.map((one) => one.row),
      sealed.map((one) => one.reason),
    ],
  );
}
