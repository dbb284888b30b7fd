import type { Pool } from 'pg';
import type { Role } from '../../domain/request/types.js';

/** An account as the operator sees it. `invited`: its owner has not used the link yet. */
export interface ListedAccount {
  email: string;
  name: string;
  role: Role;
  issuerSlug: string | null;
  state: 'active' | 'invited' | 'disabled';
  createdAt: Date;
}

/** All accounts by address. */
export async function listAccounts(pool: Pool): Promise<ListedAccount[]> {
  const { rows } = await pool.query<ListedAccount>(
    `SELECT email, name, role, issuer_slug AS "issuerSlug", created_at AS "createdAt",
            CASE WHEN disabled_at IS NOT NULL THEN 'disabled' WHEN setup_hash IS NOT NULL THEN 'invited' ELSE 'active' END AS state
       FROM account ORDER BY email`,
  );
  return rows;
}

/** Lets nobody in with this account any more; who is signed in is signed out. False where there is none. What it did stays on record. */
export async function disableAccount(pool: Pool, email: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `WITH changed AS (UPDATE account SET disabled_at = coalesce(disabled_at, now()), setup_hash = NULL, setup_until = NULL, reset_hash = NULL, reset_until = NULL WHERE email = $1 RETURNING id),
          ended AS (DELETE FROM session WHERE account_id IN (SELECT id FROM changed)),
          forgotten AS (DELETE FROM remembered_browser WHERE account_id IN (SELECT id FROM changed))
     SELECT id FROM changed`,
    [email.trim().toLowerCase()],
  );
  return rowCount === 1;
}
