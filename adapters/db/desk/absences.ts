import type { Pool } from 'pg';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../../domain/errors.js';
import { colleaguesOn } from './colleagues.js';

interface Planned {
  fromOn: string;
  untilOn: string;
  deputyId: string;
}

const invalid = (pointer: string, detail: string): DomainError =>
  new DomainError({ code: 'INVALID_INPUT', kind: 'invalid', detail, fields: [{ pointer, detail }] });

/** Who of the desk is away, and who sees their cases meanwhile. */
export function absences(pool: Pool, todayOf: () => string) {
  return {
    list: async () => {
      const { rows } = await pool.query<{ id: string; accountId: string; fromOn: string; untilOn: string; deputyId: string }>(
        `SELECT id, account_id AS "accountId", from_on::text AS "fromOn", until_on::text AS "untilOn", deputy_id AS "deputyId"
         FROM desk_absence WHERE until_on >= $1::date ORDER BY from_on, id`,
        [todayOf()],
      );
      return rows;
    },
    add: async (accountId: string, { fromOn, untilOn, deputyId }: Planned): Promise<void> => {
      if (untilOn < fromOn) throw invalid('/untilOn', 'The last day is before the first. Give the same day or a later one.');
      if (untilOn < todayOf()) throw invalid('/untilOn', 'That is over already. Give a last day from today on.');
      const isColleague = (await colleaguesOn(pool, todayOf())).some(({ id }) => id === deputyId);
      if (deputyId === accountId || !isColleague) throw invalid('/deputyId', 'Choose another person of the desk.');
      await pool.query('INSERT INTO desk_absence (id, account_id, from_on, until_on, deputy_id) VALUES ($1, $2, $3, $4, $5)', [
        uuidv7(),
        accountId,
        fromOn,
        untilOn,
        deputyId,
      ]);
    },
    remove: async (accountId: string, id: string): Promise<void> => {
      await pool.query('DELETE FROM desk_absence WHERE id = $1 AND account_id = $2', [id, accountId]);
    },
  };
}
