import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';

const POLL_MS = 5;
const PATIENCE_MS = 300_000;

/** What a case reaches before its next act or at its end, as the record says it. */
const MILESTONES = {
  isIdentityAsked: 'r.identity_asked_at IS NOT NULL',
  isCollected: 'r.collected_at IS NOT NULL',
  isIssuerAsked: `EXISTS (SELECT FROM letter l WHERE l.request_id = r.id AND l.code = 'ISSUER_REQUEST')`,
  isErasurePlanned: 'EXISTS (SELECT FROM erasure e WHERE e.request_id = r.id)',
  isDecided: 'r.decided_at IS NOT NULL',
  isFulfilled: 'r.fulfilled_at IS NOT NULL',
  hasOpenTask: `EXISTS (SELECT FROM human_task t WHERE t.request_id = r.id AND t.status = 'open')`,
  isAnswered: 'r.answered_at IS NOT NULL',
} as const;
export type Milestone = keyof typeof MILESTONES;

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
    const wanted = [...new Set([...waiting.values()].map(({ milestone }) => milestone))];
    const columns = wanted.map((milestone) => `${MILESTONES[milestone]} AS "${milestone}"`).join(', ');
    const { rows } = await pool.query<{ id: string } & Partial<Record<Milestone, boolean>>>(
      `SELECT r.id, ${columns} FROM request r WHERE r.id = ANY($1::uuid[])`,
      [[...waiting.keys()]],
    );
    for (const row of rows) {
      const one = waiting.get(row.id);
      if (one === undefined) continue;
      if (performance.now() - one.since > PATIENCE_MS) throw new Error(`a case never reached ${one.milestone}`);
      if (row[one.milestone] !== true) continue;
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
