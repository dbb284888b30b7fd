import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import type { PoolClient } from 'pg';
import type { Language } from '../../domain/request/types.js';
import { returnChoices } from '../db/marketing/carry-choices.js';
import { inTransaction } from '../db/transaction.js';
import { lockAccount, recordAccountAct } from './account-evidence.js';
import { endSessions } from './account-sessions.js';
import { type Addresses, openAddresses } from './address-change.js';
import { inWords, type NoticeDeps, queueAccountNotice } from './queue-notice.js';

/** For a new password after it; long enough for whoever reads mail once a day. */
const LINK_MS = 72 * 3_600_000;

interface ChangeRow {
  account_id: string;
  sealed_addresses: Buffer;
  asked_at: Date;
  changed_at: Date | null;
}

/** `disabled`: the old address belongs to another account by now, so nobody is let in before somebody looked into it. */
export type Kept = { result: 'kept' | 'disabled' };

/**
 * The old address stops a change, or takes it back. Whoever asked for it got in, so every sign-in ends, what was added since then to sign in
 * is removed, and the password is nobody's until the old mailbox sets a new one. The authenticator app stays: without it nobody gets in by
 * having had the old mailbox.
 */
export function createKeepAddress(deps: NoticeDeps) {
  const { pool, vault, now } = deps;
  const nobodysPassword = () => hash(randomBytes(32).toString('base64'));

  async function shutOut(client: PoolClient, accountId: string, since: Date): Promise<void> {
    await endSessions(client, accountId);
    await client.query('DELETE FROM passkey WHERE account_id = $1 AND created_at >= $2', [accountId, since]);
    await client.query('DELETE FROM linked_identity WHERE account_id = $1 AND created_at >= $2', [accountId, since]);
  }

  /** All changes from the stopped one on end; what had gone along comes back the way it went. */
  async function takeBack(client: PoolClient, { account_id, asked_at }: ChangeRow): Promise<void> {
    const { rows } = await client.query<Pick<ChangeRow, 'sealed_addresses' | 'changed_at'>>(
      'SELECT sealed_addresses, changed_at FROM address_change WHERE account_id = $1 AND asked_at >= $2 ORDER BY asked_at DESC',
      [account_id, asked_at],
    );
    for (const { sealed_addresses, changed_at: changedAt } of rows)
      if (changedAt !== null) await returnChoices(deps, client, { ...openAddresses(deps, sealed_addresses), changedAt, at: now() });
    await client.query('DELETE FROM address_change WHERE account_id = $1 AND asked_at >= $2', [account_id, asked_at]);
  }

  /** Gives the account its address back with a link to set a password. False where another account has the address. */
  async function restore(client: PoolClient, accountId: string, { from }: Addresses, language: Language): Promise<boolean> {
    const { token, hash: resetHash } = vault.newToken();
    const until = new Date(now().getTime() + LINK_MS);
    const { rowCount } = await client.query(
      `UPDATE account SET email = $2, password_hash = $3, reset_hash = $4, reset_until = $5, email_index = $6 WHERE id = $1
          AND NOT EXISTS (SELECT FROM account WHERE email = $2 AND id <> $1)`,
      [accountId, from, await nobodysPassword(), resetHash, until, vault.blindIndex(from)],
    );
    if (rowCount !== 1) return false;
    const facts = { url: `${deps.settings.publicUrl}/sign-in/new-password/${token}`, until: inWords(deps, until, language) };
    await queueAccountNotice(deps, client, { accountId, code: 'ADDRESS_KEPT', language, facts, to: from });
    return true;
  }

  return {
    /** Looking uses nothing up. `isChanged`: it took effect already. */
    async peek(token: string): Promise<{ isChanged: boolean } | undefined> {
      const { rows } = await pool.query<Pick<ChangeRow, 'changed_at'>>(
        'SELECT changed_at FROM address_change WHERE stop_hash = $1 AND stop_until > $2',
        [vault.hashToken(token), now()],
      );
      return rows[0] && { isChanged: rows[0].changed_at !== null };
    },

    /** Uses the link up. Undefined: it was used, or is too old; two at once: one of them wins. */
    stop(token: string, language: Language): Promise<Kept | undefined> {
      return inTransaction(pool, async (client) => {
        const whose = await client.query<{ account_id: string }>('SELECT account_id FROM address_change WHERE stop_hash = $1', [
          vault.hashToken(token),
        ]);
        if (whose.rows[0] === undefined) return undefined;
        await lockAccount(client, whose.rows[0].account_id);
        const { rows } = await client.query<ChangeRow>(
          'SELECT account_id, sealed_addresses, asked_at, changed_at FROM address_change WHERE stop_hash = $1 AND stop_until > $2 FOR UPDATE',
          [vault.hashToken(token), now()],
        );
        const [change] = rows;
        if (change === undefined) return undefined;
        await takeBack(client, change);
        await shutOut(client, change.account_id, change.asked_at);
        const accountId = change.account_id;
        await recordAccountAct(client, now, { accountId, event: 'account-address-kept', data: { wasChanged: change.changed_at !== null } });
        const addresses = openAddresses(deps, change.sealed_addresses);
        if (await restore(client, accountId, addresses, language)) return { result: 'kept' };
        await client.query('UPDATE account SET disabled_at = $2, reset_hash = NULL, reset_until = NULL WHERE id = $1', [accountId, now()]);
        const by = { id: 'system', role: 'system' } as const;
        await recordAccountAct(client, now, { accountId, by, event: 'account-disabled', data: { because: 'address-in-doubt' } });
        return { result: 'disabled' };
      });
    },
  };
}
