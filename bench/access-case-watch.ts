import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';

const POLL_MS = 5;
const PATIENCE_MS = 300_000;

/** What an access case reaches before its next act. */
export type Milestone = 'identity_asked_at' | 'collected_at' | 'fulfilled_at';

interface Waiting {
  milestone: Milestone;
  since: number;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Waits until cases have reached their milestones, by one query for all of them: fifty that each ask for themselves would take the
 * connections and half the processor from what is measured.
 */
export function createWatch(pool: Pool): (id: string, milestone: Milestone) => Promise<void> {
  const waiting = new Map<string, Waiting>();
  const look = async () => {
    const { rows } = await pool.query<{ id: string } & Record<Milestone, Date | null>>(
      'SELECT id, identity_asked_at, collected_at, fulfilled_at FROM request WHERE id = ANY($1::uuid[])',
      [[...waiting.keys()]],
    );
    for (const row of rows) {
      const one = waiting.get(row.id);
      if (one === undefined) continue;
      if (performance.now() - one.since > PATIENCE_MS) throw new Error(`a case never reached ${one.milestone}`);
      if (row[one.milestone] === null) continue;
      waiting.delete(row.id);
      one.resolve();
    }
  };
  const follow = async () => {
    try {
      while (waiting.size > 0) {
        await look();
        await sleep(POLL_MS);
      }
    } catch (error) {
      for (const one of waiting.values()) one.reject(error);
      waiting.clear();
    }
  };
  return (id, milestone) =>
    new Promise((resolve, reject) => {
      waiting.set(id, { milestone, since: performance.now(), resolve, reject });
      if (waiting.size === 1) void follow();
    });
}
