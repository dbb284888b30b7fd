import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Secret, TOTP } from 'otpauth';
import type { Pool } from 'pg';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../domain/request/filing.js';
import type { Role } from '../../domain/request/types.js';
import type { Vault } from '../crypto/vault.js';
import { createSignInDelay } from './sign-in-delay.js';

interface AccountRow {
  id: string;
  name: string;
  role: Role;
  issuer_slug: string | null;
  member_id: string | null;
  password_hash: string;
  sealed_totp: Buffer | null;
}

/** An account as the operator or the seed makes it; `totpSecret` is base 32. */
export interface NewAccount {
  email: string;
  name: string;
  role: Role;
  issuerSlug?: string;
  /** Of role member. */
  memberId?: string;
  password: string;
  totpSecret?: string;
}

/** Where an account's one-time-code secret is sealed to. */
export const TOTP_CONTEXT = 'account.sealedTotp';
const normalise = (email: string) => email.trim().toLowerCase();
const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** Accounts with password (argon2id) and one-time code, and the tokens of machines. Passwords and tokens are stored as hashes only. */
export function createAccounts({ pool, vault }: { pool: Pool; vault: Vault }) {
  const delay = createSignInDelay(pool);
  /** Compared against when there is no such account, so that the answer takes as long. */
  const nobody = hash(randomBytes(16).toString('hex'));

  async function findBy(column: 'email' | 'id', value: string): Promise<AccountRow | undefined> {
    const { rows } = await pool.query<AccountRow>(
      `SELECT id, name, role, issuer_slug, member_id, password_hash, sealed_totp FROM account WHERE ${column} = $1 AND disabled_at IS NULL`,
      [value],
    );
    return rows[0];
  }

  return {
    /** `from` is the caller's address: failures delay this account for this address only, so nobody can lock another out. */
    async checkPassword(email: string, password: string, from: string): Promise<{ accountId: string; needsCode: boolean } | undefined> {
      const account = await findBy('email', normalise(email));
      const isRight = await verify(account?.password_hash ?? (await nobody), password);
      if (await delay.isBlocked(normalise(email), from)) return undefined;
      if (account === undefined || !isRight) {
        await delay.failed(normalise(email), from);
        return undefined;
      }
      await delay.succeeded(normalise(email), from);
      return { accountId: account.id, needsCode: account.sealed_totp !== null };
    },

    /** A one-time code of now, or of the thirty seconds before and after. */
    async checkCode(accountId: string, code: string, from: string): Promise<boolean> {
      if (await delay.isBlocked(accountId, from)) return false;
      const account = await findBy('id', accountId);
      if (account?.sealed_totp == null) return false;
      const secret = Secret.fromBase32(vault.openMaster<string>(account.sealed_totp, TOTP_CONTEXT));
      const isRight = new TOTP({ secret }).validate({ token: code.replaceAll(/\s/g, ''), window: 1 }) !== null;
      await (isRight ? delay.succeeded(accountId, from) : delay.failed(accountId, from));
      return isRight;
    },

    async find(accountId: string) {
      const account = await findBy('id', accountId);
      if (account === undefined) return undefined;
      return {
        accountId: account.id,
        name: account.name,
        role: account.role,
        ...(account.issuer_slug === null ? {} : { issuerSlug: account.issuer_slug }),
        ...(account.member_id === null ? {} : { memberId: account.member_id }),
      };
    },

    async emailOf(accountId: string): Promise<string | undefined> {
      const { rows } = await pool.query<{ email: string }>('SELECT email FROM account WHERE id = $1 AND disabled_at IS NULL', [accountId]);
      return rows[0]?.email;
    },

    async findToken(token: string): Promise<Actor | undefined> {
      const { rows } = await pool.query<{ id: string; role: Role; issuer_slug: string | null }>(
        'SELECT id, role, issuer_slug FROM api_token WHERE token_hash = $1 AND revoked_at IS NULL',
        [sha256(token)],
      );
      const found = rows[0];
      return found === undefined
        ? undefined
        : { id: found.id, role: found.role, ...(found.issuer_slug === null ? {} : { issuerSlug: found.issuer_slug }) };
    },

    /** Makes the account, or gives it this password and code anew. */
    async createAccount(account: NewAccount): Promise<void> {
      const sealed = account.totpSecret === undefined ? null : vault.sealMaster(account.totpSecret, TOTP_CONTEXT);
      await pool.query(
        `INSERT INTO account (id, email, name, role, issuer_slug, password_hash, sealed_totp, member_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (email) DO UPDATE SET name = EXCLUDED.name, role = EXCLUDED.role, issuer_slug = EXCLUDED.issuer_slug, password_hash = EXCLUDED.password_hash, sealed_totp = EXCLUDED.sealed_totp,
           member_id = EXCLUDED.member_id`,
        [
          uuidv7(),
          normalise(account.email),
          account.name,
          account.role,
          account.issuerSlug ?? null,
          await hash(account.password),
          sealed,
          account.memberId ?? null,
        ],
      );
    },

    /** Makes a token; it is shown this once. */
    async createToken(role: Role, issuerSlug?: string): Promise<string> {
      const token = `rd_${randomBytes(32).toString('base64url')}`;
      await pool.query('INSERT INTO api_token (id, token_hash, role, issuer_slug) VALUES ($1, $2, $3, $4)', [
        uuidv7(),
        sha256(token),
        role,
        issuerSlug ?? null,
      ]);
      return token;
    },
  };
}
export type AccountStore = ReturnType<typeof createAccounts>;
