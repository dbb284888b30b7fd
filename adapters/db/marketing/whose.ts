import type { Pool } from 'pg';
import type { Vault } from '../../crypto/vault.js';

/** A person known by their address, as its keyed hash. */
export interface Addressee {
  subjectId: string | undefined;
  addressIndex: Buffer;
}

type Connection = Pick<Pool, 'query'>;

/** The person of an address; undefined where nothing is held under it. */
export async function subjectOf(connection: Connection, addressIndex: Buffer): Promise<string | undefined> {
  const { rows } = await connection.query<{ id: string }>('SELECT id FROM subject WHERE email_index = $1', [addressIndex]);
  return rows[0]?.id;
}

/** The same, made with a key of their own where there is none. Two that do so at once get the same. */
export async function ensureSubject(deps: { pool: Connection; vault: Vault }, addressIndex: Buffer): Promise<string> {
  const known = await subjectOf(deps.pool, addressIndex);
  if (known !== undefined) return known;
  const fresh = await deps.vault.freshSubject();
  await deps.pool.query('INSERT INTO subject (id, email_index) VALUES ($1, $2) ON CONFLICT (email_index) DO NOTHING', [
    fresh,
    addressIndex,
  ]);
  const made = await subjectOf(deps.pool, addressIndex);
  if (made === undefined) throw new Error('the subject that was made is not there');
  return made;
}
