import { createHash } from 'node:crypto';
import { type SessionData, Store } from 'express-session';
import type { Pool } from 'pg';

const LIFETIME_MS = 12 * 3_600_000;
const idHash = (id: string) => createHash('sha256').update(id).digest();

/** Browser sessions in PostgreSQL; the session id itself is never stored, so a copy of the table signs nobody in. */
export class SessionStore extends Store {
  constructor(private readonly pool: Pool) {
    super();
  }

  override get(id: string, done: (error: unknown, session?: SessionData | null) => void): void {
    this.pool
      .query<{ data: SessionData }>('SELECT data FROM session WHERE id_hash = $1 AND expires_at > now()', [idHash(id)])
      .then(({ rows }) => done(null, rows[0]?.data ?? null), done);
  }

  override set(id: string, session: SessionData, done?: (error?: unknown) => void): void {
    const accountId = session.accountId ?? null;
    this.pool
      .query(
        `INSERT INTO session (id_hash, account_id, data, expires_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (id_hash) DO UPDATE SET account_id = EXCLUDED.account_id, data = EXCLUDED.data, expires_at = EXCLUDED.expires_at`,
        [idHash(id), accountId, JSON.stringify(session), new Date(Date.now() + LIFETIME_MS)],
      )
      .then(() => done?.(), (error: unknown) => done?.(error));
  }

  override touch(id: string, _session: SessionData, done?: () => void): void {
    this.pool.query('UPDATE session SET expires_at = $2 WHERE id_hash = $1', [idHash(id), new Date(Date.now() + LIFETIME_MS)]).then(
      () => done?.(),
      () => done?.(),
    );
  }

  override destroy(id: string, done?: (error?: unknown) => void): void {
    this.pool.query('DELETE FROM session WHERE id_hash = $1', [idHash(id)]).then(() => done?.(), (error: unknown) => done?.(error));
  }
}
