import type { Pool } from 'pg';

/** The name that the key of the day marks is published under. */
export const DAY_KEY = 'day-key';

/**
 * Hands on the key of the marks that a badge has on one day only, so that who draws badges needs no master key. Who can read the
 * database could make such marks; they prove nothing to a machine, and say to people that a picture is of today.
 */
export async function publishDayKey(pool: Pool, dayKey: Buffer): Promise<void> {
  await pool.query(
    `INSERT INTO published_document AS d (name, source, content) VALUES ($1, '', $2) ON CONFLICT (name) DO UPDATE SET content = $2 WHERE d.content <> $2`,
    [DAY_KEY, dayKey],
  );
}
