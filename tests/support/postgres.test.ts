import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from './postgres.js';

describe('createTestDatabase', () => {
  let first: TestDatabase;
  let second: TestDatabase;
  beforeAll(async () => {
    first = await createTestDatabase();
    second = await createTestDatabase();
  });
  afterAll(async () => {
    await first.drop();
    await second.drop();
  });

  async function ask(url: string, sql: string): Promise<unknown[]> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  }

  it('has the migrations applied and recorded', async () => {
    const rows = await ask(first.ownerUrl, 'SELECT 1 FROM _prisma_migrations WHERE finished_at IS NOT NULL');
    expect(rows.length).toBeGreaterThan(0);
  });

  it('gives every caller databases of its own', async () => {
    await ask(first.ownerUrl, 'CREATE TABLE only_here (n int)');
    expect(await ask(second.ownerUrl, "SELECT to_regclass('only_here') AS found")).toEqual([{ found: null }]);
  });

  it('lets the lesser role in, but not create tables', async () => {
    expect(await ask(first.url, 'SELECT current_user AS me')).toEqual([{ me: 'rightsdesk_app' }]);
    expect(await ask(first.keysUrl, 'SELECT current_user AS me')).toEqual([{ me: 'rightsdesk_app' }]);
    await expect(ask(first.url, 'CREATE TABLE mine (n int)')).rejects.toThrow('permission denied');
  });
});
