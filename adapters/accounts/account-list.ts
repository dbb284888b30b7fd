import type { Pool } from 'pg';
import type { Role } from '../../domain/request/types.js';
import { inTransaction } from '../db/transaction.js';
import { BY_COMMAND, recordAccountAct } from './account-evidence.js';
import { endSessions } from './account-sessions.js';

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
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `UPDATE account SET disabled_at = coalesce(disabled_at, now()), setup_hash = NULL, setup_until = NULL, reset_hash = NULL, reset_until = NULL WHERE email = $1 RETURNING id`,
      [email.trim().toLowerCase()],
    );
    if (rows[0] === undefined) return false;
    const accountId = rows[0].id;
    await endSessions(client, accountId);
    const now = () => new Date();
    await recordAccountAct(client, now, { accountId, by: BY_COMMAND, event: 'account-disabled', data: { because: 'asked' } });
    return true;
  });
}
