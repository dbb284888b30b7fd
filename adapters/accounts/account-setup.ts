import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { Secret, TOTP } from 'otpauth';
import type { Pool } from 'pg';
import { uuidv7 } from 'uuidv7';
import type { Role } from '../../domain/request/types.js';
import type { Vault } from '../crypto/vault.js';
import { inTransaction } from '../db/transaction.js';
import { type DoneByOther, recordAccountAct } from './account-evidence.js';
import { endSessions } from './account-sessions.js';
import { TOTP_CONTEXT } from './accounts.js';
import { totpFacts } from './own-account.js';
import { judgePassword, type PasswordFault } from './password-rules.js';
import { createSignInDelay } from './sign-in-delay.js';

const LINK_MS = 72 * 3_600_000;

/** Whom an operator lets in. */
export interface InvitedAccount {
  email: string;
  name: string;
  role: Role;
  issuerSlug?: string;
  memberId?: string;
  /** Others of its own organisation. Without: yes. */
  mayInvite?: boolean;
}

/** A link that works once: its secret part, and until when. */
export interface SetupLink {
  token: string;
  until: Date;
}

/** The link of an invitation, and the account that it is for. */
export type InvitationLink = SetupLink & { accountId: string };

/** What the page of the link shows: whose account, and the secret for the authenticator app. */
export interface OpenSetup {
  email: string;
  totpSecret: string;
  totpUri: string;
  totpQr: string;
}

interface SetupRow {
  id: string;
  email: string;
  name: string;
  sealed_totp: Buffer;
}

const normalise = (email: string) => email.trim().toLowerCase();

/** Accounts set up by their owner: the operator hands over a link, and nobody else ever knows the password. */
export function createAccountSetup({ pool, vault, now }: { pool: Pool; vault: Vault; now: () => Date }) {
  const delay = createSignInDelay(pool);

  function fresh() {
    const { token, hash: setupHash } = vault.newToken();
    const until = new Date(now().getTime() + LINK_MS);
    return { token, setupHash, until, sealed: vault.sealMaster(new Secret({ size: 20 }).base32, TOTP_CONTEXT) };
  }

  const nobodysPassword = () => hash(randomBytes(32).toString('base64'));

  async function findOpen(token: string): Promise<SetupRow | undefined> {
    const { rows } = await pool.query<SetupRow>(
      'SELECT id, email, name, sealed_totp FROM account WHERE setup_hash = $1 AND setup_until > $2 AND disabled_at IS NULL AND sealed_totp IS NOT NULL',
      [vault.hashToken(token), now()],
    );
    return rows[0];
  }

  const secretOf = (row: SetupRow) => Secret.fromBase32(vault.openMaster<string>(row.sealed_totp, TOTP_CONTEXT));

  return {
    /** Makes an account that nobody can sign in to yet; undefined where the address has one already. */
    async invite(account: InvitedAccount, by: DoneByOther): Promise<InvitationLink | undefined> {
      const { token, setupHash, until, sealed } = fresh();
      const { role, mayInvite = true } = account;
      const accountId = uuidv7();
      const nobodys = await nobodysPassword();
      return inTransaction(pool, async (client) => {
        const { rowCount } = await client.query(
          `INSERT INTO account (id, email, name, role, issuer_slug, password_hash, sealed_totp, setup_hash, setup_until, member_id, may_invite, email_index)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (email) DO NOTHING`,
          [
            accountId,
            normalise(account.email),
            account.name,
            role,
            account.issuerSlug ?? null,
            nobodys,
            sealed,
            setupHash,
            until,
            account.memberId ?? null,
            mayInvite,
            vault.blindIndex(normalise(account.email)),
          ],
        );
        if (rowCount === 0) return undefined;
        await recordAccountAct(client, now, { accountId, by, event: 'account-invited', data: { role, mayInvite } });
        return { accountId, token, until };
      });
    },

    /** A new link; the old password, codes, passkeys and sign-ins end at once. Undefined where there is no such account. */
    async reset(
      email: string,
      { by, event }: { by: DoneByOther; event: 'account-reset' | 'account-invitation-renewed' },
    ): Promise<SetupLink | undefined> {
      const { token, setupHash, until, sealed } = fresh();
      const nobodys = await nobodysPassword();
      return inTransaction(pool, async (client) => {
        const { rows } = await client.query<{ id: string }>(
          `UPDATE account SET password_hash = $2, sealed_totp = $3, setup_hash = $4, setup_until = $5, disabled_at = NULL, reset_hash = NULL, reset_until = NULL
            WHERE email = $1 RETURNING id`,
          [normalise(email), nobodys, sealed, setupHash, until],
        );
        if (rows[0] === undefined) return undefined;
        const accountId = rows[0].id;
        await endSessions(client, accountId);
        for (const table of ['recovery_code', 'passkey', 'linked_identity', 'address_change'])
          await client.query(`DELETE FROM ${table} WHERE account_id = $1`, [accountId]);
        await recordAccountAct(client, now, { accountId, by, event, data: {} });
        return { token, until };
      });
    },

    /** Shows the page of a link. Looking uses nothing up. */
    async peek(token: string): Promise<OpenSetup | undefined> {
      const row = await findOpen(token);
      return row === undefined ? undefined : { email: row.email, ...totpFacts(row.email, secretOf(row)) };
    },

    /** Sets the password once the code shows that the app has the secret; the link ends with it. `from` is the caller's address. */
    async finish(
      token: string,
      { password, code }: { password: string; code: string },
      from: string,
    ): Promise<'done' | 'code-wrong' | PasswordFault | undefined> {
      const row = await findOpen(token);
      if (row === undefined) return undefined;
      const fault = judgePassword(password, row);
      if (fault !== undefined) return fault;
      const isRight =
        !(await delay.isBlocked(row.id, from)) && new TOTP({ secret: secretOf(row) }).validate({ token: code, window: 1 }) !== null;
      await (isRight ? delay.succeeded(row.id, from) : delay.failed(row.id, from));
      if (!isRight) return 'code-wrong';
      const passwordHash = await hash(password);
      return inTransaction(pool, async (client) => {
        const { rowCount } = await client.query(
          'UPDATE account SET password_hash = $2, setup_hash = NULL, setup_until = NULL WHERE id = $1 AND setup_hash = $3 AND disabled_at IS NULL',
          [row.id, passwordHash, vault.hashToken(token)],
        );
        if (rowCount !== 1) return undefined;
        await recordAccountAct(client, now, { accountId: row.id, event: 'account-set-up', data: { by: 'password' } });
        return 'done' as const;
      });
    },
  };
}
