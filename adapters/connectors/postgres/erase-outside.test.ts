import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../../../tests/support/postgres.js';
import { createVault } from '../../crypto/vault.js';
import { addConnector, type ConnectorDeps } from '../connected-systems.js';
import { previewConnector } from '../preview.js';
import { connectorNamed } from '../registry.js';

const outside = process.env.RIGHTSDESK_OUTSIDE_DATA;
const shop = outside === undefined ? undefined : join(outside, 'shop');
const reason = 'RIGHTSDESK_OUTSIDE_DATA is not set: the shop that this erases from is not here';
const withShop = shop !== undefined && existsSync(shop) ? describe : describe.skip;

withShop(`erasing in somebody else's shop${shop === undefined ? ` (skipped: ${reason})` : ''}`, () => {
  let database: TestDatabase;
  let theirs: Awaited<ReturnType<typeof createEmptyDatabase>>;
  let client: pg.Client;
  let keysPool: pg.Pool;
  let deps: ConnectorDeps;
  const person = { emails: ['customer-1@example.com'] };
  const rowsOf = async (sql: string) => (await client.query(`SELECT t::text AS row FROM (${sql}) t ORDER BY 1`)).rows.map((row) => row.row);
  const OTHERS = [
    'SELECT * FROM customer WHERE id <> 1',
    'SELECT * FROM payment_card WHERE customer_id <> 1',
    'SELECT * FROM orders',
    'SELECT * FROM order_item',
    'SELECT * FROM login WHERE customer_id <> 1',
    "SELECT * FROM visit WHERE email NOT LIKE 'customer-1%' AND email NOT LIKE '%erased.invalid'",
    "SELECT * FROM service_request WHERE id <> 'ser_aaa-aaa'",
    'SELECT * FROM address WHERE id <> 1',
    'SELECT * FROM employee',
    'SELECT * FROM product',
    'SELECT * FROM report',
    'SELECT * FROM backup_schema.customer',
  ];
  const othersRows = async () => {
    const all: string[][] = [];
    for (const sql of OTHERS) all.push(await rowsOf(sql));
    return all;
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    theirs = await createEmptyDatabase();
    client = new pg.Client({ connectionString: theirs.url });
    await client.connect();
    await client.query(readFileSync(join(shop ?? '', 'shop.sql'), 'utf8'));
    keysPool = new pg.Pool({ connectionString: database.keysUrl, max: 2 });
    const vault = createVault({ keysPool, masterKey: randomBytes(32).toString('base64') });
    deps = { pool: new pg.Pool({ connectionString: database.url, max: 4 }), vault };
    await addConnector(deps, { name: 'theirs', url: theirs.url, dataset: readFileSync(join(shop ?? '', 'dataset.yml'), 'utf8') });
  });
  afterAll(async () => {
    await Promise.all([client.end(), deps.pool.end(), keysPool.end()]);
    await Promise.all([database.drop(), theirs.drop()]);
  });

  it("masks what is the person's by its category, proves it gone, and changes nobody else's rows", async () => {
    const before = await othersRows();
    const connector = await connectorNamed(deps, 'theirs');
    const runId = randomUUID();
    expect(await connector.planErasure(person)).toMatchObject({ status: 'planned' });
    expect(await connector.erase(person, { runId })).toMatchObject({ status: 'erased' });
    expect(await connector.proveGone(person, { runId })).toMatchObject({ status: 'proven', isGone: true });
    const own: string[][] = [];
    for (const name of ['customer', 'payment_card', 'visit', 'service_request']) own.push(await rowsOf(`SELECT * FROM ${name}`));
    const all = JSON.stringify(own);
    expect(all).not.toMatch(/customer-1|John|123456789|Example Card 1/);
    expect(await othersRows()).toEqual(before);
    expect((await previewConnector(connector, person)).collections).toEqual({});
    expect((await client.query('SELECT id, address_id FROM customer WHERE id = 1')).rows).toEqual([{ id: 1, address_id: '1' }]);
  });
});
