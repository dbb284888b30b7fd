import { setTimeout as pause } from 'node:timers/promises';
import { hash } from '@node-rs/argon2';
import type { Language } from '../../domain/request/types.js';
import { inTransaction } from '../db/transaction.js';
import { recordAccountAct } from './account-evidence.js';
import { endSessions } from './account-sessions.js';
import { judgePassword, type PasswordFault } from './password-rules.js';
import { inWords, type NoticeDeps, queueAccountNotice } from './queue-notice.js';

const LINK_MS = 3_600_000;
/** So seldom is a mailbox written to, however often somebody asks. */
const BETWEEN_MAILS_MS = 120_000;
/** Asking takes this long whether there is such an account or not. */
const ASKING_MS = 250;

interface OpenReset {
  id: string;
  email: string;
  name: string;
}

/** A forgotten password is set anew by a mailed link, used up by the button on its page. The second factor stays what it was. */
export function createPasswordReset(deps: NoticeDeps) {
  const { pool, vault, now } = deps;

  async function mailLink(email: string, language: Language): Promise<void> {
    const { token, hash: resetHash } = vault.newToken();
    const until = new Date(now().getTime() + LINK_MS);
    await inTransaction(pool, async (client) => {
      // Somebody who was invited and has no password yet uses the link of the invitation.
      const { rows } = await client.query<{ id: string }>(
        `UPDATE account SET reset_hash = $2, reset_until = $3 WHERE email = $1 AND disabled_at IS NULL AND setup_hash IS NULL
           AND (reset_until IS NULL OR reset_until < $4) RETURNING id`,
        [email.trim().toLowerCase(), resetHash, until, new Date(until.getTime() - BETWEEN_MAILS_MS)],
      );
      const [account] = rows;
      if (account === undefined) return;
      const facts = { url: `${deps.settings.publicUrl}/sign-in/new-password/${token}`, until: inWords(deps, until, language) };
      await queueAccountNotice(deps, client, { accountId: account.id, code: 'PASSWORD_RESET', language, facts });
    });
  }

  async function find(token: string): Promise<OpenReset | undefined> {
    const { rows } = await pool.query<OpenReset>(
      'SELECT id, email, name FROM account WHERE reset_hash = $1 AND reset_until > $2 AND disabled_at IS NULL',
      [vault.hashToken(token), now()],
    );
    return rows[0];
  }

  return {
    /** Mails a link if there is such an account. Says nothing of it, neither by its answer nor by its time. */
    async ask(email: string, language: Language): Promise<void> {
      await Promise.all([mailLink(email, language), pause(ASKING_MS)]);
    },

    /** Looking uses nothing up. */
    async peek(token: string): Promise<{ email: string } | undefined> {
      const open = await find(token);
      return open === undefined ? undefined : { email: open.email };
    },

    /** Sets the password and ends every sign-in. Undefined: the link was used or is too old; two at once: one of them wins. */
    async set(token: string, password: string, language: Language): Promise<'done' | PasswordFault | undefined> {
      const open = await find(token);
      if (open === undefined) return undefined;
      const fault = judgePassword(password, open);
      if (fault !== undefined) return fault;
      const passwordHash = await hash(password);
      return inTransaction(pool, async (client) => {
        const { rowCount } = await client.query(
          'UPDATE account SET password_hash = $2, reset_hash = NULL, reset_until = NULL WHERE id = $1 AND reset_hash = $3 AND disabled_at IS NULL',
          [open.id, passwordHash, vault.hashToken(token)],
        );
        if (rowCount !== 1) return undefined;
        await endSessions(client, open.id);
        await recordAccountAct(client, now, { accountId: open.id, event: 'account-password-changed', data: { by: 'mailed-link' } });
        const facts = { url: `${deps.settings.publicUrl}/sign-in/forgotten` };
        await queueAccountNotice(deps, client, { accountId: open.id, code: 'PASSWORD_CHANGED', language, facts });
        return 'done' as const;
      });
    },
  };
}
