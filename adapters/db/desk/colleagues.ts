import type { Pool } from 'pg';

interface Row {
  id: string;
  name: string;
  role: 'staff' | 'dpo';
  until_on: string | null;
  deputy_id: string | null;
}

/** Everybody of the desk who can sign in, by name, with who is away on this day. */
export async function colleaguesOn(pool: Pool, today: string) {
  const { rows } = await pool.query<Row>(
    `SELECT a.id, a.name, a.role, x.until_on::text, x.deputy_id FROM account a
     LEFT JOIN LATERAL (SELECT until_on, deputy_id FROM desk_absence d WHERE d.account_id = a.id AND $1::date BETWEEN from_on AND until_on ORDER BY until_on DESC LIMIT 1) x ON true
     WHERE a.role IN ('staff', 'dpo') AND a.disabled_at IS NULL ORDER BY a.name, a.id`,
    [today],
  );
  return rows.map(({ id, name, role, until_on, deputy_id }) => ({
    id,
    name,
    role,
    ...(until_on === null || deputy_id === null ? {} : { away: { untilOn: until_on, deputyId: deputy_id } }),
  }));
}
