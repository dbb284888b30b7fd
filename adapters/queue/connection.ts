import { Redis } from 'ioredis';
import pg from 'pg';

/** Where the queue lives: in Redis where `redisUrl` is given, otherwise in the product's PostgreSQL. */
export interface QueueSettings {
  databaseUrl: string;
  redisUrl?: string;
  /** Namespace in Redis, so that several installations can share one. */
  prefix?: string;
}

/** The schema of the queue's tables in PostgreSQL. */
export const QUEUE_SCHEMA = 'bullmq';
/** The one queue of the house: letters to be sent. */
export const LETTER_QUEUE = 'letters';
/** Namespace of our keys in a Redis that others may use too. */
export const DEFAULT_PREFIX = 'rightsdesk';

/** What a job carries: the id of the letter's row and nothing else. */
export interface LetterJob {
  letterId: string;
}

/** A pool for the queue's tables. Its LISTEN connection is one of the four; the tables are found by the search path. */
export function queuePool(databaseUrl: string): pg.Pool {
  const options = `-c search_path=${QUEUE_SCHEMA}`;
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4, connectionTimeoutMillis: 5_000, keepAlive: true, options });
  pool.on('error', () => undefined); // a connection that died is replaced at its next use, which reports the failure
  return pool;
}

/** A connection that fails at once while Redis is away, so that the caller keeps its own record. Rejects when it cannot connect. */
export async function producerRedis(url: string): Promise<Redis> {
  const redis = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false, lazyConnect: true, connectTimeout: 3_000 });
  redis.on('error', () => undefined); // every command in flight is rejected with it
  try {
    await redis.connect();
    return redis;
  } catch (error) {
    redis.disconnect();
    throw error;
  }
}

/** A connection that waits for Redis to come back, as a worker's must. */
export function workerRedis(url: string): Redis {
  const redis = new Redis(url, { maxRetriesPerRequest: null });
  redis.on('error', () => undefined); // it connects again by itself; the worker reports
  return redis;
}
