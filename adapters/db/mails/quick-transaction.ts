import type { Pool, PoolClient } from 'pg';

/** Statements on their way; all are awaited with the commit, and the first failure undoes everything. */
export interface Quick {
  client: PoolClient;
  /** Sends a statement whose answer nobody waits for before the commit. */
  send(text: string, values?: unknown[], name?: string): void;
}

/** Runs `work` in one transaction; statements given to `send`, the beginning and the end are not waited for one by one. */
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
