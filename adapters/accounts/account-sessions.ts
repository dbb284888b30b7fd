import type { SessionData } from 'express-session';
import type { Pool, PoolClient } from 'pg';
import type { Vault } from '../crypto/vault.js';
import { idHashOf, SESSION_CONTEXT, SESSION_MS } from './session-store.js';

/** A browser that is signed in, or is remembered and would be at its next visit. `id` names it on the page and signs nobody in. */
export interface OpenSession {
  id: string;
  browser: string;
  signedInAt: Date;
  usedAt: Date;
  isCurrent: boolean;
  isRemembered: boolean;
}

interface SessionRow {
  id_hash: Buffer;
  data: { sealed: string };
  created_at: Date;
  expires_at: Date;
}
interface RememberedRow {
  series_hash: Buffer;
  browser: string;
  created_at: Date;
  used_at: Date;
}
type Deps = { pool: Pool; vault: Pick<Vault, 'openMaster'>; now: () => Date };

const open = ({ vault }: Pick<Deps, 'vault'>, row: SessionRow) =>
  vault.openMaster<SessionData>(Buffer.from(row.data.sealed, 'base64'), SESSION_CONTEXT);

/** All browsers that are signed in to the account, the last used first. */
export async function listSessions(deps: Deps, accountId: string, sessionId: string): Promise<OpenSession[]> {
  const [sessions, remembered] = await Promise.all([
    deps.pool.query<SessionRow>('SELECT id_hash, data, created_at, expires_at FROM session WHERE account_id = $1 AND expires_at > now()', [
      accountId,
    ]),
    deps.pool.query<RememberedRow>(
      'SELECT series_hash, browser, created_at, used_at FROM remembered_browser WHERE account_id = $1 AND expires_at > $2',
      [accountId, deps.now()],
    ),
  ]);
  const opened = sessions.rows.map((row) => ({ row, data: open(deps, row) }));
  const inUse = new Set(opened.flatMap(({ data }) => data.series ?? []));
  const current = idHashOf(sessionId);
  const signedIn = opened.map(({ row, data }) => ({
    id: row.id_hash.toString('hex'),
    browser: data.browser ?? '',
    signedInAt: data.signedInAt === undefined ? row.created_at : new Date(data.signedInAt),
    usedAt: new Date(row.expires_at.getTime() - SESSION_MS),
    isCurrent: row.id_hash.equals(current),
    isRemembered: data.series !== undefined,
  }));
  const waiting = remembered.rows
    .filter(({ series_hash }) => !inUse.has(series_hash.toString('hex')))
    .map(({ series_hash, browser, created_at, used_at }) => ({
      id: series_hash.toString('hex'),
      browser,
      signedInAt: created_at,
      usedAt: used_at,
      isCurrent: false,
      isRemembered: true,
    }));
  return [...signedIn, ...waiting].sort((one, other) => other.usedAt.getTime() - one.usedAt.getTime());
}

/** Ends one of the account's own sign-ins, with the remembering that came with it. False where it is not one. */
export async function endSession(
  deps: Pick<Deps, 'vault'> & { client: Pick<PoolClient, 'query'> },
  accountId: string,
  id: string,
): Promise<boolean> {
  if (!/^[0-9a-f]{64}$/.test(id)) return false;
  const hash = Buffer.from(id, 'hex');
  const { rows } = await deps.client.query<SessionRow>(
    'DELETE FROM session WHERE id_hash = $1 AND account_id = $2 RETURNING id_hash, data, created_at, expires_at',
    [hash, accountId],
  );
  const [ended] = rows;
  const series = ended === undefined ? hash : Buffer.from(open(deps, ended).series ?? '', 'hex');
  const { rowCount } = await deps.client.query('DELETE FROM remembered_browser WHERE series_hash = $1 AND account_id = $2', [
    series,
    accountId,
  ]);
  return ended !== undefined || rowCount === 1;
}

/** Ends every sign-in of the account but the one given; none is kept without it. */
export async function endSessions(
  client: Pick<PoolClient, 'query'>,
  accountId: string,
  keep: { sessionId?: string; series?: string } = {},
): Promise<void> {
  await client.query('DELETE FROM session WHERE account_id = $1 AND id_hash <> $2', [accountId, idHashOf(keep.sessionId ?? '')]);
  await client.query('DELETE FROM remembered_browser WHERE account_id = $1 AND series_hash <> $2', [
    accountId,
    Buffer.from(keep.series ?? '', 'hex'),
  ]);
}
