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

/** Rows of both tables go, but for claims that are held. */
const HELD_DATASET = `dataset:
  - fides_key: desk
    fides_meta: {namespace: {schema: desk}}
    collections:
      - name: person
        meta: {rightsdesk: {erase: delete}}
        fields:
          - {name: id, data_categories: [user.unique_id], fides_meta: {primary_key: true}}
          - {name: email, data_categories: [user.contact.email], fides_meta: {identity: email}, meta: {rightsdesk: {erase: hash}}}
          - {name: nick, data_categories: [user.name], meta: {rightsdesk: {erase: null}}}
      - name: claim
        meta: {rightsdesk: {erase: delete, legal_hold_field: held}}
        fields:
          - {name: id, data_categories: [system.operations], fides_meta: {primary_key: true}}
          - name: person_id
            data_categories: [user.unique_id]
            fides_meta: {references: [{dataset: desk, field: person.id, direction: from}]}
          - {name: body, data_categories: [user.content]}
          - {name: held, data_categories: [system.operations]}
`;

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

  it('foresees that a row named by one under a legal hold stays, whatever the columns are called', async () => {
    await client.query(`CREATE SCHEMA desk;
      CREATE TABLE desk.person (id int PRIMARY KEY, email text, nick text, "r.h." int NOT NULL DEFAULT 7, UNIQUE (id, "r.h."));
      CREATE TABLE desk.claim (id int PRIMARY KEY, person_id int, body text, held boolean NOT NULL, "h.r." int NOT NULL DEFAULT 7,
        FOREIGN KEY (person_id, "h.r.") REFERENCES desk.person (id, "r.h."));
      INSERT INTO desk.person VALUES (1, 'amelia.hartnell@post.example', 'Amy'), (2, 'amelia.hartnell@post.example', 'Mel');
      INSERT INTO desk.claim VALUES (10, 1, 'before the court', true), (20, 2, 'settled', false);`);
    await addConnector(deps, { name: 'desk', url: shop.url, dataset: HELD_DATASET });
    const desk = await connectorNamed(deps, 'desk');
    const plan = await desk.planErasure(AMELIA);
    const planned = plan.status === 'planned' ? plan.collections : [];
    expect(planned.find((one) => one.collection === 'claim')).toMatchObject({
      deleteCount: 1,
      blocked: [{ reason: 'legal-hold', rowCount: 1 }],
    });
    expect(planned.find((one) => one.collection === 'person')).toMatchObject({ deleteCount: 1, maskCount: 1 });
    expect(await desk.erase(AMELIA, { runId: randomUUID() })).toMatchObject({
      collections: expect.arrayContaining([expect.objectContaining({ collection: 'person', deleted: 1, masked: 1 })]),
    });
    const { rows } = await client.query('SELECT id, email, nick FROM desk.person');
    expect(rows).toEqual([{ id: 1, email: expect.stringContaining('@erased.invalid'), nick: null }]);
  });
});
