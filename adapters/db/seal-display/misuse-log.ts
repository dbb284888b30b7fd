import type { Pool, PoolClient } from 'pg';
import { isWebsite, MOST_HOSTS_A_DAY } from '../../../domain/seals/misuse.js';
import { inTransaction } from '../transaction.js';
import type { MisuseSpool, Noted } from './misuse-spool.js';

/** Places that wait to be written; more than these are counted away. */
const MOST_WAITING = 5_000;
const WRITE_EVERY_MS = 2_000;

/** Counts where seals were asked for without right, and writes it behind. */
export interface MisuseLog {
  note(sealId: string, host: string, at: Date): void;
  /** Writes what waits; also done every two seconds. */
  flush(): Promise<void>;
  /** Writes what waits and stops. */
  close(): Promise<void>;
}

/** What is told once when a seal is first met at a place on a day, in the transaction that keeps it. */
export type OnMisuse = (db: Pick<PoolClient, 'query'>, first: { sealId: string; host: string; day: string }) => Promise<void>;

export interface MisuseLogDeps {
  pool: Pool;
  onFirst: OnMisuse;
  /** Where what cannot be written is kept until the database is back. */
  spool: MisuseSpool;
  onFailure(error: unknown): void;
}

/**
 * Answering a picture never waits for this, and a flood neither fills the memory nor the table: so many places wait at most, and a seal
 * has so many places a day. What is kept is seal, host, day and a number; no address, no page, no header of a visitor. With the database
 * away it waits in the spool, so that it is told late and not never.
 */
export function createMisuseLog({ pool, onFirst, spool, onFailure }: MisuseLogDeps): MisuseLog {
  let waiting = new Map<string, Noted>();
  let writing = Promise.resolve();
  const add = ({ sealId, host, day, count }: Noted) => {
    const key = `${sealId} ${host} ${day}`;
    const known = waiting.get(key);
    if (known !== undefined) known.count += count;
    else if (waiting.size < MOST_WAITING) waiting.set(key, { sealId, host, day, count });
  };
  for (const kept of spool.read()) add(kept);
  async function write(batch: readonly Noted[]): Promise<void> {
    try {
      await inTransaction(pool, (client) => writeNoted(client, batch, onFirst));
      spool.clear();
    } catch (error) {
      onFailure(error);
      if (mayNotWrite(error)) return;
      for (const one of batch) add(one);
      spool.keep([...waiting.values()]);
    }
  }
  const flush = (): Promise<void> => {
    writing = writing.then(() => {
      if (waiting.size === 0) return;
      const batch = [...waiting.values()];
      waiting = new Map();
      return write(batch);
    });
    return writing.catch(onFailure);
  };
  const timer = setInterval(() => void flush(), WRITE_EVERY_MS).unref();
  return {
    note(sealId, host, at) {
      if (isWebsite(host)) add({ sealId, host, day: at.toISOString().slice(0, 10), count: 1 });
    },
    flush,
    close() {
      clearInterval(timer);
      return flush();
    },
  };
}

/** A role that only reads what is published counts nothing (SQLSTATE 42501). */
const mayNotWrite = (error: unknown) => typeof error === 'object' && error !== null && 'code' in error && error.code === '42501';

/** One statement for all: rows of known places count up, new ones come in while the seal's day has room. */
async function writeNoted(client: PoolClient, batch: readonly Noted[], onFirst: OnMisuse): Promise<void> {
  const { rows } = await client.query<{ seal_id: string; origin: string; day: string; is_first: boolean }>(
    `WITH noted AS (
       SELECT n.seal_id, n.origin, n.day, n.count, row_number() OVER (PARTITION BY n.seal_id, n.day ORDER BY n.origin) AS place
       FROM unnest($1::uuid[], $2::text[], $3::date[], $4::int[]) AS n (seal_id, origin, day, count)
       JOIN seal s ON s.id = n.seal_id),
     room AS (SELECT seal_id, day, (SELECT count(*) FROM seal_misuse m WHERE m.seal_id = d.seal_id AND m.day = d.day) AS taken
       FROM (SELECT DISTINCT seal_id, day FROM noted) AS d)
     INSERT INTO seal_misuse AS kept (seal_id, origin, day, count)
     SELECT n.seal_id, n.origin, n.day, n.count FROM noted n JOIN room USING (seal_id, day)
     WHERE room.taken + n.place <= $5 OR EXISTS
       (SELECT FROM seal_misuse k WHERE k.seal_id = n.seal_id AND k.origin = n.origin AND k.day = n.day)
     ON CONFLICT (seal_id, origin, day) DO UPDATE SET count = kept.count + excluded.count, last_at = now()
     RETURNING seal_id, origin, day::text, xmax = 0 AS is_first`,
    [
      batch.map(({ sealId }) => sealId),
      batch.map(({ host }) => host),
      batch.map(({ day }) => day),
      batch.map(({ count }) => count),
      MOST_HOSTS_A_DAY,
    ],
  );
  for (const row of rows) if (row.is_first) await onFirst(client, { sealId: row.seal_id, host: row.origin, day: row.day });
}
