import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { adoptEngine, drainOutbox, type OutboxEntry } from '../adapters/db/outbox.js';
import type { LetterQueue } from '../adapters/queue/letter-queue.js';
import type { RequestWorkflows } from '../adapters/temporal/request-workflows.js';
import type { SealWorkflows } from '../adapters/temporal/seal-workflows.js';
import { workflowTypeOf } from '../workflows/workflow-type.js';

type Report = (error: unknown) => void;

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined); // woken to stop
}

/** Tries until it works, a second apart. Throws when told to stop before that. */
export async function untilDone<T>(work: () => Promise<T>, signal: AbortSignal, report: Report): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted) throw error;
      report(error);
      await pause(1_000, signal);
    }
  }
}

/** Does `work` at once and then again and again, until told to stop. A failure is reported and waits for the next round. */
export async function every(ms: number, work: () => Promise<unknown>, signal: AbortSignal, report: Report): Promise<void> {
  while (!signal.aborted) {
    await work().catch(report);
    await pause(ms, signal);
  }
}

export interface Drain {
  pool: Pool;
  requests: RequestWorkflows;
  letters: Pick<LetterQueue, 'enqueueLetter'>;
  /** Starts or wakes the workflow of something open about a seal. */
  wakeMatter(matterId: string): Promise<void>;
  engineId(): Promise<string>;
}

const IDLE_MS = 25;
const AFTER_FAILURE_MS = 1_000;
const ENGINE_CHECK_MS = 10_000;

/** Follows the outbox for as long as the process lives, and looks now and then whether the engine is still the one it knows. */
export async function keepDraining(drain: Drain, signal: AbortSignal, report: Report): Promise<void> {
  const engineWatch = every(ENGINE_CHECK_MS, async () => adoptEngine(drain.pool, await drain.engineId()), signal, report);
  while (!signal.aborted) {
    try {
      const { taken, failed } = await drainOutbox(drain.pool, (entry) => follow(drain, entry), report);
      await pause(failed > 0 ? AFTER_FAILURE_MS : taken > 0 ? 0 : IDLE_MS, signal);
    } catch (error) {
      report(error);
      await pause(AFTER_FAILURE_MS, signal);
    }
  }
  await engineWatch;
}

async function follow({ requests, letters, wakeMatter }: Drain, entry: OutboxEntry): Promise<void> {
  if (entry.kind === 'matter') return wakeMatter(entry.matterId);
  if (entry.kind === 'letter') return letters.enqueueLetter(entry.letterId);
  const one = { requestId: entry.requestId, workflowType: workflowTypeOf(entry.right) };
  return entry.kind === 'start' ? requests.start(one) : requests.nudge(one);
}

const DUE_ISSUERS = `SELECT i.slug, EXISTS (SELECT FROM seal s WHERE s.issuer_slug = i.slug AND s.next_due_at <= now() - interval '30 seconds') AS is_due
  FROM issuer i ORDER BY i.slug`;

/**
 * Sees to it that the day's work of every issuer is done by its workflow, and tells the one that slept over something due: a seal may be
 * issued with its end before the next look. Safe to repeat.
 */
export async function keepIssuers(pool: Pool, seals: Pick<SealWorkflows, 'keepIssuer'>): Promise<void> {
  const { rows } = await pool.query<{ slug: string; is_due: boolean }>(DUE_ISSUERS);
  for (const { slug, is_due } of rows) await seals.keepIssuer(slug, is_due);
}
