import type { Language, Role } from '../../domain/request/types.js';
import { inTransaction } from '../db/transaction.js';
import { accountHistory, type DoneByOther, goneAccounts, recordAccountAct } from './account-evidence.js';
import { endSessions } from './account-sessions.js';
import { createAccountSetup, type InvitedAccount } from './account-setup.js';
import { inWords, type NoticeDeps, queueAccountNotice } from './queue-notice.js';

/** An account as those who look after it see it. `invited`: its owner has not used the link yet; `lapsed`: nor will this one work. */
export interface Person {
  id: string;
  email: string;
  name: string;
  role: Role;
  issuerSlug?: string;
  memberId?: string;
  mayInvite: boolean;
  state: 'active' | 'invited' | 'lapsed' | 'disabled';
  createdAt: Date;
}

/** Who invites: as the mail names them, and as the chain of evidence does. */
export interface Inviter {
  by: string;
  language: Language;
  actor: DoneByOther;
}

/** Whose accounts: of these roles, and of this issuer or member where one is named. */
interface Looked {
  roles: readonly Role[];
  issuerSlug?: string;
  memberId?: string;
}

interface PersonRow extends Omit<Person, 'issuerSlug' | 'memberId'> {
  issuerSlug: string | null;
  memberId: string | null;
}

const COLUMNS = `id, email, name, role, issuer_slug AS "issuerSlug", member_id AS "memberId", may_invite AS "mayInvite", created_at AS "createdAt",
  CASE WHEN disabled_at IS NOT NULL THEN 'disabled' WHEN setup_hash IS NULL THEN 'active' WHEN setup_until < $1 THEN 'lapsed' ELSE 'invited' END AS state`;
const LIMIT = 500;

const personOf = ({ issuerSlug, memberId, ...row }: PersonRow): Person => ({
  ...row,
  ...(issuerSlug === null ? {} : { issuerSlug }),
  ...(memberId === null ? {} : { memberId }),
});

/** Inviting people by pages: each gets a mail with a link that works once, and chooses the password where nobody sees it. */
export function createPeople(deps: NoticeDeps) {
  const { pool, now } = deps;
  const setup = createAccountSetup(deps);

  async function tell(accountId: string, link: { token: string; until: Date }, { by, language }: Inviter): Promise<void> {
    const facts = { url: `${deps.settings.publicUrl}/account/${link.token}`, until: inWords(deps, link.until, language), by };
    await queueAccountNotice(deps, pool, { accountId, code: 'INVITED', language, facts });
  }

  async function find(id: string): Promise<Person | undefined> {
    const { rows } = await pool.query<PersonRow>(`SELECT ${COLUMNS} FROM account WHERE id::text = $2`, [now(), id]);
    return rows[0] === undefined ? undefined : personOf(rows[0]);
  }

  return {
    find,
    history: (accountId: string) => accountHistory(pool, accountId),
    gone: () => goneAccounts(pool),

    async list({ roles, issuerSlug, memberId }: Looked): Promise<Person[]> {
      const { rows } = await pool.query<PersonRow>(
        `SELECT ${COLUMNS} FROM account WHERE role = ANY($2) AND ($3::text IS NULL OR issuer_slug = $3) AND ($4::uuid IS NULL OR member_id = $4)
          ORDER BY disabled_at IS NOT NULL, name, email LIMIT ${LIMIT}`,
        [now(), roles, issuerSlug ?? null, memberId ?? null],
      );
      return rows.map(personOf);
    },

    /** False where the address has an account already. */
    async invite(account: InvitedAccount & { mayInvite: boolean }, by: Inviter): Promise<boolean> {
      const link = await setup.invite(account, by.actor);
      if (link === undefined) return false;
      await tell(link.accountId, link, by);
      return true;
    },

    /** A new link for somebody who has not used one; the one of before ends. */
    async resend(person: Person, by: Inviter): Promise<boolean> {
      if (person.state !== 'invited' && person.state !== 'lapsed') return false;
      const link = await setup.reset(person.email, { by: by.actor, event: 'account-invitation-renewed' });
      if (link === undefined) return false;
      await tell(person.id, link, by);
      return true;
    },

    /** An invitation that nobody took up leaves nothing behind but that there was one. */
    async withdraw(person: Person, by: DoneByOther): Promise<boolean> {
      return inTransaction(pool, async (client) => {
        const { rowCount } = await client.query('DELETE FROM account WHERE id = $1 AND setup_hash IS NOT NULL AND disabled_at IS NULL', [
          person.id,
        ]);
        if (rowCount !== 1) return false;
        await client.query('DELETE FROM account_notice WHERE account_id = $1', [person.id]);
        await recordAccountAct(client, now, { accountId: person.id, by, event: 'account-invitation-withdrawn', data: {} });
        return true;
      });
    },

    /** Nobody gets in with it any more, whoever is in is out. What it did stays on record. */
    async disable(person: Person, by: DoneByOther): Promise<boolean> {
      return inTransaction(pool, async (client) => {
        const { rowCount } = await client.query(
          'UPDATE account SET disabled_at = $2, setup_hash = NULL, setup_until = NULL, reset_hash = NULL, reset_until = NULL WHERE id = $1 AND disabled_at IS NULL',
          [person.id, now()],
        );
        await endSessions(client, person.id);
        if (rowCount !== 1) return false;
        await recordAccountAct(client, now, { accountId: person.id, by, event: 'account-disabled', data: { because: 'asked' } });
        return true;
      });
    },
  };
}
