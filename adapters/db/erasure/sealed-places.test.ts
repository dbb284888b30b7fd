import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/postgres.js';
import { contextOf, KEPT_PLACES, OTHER_PLACES, REQUEST_PLACES, SHREDDED_PLACES } from './sealed-places.js';

const PLACES = [...KEPT_PLACES, ...SHREDDED_PLACES, ...OTHER_PLACES];
const named = (places: readonly { table: string; columns: readonly string[] }[]) =>
  places.flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`)).sort();

describe('the places of sealed data', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  beforeAll(async () => {
    database = await createTestDatabase();
    pool = new pg.Pool({ connectionString: database.url, max: 1 });
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  it('are all known to the erasure: a sealed column that is forgotten would be lost with the key', async () => {
    const { rows } = await pool.query<{ place: string }>(
      `SELECT table_name || '.' || column_name AS place FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND data_type = 'bytea' AND column_name LIKE 'sealed%' ORDER BY 1`,
    );
    expect(named(PLACES)).toEqual(rows.map(({ place }) => place).sort());
  });

  it('say how a row finds its owner, and the database agrees', async () => {
    for (const { table, owner } of KEPT_PLACES) {
      const { rows } = await pool.query<{ column_name: string }>(
        `SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1`,
        [table],
      );
      const names = rows.map(({ column_name }) => column_name);
      expect([table, names.includes('subject_id')]).toEqual([table, owner === 'subject']);
      if (owner === 'request') expect([table, names.includes('request_id')]).toEqual([table, true]);
    }
  });

  it('of a request are found by it, also those that an erasure does not keep', async () => {
    const { rows } = await pool.query<{ table_name: string }>(
      `SELECT DISTINCT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'request_id'`,
    );
    const byRequest = new Set([...rows.map(({ table_name }) => table_name), 'request']);
    for (const { table } of REQUEST_PLACES) expect([table, byRequest.has(table)]).toEqual([table, true]);
    // Evidence cannot be sealed anew, a mail is found by its thread, what another sent for a person by that person.
    const others = SHREDDED_PLACES.map(({ table }) => table).filter((table) => !REQUEST_PLACES.some((place) => place.table === table));
    expect(others.sort()).toEqual(['evidence', 'inbound_mail', 'incoming_transfer']);
  });

  it('are sealed under the context that their name says', () => {
    const contexts = new Set(
      sources('adapters').flatMap((text) => [...text.matchAll(/'([a-z][A-Za-z]*\.sealed[A-Za-z]*)'/g)].map(([, name]) => name)),
    );
    for (const { table, columns } of KEPT_PLACES)
      for (const column of columns) if (column !== 'sealed_note') expect(contexts).toContain(contextOf(table, column)); // nothing writes notes yet
  });
});

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'));
}
