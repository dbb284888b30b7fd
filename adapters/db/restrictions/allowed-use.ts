import type { Pool, PoolClient } from 'pg';
import type { AllowedUse } from '../../../domain/restriction.js';

/**
 * The use a connection reads our registers for. What is restricted is left out by the database (migration `restriction`) unless the use
 * is one that GDPR Art. 18(2) allows for that restriction. The person's own rights (their access, correction, erasure) always are.
 */
export type Use = AllowedUse | 'rights-of-the-person';

const SET = `SELECT set_config('rightsdesk.allowed_use', $1, false)`;

/** Says the use for the rest of the caller's transaction. */
export async function useInTransaction(client: Pick<PoolClient, 'query'>, use: Use): Promise<void> {
  await client.query(`SELECT set_config('rightsdesk.allowed_use', $1, true)`, [use]);
}

/** The same pool, every connection of which is taken for one use and given back without it. */
export function poolForUse(pool: Pool, use: Use): Pool {
  async function connect(): Promise<PoolClient> {
    const client = await pool.connect();
    try {
      await client.query(SET, [use]);
    } catch (error) {
      client.release(true);
      throw error;
    }
    const release = client.release.bind(client);
    client.release = (broken) => {
      if (broken) return release(broken);
      client.query(SET, ['']).then(
        () => release(),
        () => release(true),
      );
    };
    return client;
  }
  async function query(...args: Parameters<Pool['query']>) {
    const client = await connect();
    try {
      return await client.query(...args);
    } finally {
      client.release();
    }
  }
  return Object.assign(Object.create(pool), { connect, query });
}
