import type { Pool } from 'pg';

/**
 * Deletes what nobody can use any more: ended sessions, browsers not seen for their time, idempotency keys after their 24 hours, sign-in
 * failures after a day, changes of address that nobody can stop any more, what is left of mails about accounts after a month.
 */
export async function forgetExpired(pool: Pool): Promise<void> {
  await pool.query('DELETE FROM session WHERE expires_at < now()');
  await pool.query('DELETE FROM remembered_browser WHERE expires_at < now()');
  await pool.query(`DELETE FROM account_notice WHERE created_at < now() - interval '30 days'`);
  await pool.query('DELETE FROM address_change WHERE stop_until < now()');
  await pool.query(`DELETE FROM idempotency_key WHERE created_at < now() - interval '24 hours'`);
  await pool.query(`DELETE FROM sign_in_failure WHERE updated_at < now() - interval '1 day'`);
}
