import { createPostgresBackend, type Job, Worker } from 'bullmq';
import { DEFAULT_PREFIX, LETTER_QUEUE, type LetterJob, type QueueSettings, queuePool, workerRedis } from './connection.js';

/** Takes jobs and hands their letters to `send`, which throws when the letter is to be tried again later. */
export interface LetterWorkerDeps extends QueueSettings {
  send(letterId: string): Promise<unknown>;
  /** Hears of every trouble with the queue itself and of every try that failed; the worker goes on. */
  onTrouble(what: 'queue' | 'letter', error: Error): void;
  concurrency?: number;
  /** Pause before the next try in ms. Default: 5 s, doubled each time, at most an hour. */
  backoffMs?(attempt: number): number;
}

/** Pause before the next try: 5 s, 10 s, 20 s … at most an hour. */
function doublingBackoff(attempt: number): number {
  return Math.min(5_000 * 2 ** Math.min(attempt - 1, 20), 3_600_000);
}

function optionsOf(deps: LetterWorkerDeps) {
  // A worker that was killed loses its jobs to another one after lockDuration; the resend carries the same Message-ID.
  return {
    concurrency: deps.concurrency ?? 4,
    lockDuration: 30_000,
    stalledInterval: 15_000,
    maxStalledCount: 1_000_000,
    settings: { backoffStrategy: deps.backoffMs ?? doublingBackoff },
  };
}

/** Starts taking jobs. Rejects when the queue's server is not there: try again. `close` waits for the letters under way. */
export async function startLetterWorker(deps: LetterWorkerDeps): Promise<{ close(): Promise<void> }> {
  const take = (job: Job<LetterJob>) => deps.send(job.data.letterId);
  const queueTrouble = (error: Error) => deps.onTrouble('queue', error);
  const letterTrouble = (_job: unknown, error: Error) => deps.onTrouble('letter', error);
  if (deps.redisUrl !== undefined) {
    const redis = workerRedis(deps.redisUrl);
    const worker = new Worker<LetterJob>(LETTER_QUEUE, take, {
      ...optionsOf(deps),
      connection: redis,
      prefix: deps.prefix ?? DEFAULT_PREFIX,
      skipVersionCheck: true,
    });
    worker.on('error', queueTrouble).on('failed', letterTrouble);
    return { close: () => worker.close().finally(() => redis.disconnect()) };
  }
  const pool = queuePool(deps.databaseUrl);
  const worker = new Worker(LETTER_QUEUE, take, { ...optionsOf(deps), connection: pool, autorun: false }, createPostgresBackend);
  worker.on('error', queueTrouble).on('failed', letterTrouble);
  const close = () => worker.close().finally(() => pool.end());
  try {
    await worker.waitUntilReady();
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
  worker.run().catch(queueTrouble);
  return { close };
}
