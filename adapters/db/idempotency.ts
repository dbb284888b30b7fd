import type { Pool } from 'pg';
import { DomainError } from '../../domain/errors.js';

/** A client's key with the hash of what it sent. */
export interface IdempotencyClaim {
  scope: string;
  bodyHash: Buffer;
}

export interface StoredAnswer {
  status: number;
  body: unknown;
}

interface KeyRow {
  body_hash: Buffer;
  status: number | null;
  response: unknown;
  is_stale: boolean;
}

/** Keys live for 24 hours; a claim without an answer after a minute is that of a process that died. */
const FIND = `SELECT body_hash, status, response, status IS NULL AND created_at < now() - interval '1 minute' AS is_stale
  FROM idempotency_key WHERE scope = $1 AND created_at > now() - interval '24 hours'`;

/** Remembers for 24 hours what a key was answered with. */
export function createIdempotency(pool: Pool) {
  /** The stored answer; undefined when the key is free. Throws 422 for another body and 409 while the first call still runs. */
  async function find({ scope, bodyHash }: IdempotencyClaim): Promise<StoredAnswer | undefined> {
    const { rows } = await pool.query<KeyRow>(FIND, [scope]);
    const row = rows[0];
    if (row === undefined || row.is_stale) {
      await pool.query(`DELETE FROM idempotency_key WHERE scope = $1 AND (status IS NULL OR created_at <= now() - interval '24 hours')`, [scope]);
      return undefined;
    }
    if (!row.body_hash.equals(bodyHash))
      throw new DomainError({ code: 'IDEMPOTENCY_KEY_REUSED', kind: 'invalid', detail: 'This Idempotency-Key was used with another body. Use a new key for a new request.' });
    if (row.status === null)
      throw new DomainError({ code: 'IDEMPOTENCY_KEY_IN_USE', kind: 'conflict', detail: 'The first call with this Idempotency-Key is still running. Ask again in a moment.', retryAfterSeconds: 1 });
    return { status: row.status, body: row.response };
  }

  return {
    find,
    /** Takes the key; false when somebody else did at the same moment. */
    async claim({ scope, bodyHash }: IdempotencyClaim): Promise<boolean> {
      const { rowCount } = await pool.query('INSERT INTO idempotency_key (scope, body_hash) VALUES ($1, $2) ON CONFLICT (scope) DO NOTHING', [scope, bodyHash]);
      return rowCount === 1;
    },
    async settle(scope: string, answer: StoredAnswer): Promise<void> {
      await pool.query('UPDATE idempotency_key SET status = $2, response = $3 WHERE scope = $1', [scope, answer.status, JSON.stringify(answer.body)]);
    },
    /** Frees a key whose call failed, so that it can be tried again. */
    async abandon(scope: string): Promise<void> {
      await pool.query('DELETE FROM idempotency_key WHERE scope = $1 AND status IS NULL', [scope]);
    },
  };
}
export type Idempotency = ReturnType<typeof createIdempotency>;
