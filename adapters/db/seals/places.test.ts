import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/postgres.js';
import { LIST_PLACES, shuffleOf, takePlaces } from './places.js';

describe('places in status lists', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  beforeAll(async () => {
    database = await createTestDatabase();
    pool = new pg.Pool({ connectionString: database.url, max: 8 });
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  it('come once each, in an order of the list’s own', () => {
    const key = Buffer.alloc(16, 3);
    const place = shuffleOf(key, 'revocation');
    const order = Array.from({ length: LIST_PLACES }, (_, n) => place(n));
    expect(new Set(order).size).toBe(LIST_PLACES);
    expect(order.reduce((most, at) => Math.max(most, at), 0)).toBe(LIST_PLACES - 1);
    expect(order.filter((at, n) => Math.abs(at - (order[n - 1] ?? -9)) === 1).length).toBeLessThan(20);
    expect(shuffleOf(key, 'suspension')(0)).not.toBe(place(0));
    expect(shuffleOf(Buffer.alloc(16, 4), 'revocation')(0)).not.toBe(place(0));
  });

  it('are never given twice to many writers at once, across the end of a list', async () => {
    await takePlaces(pool, 'guild', 1);
    await pool.query('UPDATE status_list SET taken = $1', [LIST_PLACES - 300]);
    const taken = (await Promise.all(Array.from({ length: 40 }, (_, n) => takePlaces(pool, 'guild', n % 2 === 0 ? 1 : 20)))).flat();
    expect(taken).toHaveLength(420);
    for (const purpose of ['revocationIndex', 'suspensionIndex'] as const)
      expect(new Set(taken.map((place) => `${place.listNumber}/${place[purpose]}`)).size).toBe(420);
    expect(new Set(taken.map(({ listNumber }) => listNumber))).toEqual(new Set([1, 2]));
  });
});
