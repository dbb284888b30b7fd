import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../tests/support/postgres.js';
import { hasRedis, testRedis } from '../../tests/support/redis.js';
import type { QueueSettings } from './connection.js';
import { createLetterQueue } from './letter-queue.js';
import { startLetterWorker } from './letter-worker.js';
import { migrateQueue } from './migrate-queue.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await migrateQueue(database.ownerUrl);
}, 60_000);

afterAll(() => database.drop());

async function until(condition: () => boolean): Promise<void> {
  const endsAt = Date.now() + 15_000;
  while (!condition()) {
    if (Date.now() > endsAt) throw new Error('it did not happen');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function behaves(settings: () => Promise<QueueSettings>): void {
  it('hands each letter to the sender once, however often it was added', async () => {
    const where = await settings();
    const queue = createLetterQueue(where);
    const letterId = randomUUID();
    await Promise.all([queue.enqueueLetter(letterId), queue.enqueueLetter(letterId)]);
    expect(await queue.depth()).toBe(1);
    const sent: string[] = [];
    const worker = await startLetterWorker({ ...where, send: async (id) => sent.push(id), onTrouble: () => undefined });
    await until(() => sent.length > 0);
    expect(sent).toEqual([letterId]);
    await worker.close();
    await queue.close();
  }, 30_000);

  it('tries again after a failure, and takes the same id again when the job has ended', async () => {
    const where = await settings();
    const queue = createLetterQueue(where);
    const letterId = randomUUID();
    let tries = 0;
    const troubles: string[] = [];
    const send = async () => {
      tries += 1;
      if (tries < 3) throw new Error('server away');
    };
    const worker = await startLetterWorker({ ...where, send, onTrouble: (what) => troubles.push(what), backoffMs: () => 20 });
    await queue.enqueueLetter(letterId);
    await until(() => tries === 3);
    expect(troubles.filter((what) => what === 'letter')).toHaveLength(2);
    await until(() => true);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await queue.enqueueLetter(letterId);
    await until(() => tries === 4);
    await worker.close();
    await queue.close();
  }, 30_000);
}

describe('the letter queue in PostgreSQL, as the lesser role', () => {
  behaves(async () => ({ databaseUrl: database.url }));
});

const redisDescribe = hasRedis ? describe : describe.skip;
redisDescribe(`the letter queue in Redis${hasRedis ? '' : ' (skipped: this machine has no redis-server)'}`, () => {
  behaves(async () => ({ databaseUrl: database.url, redisUrl: await testRedis(), prefix: `test-${randomUUID()}` }));
});

describe('a queue that is away', () => {
  it.each([{ databaseUrl: 'postgresql://nobody@127.0.0.1:9/none' }, { databaseUrl: '', redisUrl: 'redis://127.0.0.1:9' }])(
    'refuses at once, so that the outbox keeps its row',
    async (settings) => {
      const queue = createLetterQueue(settings);
      await expect(queue.enqueueLetter(randomUUID())).rejects.toThrow();
      await queue.close();
    },
  );
});
