import type { Pool, PoolClient } from 'pg';

const SAVEPOINTS: Readonly<Record<string, string>> = {
  BEGIN: 'SAVEPOINT rehearsed',
  COMMIT: 'RELEASE SAVEPOINT rehearsed',
  ROLLBACK: 'ROLLBACK TO SAVEPOINT rehearsed',
};

/**
 * A connection that stays inside the transaction of the rehearsal: what begins and ends there is a savepoint. What code asks a pool for side
 * by side is asked one after the other here, as one connection can.
 */
function within(client: PoolClient): PoolClient {
  let last: Promise<unknown> = Promise.resolve();
  return new Proxy(client, {
    get(target, name) {
      if (name === 'release') return () => undefined;
      if (name !== 'query') return Reflect.get(target, name);
      return (first: unknown, ...rest: unknown[]) => {
        const text = typeof first === 'string' ? (SAVEPOINTS[first] ?? first) : first;
        const answer = last.then(() => Reflect.apply(target.query, target, [text, ...rest]));
        last = answer.catch(() => undefined);
        return answer;
      };
    },
  });
}

/**
 * Does something for the sake of what it answers and takes it all back. `work` gets a pool that leads into one transaction, which is
 * never committed. Nothing outside the database may be touched in it. Throws what `work` throws.
 */
export async function rehearse<T>(pool: Pool, work: (pool: Pool, client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const inside = within(client);
    // Code under rehearsal asks a pool for nothing but these two.
    const stage = { query: inside.query, connect: async () => inside } as unknown as Pool;
    return await work(stage, inside);
  } finally {
    await client.query('ROLLBACK').catch((problem: Error) => {
      broken = problem;
    });
    client.release(broken);
  }
}
