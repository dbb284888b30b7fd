import type { Pool } from 'pg';
import { LOG_LEVELS, type LogLevel, type LogWish, type PartPulse } from '../../../domain/operation.js';

const SILENT_AFTER = `interval '1 hour'`;

/** Says that a process runs and how much it logs. Answers the level that was wished for its part, if the wish still holds. */
export async function beat(pool: Pool, pulse: Omit<PartPulse, 'seenAt'>): Promise<LogLevel | undefined> {
  const { rows } = await pool.query<{ level: string }>(
    `WITH said AS (
       INSERT INTO part_pulse (id, part, version, started_at, seen_at, log_level, troubles) VALUES ($1, $2, $3, $4, now(), $5, $6)
       ON CONFLICT (id) DO UPDATE SET seen_at = now(), log_level = excluded.log_level, troubles = excluded.troubles
     ), swept AS (DELETE FROM part_pulse WHERE seen_at < now() - ${SILENT_AFTER})
     SELECT level FROM log_wish WHERE part = $2 AND until_at > now()`,
    [pulse.id, pulse.part, pulse.version, pulse.startedAt, pulse.logLevel, pulse.troubles],
  );
  return LOG_LEVELS.find((level) => level === rows[0]?.level);
}

/** Says that a process ends now, so that nobody takes it for lost. */
export async function endPulse(pool: Pool, id: string): Promise<void> {
  await pool.query('DELETE FROM part_pulse WHERE id = $1', [id]);
}

/** The processes heard of in the last hour, newest sign first. */
export async function readPulses(pool: Pool): Promise<PartPulse[]> {
  const { rows } = await pool.query<PartPulse>(
    `SELECT id, part, version, started_at AS "startedAt", seen_at AS "seenAt", log_level AS "logLevel", troubles
     FROM part_pulse ORDER BY part, seen_at DESC`,
  );
  return rows;
}

/** Lets every process of a part log more or less until an instant; after it, each goes back to its setting by itself. */
export async function wishLogLevel(pool: Pool, { part, level, untilAt, setBy }: LogWish): Promise<void> {
  await pool.query(
    `INSERT INTO log_wish (part, level, until_at, set_by, set_at) VALUES ($1, $2, $3, $4, now())
     ON CONFLICT (part) DO UPDATE SET level = excluded.level, until_at = excluded.until_at, set_by = excluded.set_by, set_at = now()`,
    [part, level, untilAt, setBy],
  );
}
