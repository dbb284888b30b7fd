import { createPostgresBackend, Queue } from 'bullmq';
import { DEFAULT_PREFIX, LETTER_QUEUE, type LetterJob, producerRedis, type QueueSettings, queuePool } from './connection.js';

/** The queue of letters to be sent. Its jobs can be lost without harm: the letter's row is the truth. */
export interface LetterQueue {
  /** Adds a job whose id is the letter's; adding it again while it is there changes nothing. Throws while the queue is away. */
  enqueueLetter(letterId: string): Promise<void>;
  /** How many jobs wait for a worker or for their next try. */
  depth(): Promise<number>;
  close(): Promise<void>;
}

/** What is used of the library's queue, whatever its backend. */
interface OpenQueue {
  queue: Pick<Queue<LetterJob>, 'add' | 'getJobCounts'>;
  close(): Promise<void>;
}

const TRIES = 100_000;

// A job that ended is forgotten at once: its id must be free when the sweeper finds the letter still unsent.
const jobOptions = { attempts: TRIES, backoff: { type: 'custom' }, removeOnComplete: true, removeOnFail: true } as const;

async function openInRedis(url: string, prefix = DEFAULT_PREFIX): Promise<OpenQueue> {
  const redis = await producerRedis(url);
  const queue = new Queue<LetterJob>(LETTER_QUEUE, { connection: redis, prefix, skipVersionCheck: true });
  queue.on('error', () => undefined); // the command that met it throws as well
  return { queue, close: () => queue.close().finally(() => redis.disconnect()) };
}

async function openInPostgres(url: string): Promise<OpenQueue> {
  const pool = queuePool(url);
  const queue = new Queue(LETTER_QUEUE, { connection: pool }, createPostgresBackend);
  queue.on('error', () => undefined); // the command that met it throws as well
  const close = () => queue.close().finally(() => pool.end());
  try {
    await queue.waitUntilReady();
    return { queue, close };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}

/** The queue, opened at its first use and tried again at the next one where that failed. */
export function createLetterQueue(settings: QueueSettings): LetterQueue {
  let opening: Promise<OpenQueue> | undefined;
  const open = (): Promise<OpenQueue> => {
    opening ??= settings.redisUrl === undefined ? openInPostgres(settings.databaseUrl) : openInRedis(settings.redisUrl, settings.prefix);
    opening.catch(() => {
      opening = undefined;
    });
    return opening;
  };
  return {
    async enqueueLetter(letterId) {
      const { queue } = await open();
      await queue.add('send', { letterId }, { ...jobOptions, jobId: letterId });
    },
    async depth() {
      const { queue } = await open();
      const counts = await queue.getJobCounts('waiting', 'delayed', 'active', 'prioritized');
      return Object.values(counts).reduce((sum, count) => sum + count, 0);
    },
    async close() {
      const opened = await opening?.catch(() => undefined);
      await opened?.close();
    },
  };
}
