import { createHash } from 'node:crypto';
import { type SessionData, Store } from 'express-session';
import type { Pool } from 'pg';
import type { Vault } from '../crypto/vault.js';

/** How long a session lasts without being used. */
export const SESSION_MS = 12 * 3_600_000;
/** What is stored of a session id. */
export const idHashOf = (id: string) => createHash('sha256').update(id).digest();
/** Where what a session holds is sealed to. */
export const SESSION_CONTEXT = 'session.data';

/**
 * Browser sessions in PostgreSQL. The session id itself is never stored, so a copy of the table signs nobody in, and what a session
 * holds (a form half filled in) is sealed.
 */
export class SessionStore extends Store {
  constructor(
    private readonly pool: Pool,
    private readonly vault: Pick<Vault, 'sealMaster' | 'openMaster'>,
  ) {
    super();
  }

  override get(id: string, done: (error: unknown, session?: SessionData | null) => void): void {
    this.pool
      .query<{ data: { sealed: string } }>('SELECT data FROM session WHERE id_hash = $1 AND expires_at > now()', [idHashOf(id)])
      .then(({ rows }) => done(null, this.opened(rows[0]?.data.sealed)), done);
  }

  private opened(sealed: string | undefined): SessionData | null {
    return sealed === undefined ? null : this.vault.openMaster<SessionData>(Buffer.from(sealed, 'base64'), SESSION_CONTEXT);
  }

  override set(id: string, session: SessionData, done?: (error?: unknown) => void): void {
    const accountId = session.accountId ?? null;
    this.pool
      .query(
        `INSERT INTO session (id_hash, account_id, data, expires_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (id_hash) DO UPDATE SET account_id = EXCLUDED.account_id, data = EXCLUDED.data, expires_at = EXCLUDED.expires_at`,
        [
          idHashOf(id),
          accountId,
          JSON.stringify({ sealed: this.vault.sealMaster(session, SESSION_CONTEXT).toString('base64') }),
          new Date(Date.now() + SESSION_MS),
        ],
      )
      .then(
        () => done?.(),
        (error: unknown) => done?.(error),
      );
  }

  override touch(id: string, _session: SessionData, done?: () => void): void {
    this.pool.query('UPDATE session SET expires_at = $2 WHERE id_hash = $1', [idHashOf(id), new Date(Date.now() + SESSION_MS)]).then(
      () => done?.(),
      () => done?.(),
    );
  }

  override destroy(id: string, done?: (error?: unknown) => void): void {
    this.pool.query('DELETE FROM session WHERE id_hash = $1', [idHashOf(id)]).then(
      () => done?.(),
      (error: unknown) => done?.(error),
    );
  }
}
