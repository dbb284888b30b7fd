import { createHash } from 'node:crypto';
import type { Pool } from 'pg';

const FREE_FAILURES = 5;
const LONGEST_DELAY_SECONDS = 900;

/** Doubling delays after five failures, per account and address together: a stranger's failures never delay the owner. */
export function createSignInDelay(pool: Pool) {
  const keyOf = (who: string, from: string) =>
    createHash('sha256')
      .update(JSON.stringify([who, from]))
      .digest();
  return {
    async isBlocked(who: string, from: string): Promise<boolean> {
      const { rows } = await pool.query('SELECT 1 FROM sign_in_failure WHERE key_hash = $1 AND blocked_until > now()', [keyOf(who, from)]);
      return rows.length > 0;
    },
    async failed(who: string, from: string): Promise<void> {
      await pool.query(
        `INSERT INTO sign_in_failure (key_hash, count, blocked_until) VALUES ($1, 1, now())
         ON CONFLICT (key_hash) DO UPDATE SET count = sign_in_failure.count + 1, updated_at = now(),
           blocked_until = now() + make_interval(secs => CASE WHEN sign_in_failure.count < $2 THEN 0 ELSE least($3, power(2, least(20, sign_in_failure.count - $2 + 1))) END)`,
        [keyOf(who, from), FREE_FAILURES, LONGEST_DELAY_SECONDS],
      );
    },
    async succeeded(who: string, from: string): Promise<void> {
      await pool.query('DELETE FROM sign_in_failure WHERE key_hash = $1', [keyOf(who, from)]);
    },
  };
}
