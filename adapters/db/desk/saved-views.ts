import type { Pool } from 'pg';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../../domain/errors.js';

const MOST = 30;

/** The views that an account keeps. */
export function savedViews(pool: Pool) {
  return {
    list: async (accountId: string) => {
      const { rows } = await pool.query<{ id: string; name: string; query: string }>(
        'SELECT id, name, query FROM saved_view WHERE account_id = $1 ORDER BY name',
        [accountId],
      );
      return rows;
    },
    save: async (accountId: string, { name, query }: { name: string; query: string }): Promise<void> => {
      const { rowCount } = await pool.query(
        `INSERT INTO saved_view (id, account_id, name, query) SELECT $1, $2, $3, $4
         WHERE (SELECT count(*) FROM saved_view WHERE account_id = $2) < ${MOST} OR EXISTS (SELECT FROM saved_view WHERE account_id = $2 AND name = $3)
         ON CONFLICT (account_id, name) DO UPDATE SET query = excluded.query`,
        [uuidv7(), accountId, name, query],
      );
      if (rowCount === 0)
        throw new DomainError({ code: 'TOO_MANY_VIEWS', kind: 'conflict', detail: `At most ${MOST} views are kept. Remove one first.` });
    },
    remove: async (accountId: string, id: string): Promise<void> => {
      await pool.query('DELETE FROM saved_view WHERE id = $1 AND account_id = $2', [id, accountId]);
    },
  };
}
