import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Secret, TOTP } from 'otpauth';
import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import type { SignedInBy } from '../../domain/evidence/account.js';
import type { Actor } from '../../domain/request/filing.js';
import type { Language, Role } from '../../domain/request/types.js';
import { inTransaction } from '../db/transaction.js';
import { BY_COMMAND, recordAccountAct } from './account-evidence.js';
import { browserInWords } from './browser-words.js';
import { type NoticeDeps, queueAccountNotice } from './queue-notice.js';
import { createRecoveryCodes } from './recovery-codes.js';
import { type Counted, createSignInDelay } from './sign-in-delay.js';

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
const PASSWORD: readonly Counted[] = ['account', 'network'];
const SECOND: readonly Counted[] = ['account', 'code'];
const normalise = (email: string) => email.trim().toLowerCase();
const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** Accounts with password (argon2id) and one-time code, and the tokens of machines. Passwords and tokens are stored as hashes only. */
export function createAccounts(deps: NoticeDeps) {
  const { pool, vault, now } = deps;
  const delay = createSignInDelay(pool);
  const recovery = createRecoveryCodes(vault);
  /** Compared against when there is no such account, so that the answer takes as long. */
  const nobody = hash(randomBytes(16).toString('hex'));

  async function findBy(column: 'email' | 'id', value: string): Promise<AccountRow | undefined> {
    const { rows } = await pool.query<AccountRow>(
      `SELECT id, name, role, issuer_slug, member_id, password_hash, sealed_totp FROM account WHERE ${column} = $1 AND disabled_at IS NULL`,
      [value],
    );
    return rows[0];
  }

  /** Whoever shows a second factor knows the password, so its failures can count for the account itself. */
  async function tried(accountId: string, from: string, check: () => Promise<boolean>): Promise<boolean> {
    if (await delay.isBlocked(accountId, from, SECOND)) return false;
    const isRight = await check();
    await (isRight ? delay.succeeded(accountId, from, SECOND) : delay.failed(accountId, from, SECOND));
    return isRight;
  }

  async function recordMade(client: PoolClient, accountId: string, { from, to }: { from: Role | undefined; to: Role }): Promise<void> {
    const which = { accountId, by: BY_COMMAND };
    if (from === undefined) await recordAccountAct(client, now, { ...which, event: 'account-made', data: { role: to } });
    else await recordAccountAct(client, now, { ...which, event: 'account-reset', data: {} });
    if (from !== undefined && from !== to)
      await recordAccountAct(client, now, { ...which, event: 'account-role-changed', data: { from, to } });
  }

  return {
    /**
     * `from` is the caller's address: failures delay this account for this network only, so nobody can lock another out. The same steps
     * whether the account is there, the password right or the wait over, so that the time tells nothing.
     */
    async checkPassword(email: string, password: string, from: string): Promise<{ accountId: string; needsCode: boolean } | undefined> {
      const who = normalise(email);
      const account = await findBy('email', who);
      const isRight = await verify(account?.password_hash ?? (await nobody), password);
      const isBlocked = await delay.isBlocked(who, from, PASSWORD);
      if (account === undefined || !isRight || isBlocked) {
        await delay.failed(who, from, isBlocked ? [] : PASSWORD);
        return undefined;
      }
      await delay.succeeded(who, from, PASSWORD);
      return { accountId: account.id, needsCode: account.sealed_totp !== null };
    },

    /** A one-time code of now, or of the thirty seconds before and after. */
    async checkCode(accountId: string, code: string, from: string): Promise<boolean> {
      return tried(accountId, from, async () => {
        const account = await findBy('id', accountId);
        if (account?.sealed_totp == null) return false;
        const secret = Secret.fromBase32(vault.openMaster<string>(account.sealed_totp, TOTP_CONTEXT));
        return new TOTP({ secret }).validate({ token: code.replaceAll(/\s/g, ''), window: 1 }) !== null;
      });
    },

    /** A recovery code in place of the app's: used up, and its owner told how many are left. */
    async useRecoveryCode(accountId: string, typed: string, from: string, language: Language): Promise<boolean> {
      return tried(accountId, from, () =>
        inTransaction(pool, async (client) => {
          if (!(await recovery.use(client, accountId, typed))) return false;
          const facts = { left: String(await recovery.left(client, accountId)) };
          await queueAccountNotice(deps, client, { accountId, code: 'RECOVERY_CODE_USED', language, facts });
          return true;
        }),
      );
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

    browserInWords,

    /** Into the chain of evidence: who is let in, by what. */
    noteSignIn(accountId: string, by: SignedInBy): Promise<void> {
      return inTransaction(pool, (client) => recordAccountAct(client, now, { accountId, event: 'account-signed-in', data: { by } }));
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
      const passwordHash = await hash(account.password);
      await inTransaction(pool, async (client) => {
        const before = await client.query<{ role: Role }>('SELECT role FROM account WHERE email = $1 FOR UPDATE', [
          normalise(account.email),
        ]);
        const { rows } = await client.query<{ id: string }>(
          `INSERT INTO account (id, email, name, role, issuer_slug, password_hash, sealed_totp, member_id, email_index) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
           ON CONFLICT (email) DO UPDATE SET name = EXCLUDED.name, role = EXCLUDED.role, issuer_slug = EXCLUDED.issuer_slug, password_hash = EXCLUDED.password_hash, sealed_totp = EXCLUDED.sealed_totp,
             member_id = EXCLUDED.member_id RETURNING id`,
          [
            uuidv7(),
            normalise(account.email),
            account.name,
            account.role,
            account.issuerSlug ?? null,
            passwordHash,
            sealed,
            account.memberId ?? null,
            vault.blindIndex(normalise(account.email)),
          ],
        );
        if (rows[0] !== undefined) await recordMade(client, rows[0].id, { from: before.rows[0]?.role, to: account.role });
      });
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
