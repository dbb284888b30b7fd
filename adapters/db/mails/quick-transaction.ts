import pg, { type Pool, type PoolClient } from 'pg';

/** Calendar dates stay YYYY-MM-DD texts, as in the pool of the house. */
const DATE_TYPE = 1082;

/**
 * A pool whose connections send statements without waiting for the answer to the one before: a mail costs half the round trips. Not for
 * cursors or COPY.
 */
export function openMailPool(options: { url: string; maxConnections?: number }): Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.maxConnections ?? 8,
    connectionTimeoutMillis: 5_000,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === DATE_TYPE ? (value: string) => value : pg.types.getTypeParser(oid, format),
    },
  } as pg.PoolConfig); // `pipeline` is newer than the type
  pool.on('error', () => undefined); // an idle connection that died is replaced at its next use, which reports the failure
  return pool;
}

/** Statements on their way; all are awaited with the commit, and the first failure undoes everything. */
export interface Quick {
  client: PoolClient;
  /** Sends a statement whose answer nobody waits for before the commit. */
  send(text: string, values?: unknown[], name?: string): void;
}

/** Runs `work` in one transaction whose beginning and end cost no round trip of their own on such a pool; correct on any other. */
export async function inQuickTransaction<T>(pool: Pool, work: (quick: Quick) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const sent: Promise<unknown>[] = [];
  const note = (statement: Promise<unknown>) => {
    statement.catch(() => undefined); // it is awaited below; here only kept from being reported before
    sent.push(statement);
  };
  let broken: Error | undefined;
  try {
    note(client.query('BEGIN'));
    const result = await work({ client, send: (text, values, name) => note(client.query({ text, values: values ?? [], name })) });
    note(client.query('COMMIT'));
    await Promise.all(sent);
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
