import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { maskDetail } from '../../domain/communications.js';
import type { Language } from '../../domain/request/types.js';
import { carryChoices } from '../db/marketing/carry-choices.js';
import { inTransaction } from '../db/transaction.js';
import { lockAccount, recordAccountAct } from './account-evidence.js';
import { endSessions } from './account-sessions.js';
import { inWords, type NoticeDeps, queueAccountNotice } from './queue-notice.js';

const CONFIRM_MS = 24 * 3_600_000;
/** So long the old address can stop a change, and take it back after it took effect. */
export const STOP_MS = 7 * 86_400_000;
const CONTEXT = 'addressChange.sealedAddresses';

/** Both addresses, and the secret of the link that the old one gets twice. */
export interface Addresses {
  from: string;
  to: string;
  stop: string;
}

export const openAddresses = ({ vault }: Pick<NoticeDeps, 'vault'>, sealed: Buffer): Addresses =>
  vault.openMaster<Addresses>(sealed, CONTEXT);
/** The page of the link that the old address gets. */
const stopUrl = ({ settings }: NoticeDeps, { stop }: Addresses) => `${settings.publicUrl}/sign-in/keep-address/${stop}`;
const normalise = (email: string) => email.trim().toLowerCase();

/**
 * Another address for an account: the new one gets a link that works once, for whoever is signed in to the account; the old one is told,
 * and can stop it or take it back for seven days. Neither answers nor times say whether the new address has an account of its own; only its
 * mailbox learns that.
 */
export function createAddressChange(deps: NoticeDeps) {
  const { pool, vault, now } = deps;

  async function ask(client: PoolClient, accountId: string, addresses: Addresses, language: Language): Promise<void> {
    await lockAccount(client, accountId);
    const [confirm, at] = [vault.newToken(), now()];
    const until = { confirm: new Date(at.getTime() + CONFIRM_MS), stop: new Date(at.getTime() + STOP_MS) };
    const { rowCount } = await client.query('SELECT 1 FROM account WHERE email = $1', [addresses.to]);
    const isFree = rowCount === 0;
    await client.query('UPDATE address_change SET confirm_hash = NULL WHERE account_id = $1', [accountId]);
    await client.query(
      `INSERT INTO address_change (id, account_id, sealed_addresses, confirm_hash, confirm_until, stop_hash, stop_until, asked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        uuidv7(),
        accountId,
        vault.sealMaster(addresses, CONTEXT),
        isFree ? confirm.hash : null,
        until.confirm,
        vault.hashToken(addresses.stop),
        until.stop,
        at,
      ],
    );
    const { publicUrl } = deps.settings;
    const facts = isFree
      ? { url: `${publicUrl}/account/address/${confirm.token}`, until: inWords(deps, until.confirm, language) }
      : { url: `${publicUrl}/sign-in` };
    const code = isFree ? 'ADDRESS_CONFIRM' : 'ADDRESS_HAS_ACCOUNT';
    await queueAccountNotice(deps, client, { accountId, code, language, facts, to: addresses.to });
    await recordAccountAct(client, now, { accountId, event: 'account-address-asked', data: {} });
    await tellOld(client, accountId, addresses, { code: 'ADDRESS_CHANGE_ASKED', language, until: until.stop });
  }

  function tellOld(
    client: PoolClient,
    accountId: string,
    addresses: Addresses,
    { code, language, until }: { code: 'ADDRESS_CHANGE_ASKED' | 'ADDRESS_CHANGED'; language: Language; until: Date },
  ): Promise<void> {
    const facts = { url: stopUrl(deps, addresses), until: inWords(deps, until, language), what: maskDetail(addresses.to) };
    return queueAccountNotice(deps, client, { accountId, code, language, facts, to: addresses.from });
  }

  return {
    /** Mails both addresses. The same answer whether the new one has an account or not. */
    async ask(accountId: string, email: string, language: Language): Promise<'asked' | 'same'> {
      const { rows } = await pool.query<{ email: string }>('SELECT email FROM account WHERE id = $1 AND disabled_at IS NULL', [accountId]);
      const [from, to] = [rows[0]?.email ?? '', normalise(email)];
      if (from === to) return 'same';
      await inTransaction(pool, (client) => ask(client, accountId, { from, to, stop: vault.newToken().token }, language));
      return 'asked';
    },

    /** Looking uses nothing up. Undefined for a link that was used, is too old, or is of another account. */
    async peek(token: string, accountId: string): Promise<{ email: string } | undefined> {
      const { rows } = await pool.query<{ sealed_addresses: Buffer }>(
        'SELECT sealed_addresses FROM address_change WHERE confirm_hash = $1 AND account_id = $2 AND confirm_until > $3',
        [vault.hashToken(token), accountId, now()],
      );
      return rows[0] && { email: openAddresses(deps, rows[0].sealed_addresses).to };
    },

    /** From now on the account has the new address; every other sign-in ends, and what its owner chose to hear goes along. */
    confirm(
      token: string,
      accountId: string,
      by: { sessionId: string; series?: string; language: Language },
    ): Promise<{ email: string } | undefined> {
      return inTransaction(pool, async (client) => {
        await lockAccount(client, accountId);
        const at = now();
        const until = new Date(at.getTime() + STOP_MS);
        const { rows } = await client.query<{ id: string; sealed_addresses: Buffer }>(
          `UPDATE address_change SET confirm_hash = NULL WHERE confirm_hash = $1 AND account_id = $2 AND confirm_until > $3 RETURNING id, sealed_addresses`,
          [vault.hashToken(token), accountId, at],
        );
        if (rows[0] === undefined) return undefined;
        const addresses = openAddresses(deps, rows[0].sealed_addresses);
        const changed = await client.query<{ name: string }>(
          `UPDATE account SET email = $2, email_index = $3, reset_hash = NULL, reset_until = NULL WHERE id = $1 AND disabled_at IS NULL
              AND NOT EXISTS (SELECT FROM account WHERE email = $2) RETURNING name`,
          [accountId, addresses.to, vault.blindIndex(addresses.to)],
        );
        if (changed.rows[0] === undefined) return undefined; // somebody else was invited with it meanwhile
        await client.query('UPDATE address_change SET changed_at = $2, stop_until = $3 WHERE id = $1', [rows[0].id, at, until]);
        await endSessions(client, accountId, by);
        await recordAccountAct(client, now, { accountId, event: 'account-address-changed', data: {} });
        await carryChoices(deps, client, { ...addresses, name: changed.rows[0].name, at });
        await tellOld(client, accountId, addresses, { code: 'ADDRESS_CHANGED', language: by.language, until });
        return { email: addresses.to };
      });
    },
  };
}
