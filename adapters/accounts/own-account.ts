import { hash, verify } from '@node-rs/argon2';
import { Secret, TOTP } from 'otpauth';
import type { Language, Role } from '../../domain/request/types.js';
import { inTransaction } from '../db/transaction.js';
import { qrSvg } from '../seal-art/qr.js';
import { accountHistory, lockAccount, recordAccountAct } from './account-evidence.js';
import { endSession, endSessions, listSessions } from './account-sessions.js';
import { TOTP_CONTEXT } from './accounts.js';
import { judgePassword, type PasswordFault } from './password-rules.js';
import { type NoticeDeps, queueAccountNotice } from './queue-notice.js';
import { createRecoveryCodes } from './recovery-codes.js';
import { createSignInDelay } from './sign-in-delay.js';

const TOTP_ISSUER = 'Rightsdesk';

interface OwnRow {
  email: string;
  name: string;
  role: Role;
  password_hash: string;
  has_totp: boolean;
}

/** By what session something was done: it is the one that goes on. */
export interface DoneBy {
  sessionId: string;
  series?: string;
  from: string;
  language: Language;
}

/** The key of an authenticator app in the forms that apps read. */
export function totpFacts(email: string, secret: Secret) {
  const uri = new TOTP({ issuer: TOTP_ISSUER, label: email, secret }).toString();
  return { totpSecret: secret.base32, totpUri: uri, totpQr: qrSvg(uri) };
}

/** What the owner of an account sees and changes of it. */
export function createOwnAccount(deps: NoticeDeps) {
  const { pool, vault, now } = deps;
  const delay = createSignInDelay(pool);
  const codes = createRecoveryCodes(vault);

  async function find(accountId: string): Promise<OwnRow | undefined> {
    const { rows } = await pool.query<OwnRow>(
      'SELECT email, name, role, password_hash, sealed_totp IS NOT NULL AS has_totp FROM account WHERE id = $1 AND disabled_at IS NULL',
      [accountId],
    );
    return rows[0];
  }

  return {
    async view(accountId: string) {
      const account = await find(accountId);
      if (account === undefined) return undefined;
      const { email, name, role, has_totp: hasApp } = account;
      return { email, name, role, hasApp, recoveryCodesLeft: await codes.left(pool, accountId) };
    },

    /** Sets another password and ends every other sign-in; the owner gets a mail. */
    async changePassword(
      accountId: string,
      given: { current: string; next: string },
      by: DoneBy,
    ): Promise<'done' | 'wrong' | PasswordFault> {
      const account = await find(accountId);
      if (account === undefined) return 'wrong';
      const isRight = (await verify(account.password_hash, given.current)) && !(await delay.isBlocked(accountId, by.from));
      await (isRight ? delay.succeeded(accountId, by.from) : delay.failed(accountId, by.from));
      if (!isRight) return 'wrong';
      const fault = judgePassword(given.next, account);
      if (fault !== undefined) return fault;
      const passwordHash = await hash(given.next);
      await inTransaction(pool, async (client) => {
        await client.query('UPDATE account SET password_hash = $2, reset_hash = NULL, reset_until = NULL WHERE id = $1', [
          accountId,
          passwordHash,
        ]);
        await endSessions(client, accountId, by);
        await recordAccountAct(client, now, { accountId, event: 'account-password-changed', data: { by: 'own-password' } });
        await queueAccountNotice(deps, client, {
          accountId,
          code: 'PASSWORD_CHANGED',
          language: by.language,
          facts: { url: forgotten(deps) },
        });
      });
      return 'done';
    },

    /** A key for another authenticator app; nothing changes before `connectApp` got a code of it. `secret`: the one begun with. */
    async newApp(accountId: string, secret?: string) {
      const account = await find(accountId);
      if (account === undefined) return undefined;
      return totpFacts(account.email, secret === undefined ? new Secret({ size: 20 }) : Secret.fromBase32(secret));
    },

    /** From now on the codes of this app count. False where the code is not one of it. */
    async connectApp(accountId: string, given: { secret: string; code: string }, by: Pick<DoneBy, 'language'>): Promise<boolean> {
      if (new TOTP({ secret: Secret.fromBase32(given.secret) }).validate({ token: given.code, window: 1 }) === null) return false;
      await inTransaction(pool, async (client) => {
        await client.query('UPDATE account SET sealed_totp = $2 WHERE id = $1', [accountId, vault.sealMaster(given.secret, TOTP_CONTEXT)]);
        await recordAccountAct(client, now, { accountId, event: 'account-app-connected', data: {} });
        await queueAccountNotice(deps, client, { accountId, code: 'NEW_CODE_APP', language: by.language, facts: { url: forgotten(deps) } });
      });
      return true;
    },

    /** Ten codes, in this answer and nowhere else. */
    makeRecoveryCodes(accountId: string, by: Pick<DoneBy, 'language'>): Promise<string[]> {
      return inTransaction(pool, async (client) => {
        await lockAccount(client, accountId);
        const made = await codes.make(client, accountId);
        await recordAccountAct(client, now, { accountId, event: 'account-recovery-codes-made', data: { count: made.length } });
        await queueAccountNotice(deps, client, {
          accountId,
          code: 'RECOVERY_CODES_MADE',
          language: by.language,
          facts: { url: forgotten(deps) },
        });
        return made;
      });
    },

    sessions: (accountId: string, sessionId: string) => listSessions(deps, accountId, sessionId),
    endSession: (accountId: string, id: string): Promise<boolean> =>
      inTransaction(pool, async (client) => {
        await lockAccount(client, accountId);
        const isEnded = await endSession({ vault, client }, accountId, id);
        if (isEnded) await recordAccountAct(client, now, { accountId, event: 'account-sign-ins-ended', data: { because: 'asked' } });
        return isEnded;
      }),
    endOtherSessions: (accountId: string, keep: Pick<DoneBy, 'sessionId' | 'series'>): Promise<void> =>
      inTransaction(pool, async (client) => {
        await lockAccount(client, accountId);
        await endSessions(client, accountId, keep);
        await recordAccountAct(client, now, { accountId, event: 'account-sign-ins-ended', data: { because: 'asked' } });
      }),
    history: (accountId: string) => accountHistory(pool, accountId),
  };
}

/** Where a password is set anew without knowing the one of now. */
const forgotten = ({ settings }: NoticeDeps): string => `${settings.publicUrl}/sign-in/forgotten`;
