import { randomBytes } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Language } from '../../domain/request/types.js';
import { inTransaction } from '../db/transaction.js';
import { lockAccount, recordAccountAct } from './account-evidence.js';
import { endSessions } from './account-sessions.js';
import { type NoticeDeps, queueAccountNotice } from './queue-notice.js';

/** How long a browser is remembered after it was last seen. */
export const REMEMBERED_MS = 30 * 86_400_000;
/** Tabs that open at once send the same token; the first one changes it. */
const SAME_MOMENT_MS = 10_000;

interface Row {
  account_id: string;
  token_hash: Buffer;
  former_hash: Buffer | null;
  browser: string;
  used_at: Date;
}

/** What the cookie holds, and the series as sessions name it. */
interface Remembered {
  cookie: string;
  series: string;
}

/**
 * "Remember me" by a series and a token in one cookie. The token changes with each use; one that was used before means that the cookie was
 * copied, and nobody can tell who has the copy: then every sign-in of the account ends and its owner gets a mail. Only hashes are kept.
 */
export function createRemembering(deps: NoticeDeps) {
  const { pool, vault, now } = deps;
  const newSecret = () => randomBytes(24).toString('base64url');
  const hashOf = (part: string) => vault.hashToken(`remember|${part}`);
  const untilOf = (at: Date) => new Date(at.getTime() + REMEMBERED_MS);

  async function find(client: PoolClient, series: Buffer): Promise<Row | undefined> {
    const whose = await client.query<{ account_id: string }>('SELECT account_id FROM remembered_browser WHERE series_hash = $1', [series]);
    if (whose.rows[0] === undefined) return undefined;
    await lockAccount(client, whose.rows[0].account_id);
    const { rows } = await client.query<Row>(
      `SELECT r.account_id, r.token_hash, r.former_hash, r.browser, r.used_at FROM remembered_browser r JOIN account a ON a.id = r.account_id
        WHERE r.series_hash = $1 AND r.expires_at > $2 AND a.disabled_at IS NULL FOR UPDATE OF r`,
      [series, now()],
    );
    return rows[0];
  }

  return {
    /** Begins a series for this browser. */
    async start(accountId: string, browser: string): Promise<Remembered> {
      const [series, token] = [newSecret(), newSecret()];
      await pool.query(
        'INSERT INTO remembered_browser (series_hash, account_id, token_hash, browser, used_at, expires_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $5)',
        [hashOf(series), accountId, hashOf(token), browser, now(), untilOf(now())],
      );
      return { cookie: `${series}.${token}`, series: hashOf(series).toString('hex') };
    },

    /** Whom a cookie stands for, with the cookie that takes its place (none where another tab just got it). Undefined: for nobody any more. */
    async use(cookie: string, language: Language): Promise<{ accountId: string; series: string; cookie?: string } | undefined> {
      const [series = '', token = ''] = cookie.split('.');
      const seriesHash = hashOf(series);
      const tokenHash = hashOf(token);
      return inTransaction(pool, async (client) => {
        const row = await find(client, seriesHash);
        if (row === undefined) return undefined;
        const whose = { accountId: row.account_id, series: seriesHash.toString('hex') };
        if (row.token_hash.equals(tokenHash)) {
          const next = newSecret();
          await client.query(
            'UPDATE remembered_browser SET token_hash = $2, former_hash = $3, used_at = $4, expires_at = $5 WHERE series_hash = $1',
            [seriesHash, hashOf(next), tokenHash, now(), untilOf(now())],
          );
          await recordAccountAct(client, now, { accountId: row.account_id, event: 'account-signed-in', data: { by: 'remembered' } });
          return { ...whose, cookie: `${series}.${next}` };
        }
        if (row.former_hash?.equals(tokenHash) === true && now().getTime() - row.used_at.getTime() < SAME_MOMENT_MS) return whose;
        await endSessions(client, row.account_id);
        await recordAccountAct(client, now, {
          accountId: row.account_id,
          by: { id: 'system', role: 'system' },
          event: 'account-sign-ins-ended',
          data: { because: 'copied-sign-in' },
        });
        const facts = { what: row.browser, url: `${deps.settings.publicUrl}/sign-in` };
        await queueAccountNotice(deps, client, { accountId: row.account_id, code: 'REMEMBERED_REPLAYED', language, facts });
        return undefined;
      });
    },

    /** Forgets this browser, by its cookie. */
    async end(cookie: string): Promise<void> {
      await pool.query('DELETE FROM remembered_browser WHERE series_hash = $1', [hashOf(cookie.split('.')[0] ?? '')]);
    },
  };
}
