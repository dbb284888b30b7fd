import type { PoolClient } from 'pg';
import { AUTHENTICATED, higherLevel } from '../../../domain/identity.js';
import type { Actor } from '../../../domain/request/filing.js';
import { together } from './approvals.js';
import { localDateOf } from './case-clock.js';
import { requireCase } from './case-row.js';
import type { Change } from './change.js';
import type { DeskDeps } from './desk-deps.js';
import { reviveSilent } from './reopen.js';
import { recordTransition } from './transition.js';

const SIGNED_IN = 'signed-in';

/** The address an account signs in with; undefined where there is no such account. */
async function addressOf(connection: Pick<PoolClient, 'query'>, accountId: string): Promise<string | undefined> {
  const { rows } = await connection.query<{ email: string }>('SELECT email FROM account WHERE id = $1', [accountId]);
  return rows[0]?.email;
}

/** Whether the account is of the mailbox that a filing names. */
export async function isAccountOf(deps: DeskDeps, accountId: string, email: string): Promise<boolean> {
  const address = await addressOf(deps.pool, accountId);
  return address !== undefined && deps.vault.blindIndex(address).equals(deps.vault.blindIndex(email));
}

/**
 * A fresh sign-in proves who asks for every case of the message (RULEBOOK section 4, L2; EDPB 01/2022 paras 72-73: the same credentials
 * suffice, and nothing more is asked). False where the account stands under another address than the person. No account speaks for
 * somebody who is asked for by another.
 */
export async function proveByAccount(deps: DeskDeps, reference: string, accountId: string): Promise<boolean> {
  const { id, thread_id, subject_id, behalf } = await requireCase(deps.pool, { reference });
  const address = await addressOf(deps.pool, accountId);
  if (address === undefined || behalf !== null) return false;
  const cases = await deps.pool.query<{ id: string }>(
    `SELECT r.id FROM request r JOIN subject s ON s.id = r.subject_id WHERE r.thread_id = $1 AND s.id = $2 AND s.email_index = $3 ORDER BY r.id`,
    [thread_id, subject_id, deps.vault.blindIndex(address)],
  );
  const actor: Actor = { id, role: 'requester' };
  for (const one of cases.rows)
    await recordTransition(deps, { id: one.id }, actor, ({ row, now }) => {
      const revived = reviveSilent(row, 'identity-proven');
      if (row.is_identity_proven || row.required_level === 'L4' || (row.closed_at !== null && revived === undefined)) return undefined;
      const proven: Change = {
        facts: [{ event: 'identity-confirmed', data: { level: AUTHENTICATED, how: SIGNED_IN } }],
        set: { identity_level: higherLevel(AUTHENTICATED, row.identity_level), is_identity_proven: true },
        clockEvents: row.identity_asked_at === null ? [] : [{ type: 'identity-received', on: localDateOf(now, row.time_zone) }],
      };
      return revived === undefined ? proven : together(proven, revived);
    });
  return cases.rows.length > 0;
}
