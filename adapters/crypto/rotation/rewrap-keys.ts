import type pg from 'pg';
import type { Keyrings } from '../keyring.js';
import { unwrapKey, type WrappedKey, wrapKey } from '../subject-keys.js';

const BATCH = 500;

/**
 * Wraps the subjects' keys with the master key of now, batch by batch, while the parts go on. The keys themselves stay as they are, so
 * nothing of a person is sealed anew. Safe to repeat: what is done is not found again, and a key destroyed meanwhile stays destroyed.
 */
export async function rewrapKeys(keysPool: pg.Pool, keyrings: Keyrings, onProgress: (done: number) => void): Promise<number> {
  let done = 0;
  for (;;) {
    const { rows } = await keysPool.query<WrappedKey>(
      'SELECT subject_id, wrapped_key, key_id FROM subject_key WHERE key_id = ANY($1) AND wrapped_key IS NOT NULL LIMIT $2',
      [keyrings.former?.keyIds ?? [], BATCH],
    );
    if (rows.length === 0) return done;
    const anew = rows.map((row) => wrapKey(keyrings.current, row.subject_id, unwrapKey(keyrings, row)));
    await keysPool.query(
      `UPDATE subject_key k SET wrapped_key = n.wrapped, key_id = $3 FROM unnest($1::uuid[], $2::bytea[]) AS n(id, wrapped)
        WHERE k.subject_id = n.id AND k.key_id = ANY($4) AND k.wrapped_key IS NOT NULL`,
      [rows.map(({ subject_id }) => subject_id), anew, keyrings.current.keyId, keyrings.former?.keyIds ?? []],
    );
    done += rows.length;
    onProgress(done);
  }
}
