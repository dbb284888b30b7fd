import type { Pool } from 'pg';
import type { Vault } from '../crypto/vault.js';

/** Accounts from before they were kept with the keyed hash of their address get it, so that a request of their owner finds them. */
export async function indexAddresses({ pool, vault }: { pool: Pool; vault: Vault }): Promise<void> {
  const { rows } = await pool.query<{ id: string; email: string }>('SELECT id, email FROM account WHERE email_index IS NULL');
  for (const { id, email } of rows)
    await pool.query('UPDATE account SET email_index = $3 WHERE id = $1 AND email = $2', [id, email, vault.blindIndex(email)]);
}
