import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../../../tests/support/postgres.js';
import { createVault } from '../../crypto/vault.js';
import { addConnector, type ConnectorDeps } from '../connected-systems.js';
import { DEMO_SHOP_DATASET, loadDemoShop } from '../demo/membership-shop.js';
import { previewConnector } from '../preview.js';
import { connectorNamed } from '../registry.js';

const AMELIA = { emails: ['amelia.hartnell@post.example'] };

describe('erasing in the shop of the demo', () => {
  let database: TestDatabase;
  let shop: Awaited<ReturnType<typeof createEmptyDatabase>>;
  let client: pg.Client;
  let keysPool: pg.Pool;
  let deps: ConnectorDeps;
  const connector = () => connectorNamed(deps, 'shop');
  const everything = async () => {
    const tables = [
      'account',
      'address',
      'payment_method',
      'order',
      'order_line',
      'payment',
      'ticket',
      'visit',
      'invitation',
      'article',
      'staff',
    ];
    const all: Record<string, string[]> = {};
    for (const name of tables) {
      const { rows } = await client.query(`SELECT t::text AS row FROM membership_shop.shop_${name} t ORDER BY 1`);
      all[name] = rows.map((row) => row.row);
    }
    return all;
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    shop = await createEmptyDatabase();
    await loadDemoShop(shop.url);
    client = new pg.Client({ connectionString: shop.url });
    await client.connect();
    keysPool = new pg.Pool({ connectionString: database.keysUrl, max: 2 });
    const pool = new pg.Pool({ connectionString: database.url, max: 4 });
    deps = { pool, vault: createVault({ keysPool, masterKey: randomBytes(32).toString('base64') }) };
    await addConnector(deps, { name: 'shop', url: shop.url, dataset: readFileSync(DEMO_SHOP_DATASET, 'utf8') });
  });
  afterAll(async () => {
    await Promise.all([client.end(), deps.pool.end(), keysPool.end()]);
    await Promise.all([database.drop(), shop.drop()]);
  });

  it('plans in numbers and changes nothing', async () => {
    const before = await everything();
    const plan = await (await connector()).planErasure(AMELIA);
    expect(plan.status).toBe('planned');
    const of = (name: string) => (plan.status === 'planned' ? plan.collections.find((one) => one.collection === name) : undefined);
    expect(of('shop_account')).toMatchObject({ rowCount: 1, maskCount: 1, deleteCount: 0, heldBack: 0, kept: null, byHand: null });
    expect(of('shop_visit')).toMatchObject({ rowCount: 3, deleteCount: 3 });
    expect(of('shop_ticket')).toMatchObject({ rowCount: 1, deleteCount: 1 });
    expect(of('shop_payment')).toMatchObject({ rowCount: 2, deleteCount: 0, maskCount: 0, kept: { ground: '17(3)(b)' } });
    // An order that is kept names it, so it stays without its values.
    expect(of('shop_payment_method')).toMatchObject({ rowCount: 1, deleteCount: 0, maskCount: 1, heldBack: 1 });
    expect(of('shop_address')).toMatchObject({ rowCount: 1, maskCount: 1, heldBack: 1 });
    expect(of('shop_article')).toMatchObject({ deleteCount: 0, maskCount: 0, nothingToErase: 2 });
    expect(await everything()).toEqual(before);
  });

  it('erases what is the person’s, proves it, and touches nothing else', async () => {
    const before = await everything();
    const runId = randomUUID();
    const progress: number[] = [];
    const result = await (await connector()).erase(AMELIA, { runId, onProgress: (done) => progress.push(done) });
    expect(result.status).toBe('erased');
    const of = (name: string) => (result.status === 'erased' ? result.collections.find((one) => one.collection === name) : undefined);
    expect(of('shop_account')).toMatchObject({ masked: 1, deleted: 0, left: 0 });
    expect(of('shop_visit')).toMatchObject({ masked: 0, deleted: 3, left: 0 });
    expect(of('shop_payment_method')).toMatchObject({ masked: 1, deleted: 0, heldBack: 1, left: 0 });
    expect(progress.at(-1)).toBeGreaterThan(5);
    const after = await everything();
    expect(JSON.stringify(after)).not.toMatch(/amelia|hartnell|900001/i);
    const others = (all: Record<string, string[]>) =>
      Object.values(all)
        .flat()
        .filter((row) => !/^\((1|pm-0001|ORD-0001[12]),|amelia|hartnell/i.test(row));
    expect(others(after)).toEqual(others(before));
    expect(after.payment).toEqual(before.payment);
    expect((await client.query('SELECT * FROM membership_shop.shop_account WHERE id = 1')).rows[0]).toMatchObject({
      email: expect.stringMatching(/^[a-z2-7]{32}@erased\.invalid$/),
      full_name: 'erased member',
      phone: null,
      home_address_id: '1',
    });
    expect(await (await connector()).proveGone(AMELIA, { runId })).toMatchObject({ status: 'proven', isGone: true });
    expect((await previewConnector(await connector(), AMELIA)).collections).toEqual({});
    const { rows } = await deps.pool.query('SELECT count(sealed_rows)::int AS keys FROM erasure_batch WHERE run_id = $1', [runId]);
    expect(rows[0].keys).toBe(0);
    expect(await (await connector()).erase(AMELIA, { runId })).toEqual(result);
    expect(await (await connector()).erase(AMELIA, { runId: randomUUID() })).toEqual({ status: 'erased', collections: [] });
    expect(await everything()).toEqual(after);
  });
});
