import type { Pool, PoolClient } from 'pg';
import type { AccountFact } from '../../domain/evidence/account.js';
import type { EvidenceRole } from '../../domain/evidence.js';
import type { Role } from '../../domain/request/types.js';
import { appendEvidence } from '../evidence/chain.js';

/** Who does something to an account that is not theirs. */
export interface DoneByOther {
  id: string;
  role: EvidenceRole;
}

/** Whoever has the command line of the installation. */
export const BY_COMMAND: DoneByOther = { id: 'system', role: 'operator' };

/** A link of an account's chain, as it is shown. */
export interface AccountHistoryEntry {
  seq: number;
  at: Date;
  event: string;
  data: unknown;
  /** Whose account did it; empty for the command line. */
  actorId: string;
  role: string;
}

const LOCK = 'SELECT role FROM account WHERE id = $1 FOR NO KEY UPDATE';

/** Holds an account before anything of it is touched: acts that meet wait for each other in one order, and none for ever. */
export async function lockAccount(client: Pick<PoolClient, 'query'>, accountId: string): Promise<void> {
  await client.query(LOCK, [accountId]);
}

const BEGIN = 'INSERT INTO account_chain (account_id, begun_at) VALUES ($1, $2) ON CONFLICT (account_id) DO NOTHING';

/**
 * Puts what happened to an account into its chain of evidence, in the transaction of the act; `by`: without, its owner. The account's row is
 * held meanwhile, so that two that begin its chain at once wait for each other.
 */
export async function recordAccountAct(
  client: PoolClient,
  now: () => Date,
  { accountId, by, ...fact }: AccountFact & { accountId: string; by?: DoneByOther },
): Promise<void> {
  const { rows } = await client.query<{ role: Role }>(LOCK, [accountId]);
  const { id: actor, role } = by ?? { id: accountId, role: rows[0]?.role ?? 'system' };
  await client.query(BEGIN, [accountId, now()]);
  await appendEvidence(client, [{ ...fact, requestId: accountId, at: now(), actor, role }]);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LATEST = `SELECT e.seq, e.at, e.event, e.data, CASE e.actor WHEN 'system' THEN '' ELSE e.actor END AS "actorId", e.role
  FROM evidence e JOIN account_chain c ON c.account_id = e.request_id WHERE e.request_id = $1 ORDER BY e.seq DESC LIMIT 300`;

/** What happened with an account, newest first; also with one that is gone. Empty for an id that is no account's. */
export async function accountHistory(pool: Pool, accountId: string): Promise<AccountHistoryEntry[]> {
  if (!UUID.test(accountId)) return [];
  return (await pool.query<AccountHistoryEntry>(LATEST, [accountId])).rows;
}

/** Accounts that are gone and left their chain: invitations that were withdrawn, newest first. */
export async function goneAccounts(pool: Pool): Promise<{ id: string; begunAt: Date }[]> {
  const { rows } = await pool.query<{ id: string; begunAt: Date }>(
    `SELECT c.account_id AS id, c.begun_at AS "begunAt" FROM account_chain c
      WHERE NOT EXISTS (SELECT FROM account a WHERE a.id = c.account_id) ORDER BY c.begun_at DESC LIMIT 100`,
  );
  return rows;
}
