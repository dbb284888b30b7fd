import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../../prisma/client/client.js';

/** The product's database: Prisma for ordinary reads and writes, the pool underneath for transactions and measured paths. */
export interface Database {
  prisma: PrismaClient;
  pool: pg.Pool;
  close(): Promise<void>;
}

/** Calendar dates stay YYYY-MM-DD texts: a Date object would move them with the process's time zone. */
const dateType = 1082;
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  return oid === dateType ? (value: string) => value : pg.types.getTypeParser(oid, format);
}

/**
 * Opens one pool for the process; both ways in share it. `patienceMs`: how long a caller waits for a connection; short where a person
 * waits for the answer, long where work queues up. Nothing connects before the first query.
 */
export function openDatabase(options: { url: string; maxConnections?: number; patienceMs?: number }): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.maxConnections ?? 16,
    connectionTimeoutMillis: options.patienceMs ?? 5_000,
    types: { getTypeParser },
  });
  pool.on('error', () => undefined); // an idle connection that died is replaced at its next use, which reports the failure
  pool.on('connect', (client) => client.on('error', () => undefined)); // one that dies in a transaction fails its next query, not the process
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    prisma,
    pool,
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
