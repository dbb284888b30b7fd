import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { fileCase } from '../../tests/support/file-case.js';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../../tests/support/postgres.js';
import { createVault, type Vault } from '../crypto/vault.js';
import { addConnector, addTaskSystem, type ConnectorDeps } from './connected-systems.js';
import { CONNECTOR_PROBLEMS, type Connector, type ConnectorKind, type Identity, type ReadEvent } from './connector.js';
import { DEMO_SHOP_DATASET, loadDemoShop } from './demo/membership-shop.js';
import { CONNECTOR_KINDS, connectorNamed, listConnectors, previewConnectorNamed, testConnector } from './registry.js';

const EMAIL = 'amelia.hartnell@post.example';
const NAMES = { registers: 'rightsdesk', postgres: 'shop', task: 'archive' } satisfies Record<ConnectorKind, string>;

describe('every kind of connector', () => {
  let database: TestDatabase;
  let shop: Awaited<ReturnType<typeof createEmptyDatabase>>;
  let deps: ConnectorDeps;
  let vault: Vault;
  let keysPool: pg.Pool;
  let identity: Identity;
  const dataset = readFileSync(DEMO_SHOP_DATASET, 'utf8');

  beforeAll(async () => {
    database = await createTestDatabase();
    shop = await createEmptyDatabase();
    await loadDemoShop(shop.url);
    const pool = new pg.Pool({ connectionString: database.url, max: 4 });
    keysPool = new pg.Pool({ connectionString: database.keysUrl, max: 2 });
    vault = createVault({ keysPool, masterKey: randomBytes(32).toString('base64') });
    deps = { pool, vault };
    await addConnector(deps, { name: 'shop', url: shop.url, dataset });
    await addTaskSystem(deps, { name: 'archive' });
    identity = { emails: [EMAIL], ...(await fileCase(deps, EMAIL)) };
  });
  afterAll(async () => {
    await Promise.all([deps.pool.end(), keysPool.end()]);
    await Promise.all([database.drop(), shop.drop()]);
  });

  async function eventsOf(connector: Connector, person: Identity): Promise<ReadEvent[]> {
    const events: ReadEvent[] = [];
    for await (const event of connector.read(person)) events.push(event);
    return events;
  }

  it('is listed, our own registers first', async () => {
    const connectors = await listConnectors(deps);
    expect(connectors.map(({ name }) => name)).toEqual(['rightsdesk', 'archive', 'shop']);
    expect(new Set(connectors.map(({ kind }) => kind))).toEqual(new Set(Object.keys(CONNECTOR_KINDS)));
  });

  describe.each(Object.entries(NAMES))('%s', (kind, name) => {
    const connector = () => connectorNamed(deps, name);

    it('says what it is, and passes its own test', async () => {
      expect(await connector()).toMatchObject({ kind, name });
      expect(await testConnector(deps, name)).toMatchObject({ ok: true, problem: null });
    });

    it('finds the person exactly when reading yields something of them', async () => {
      for (const person of [identity, { emails: ['stranger@post.example'] }]) {
        const events = await eventsOf(await connector(), person);
        const isOpen = events.some((event) => event.kind === 'open');
        const found = await (await connector()).find(person);
        expect(found.status).toBe(isOpen ? 'open' : events.length > 0 ? 'found' : 'nothing-held');
      }
    });

    it('describes every collection that it yields, with purpose and period', async () => {
      const described = new Map((await connector()).describe().map((one) => [one.name, one]));
      for (const event of await eventsOf(await connector(), identity)) {
        if (event.kind !== 'rows') continue;
        expect(described.get(event.collection)?.categories).not.toEqual([]);
        expect(described.get(event.collection)?.notice).toMatchObject({ period: expect.any(String) });
        expect(described.get(event.collection)?.notice.purposes).not.toEqual([]);
      }
    });

    it('gives every row once, with a key, and a reason where it is held back', async () => {
      const seen = new Set<string>();
      for (const event of await eventsOf(await connector(), identity)) {
        if (event.kind !== 'rows') continue;
        for (const { key, owner, reason } of event.rows) {
          expect(key).not.toBe('');
          expect(seen.has(`${event.collection}/${key}`)).toBe(false);
          seen.add(`${event.collection}/${key}`);
          expect(reason === undefined).toBe(owner === 'subject');
          expect(reason ?? '').not.toMatch(/weir|@/i);
        }
      }
    });

    it('lists recipients by name', async () => {
      for (const recipient of await (await connector()).listRecipients(identity)) expect(recipient.name).not.toBe('');
    });

    it('can be left half-way without keeping anything open', async () => {
      for (let turn = 0; turn < 20; turn += 1) for await (const _ of (await connector()).read(identity)) break;
      const client = new pg.Client({ connectionString: shop.url });
      await client.connect();
      const { rows } = await client.query(
        `SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'rightsdesk' AND datname = current_database()`,
      );
      await client.end();
      expect(rows[0].n).toBeLessThanOrEqual(1);
    });
  });

  describe('a system that fails', () => {
    const add = (name: string, url: string, yaml = dataset) => addConnector(deps, { name, url, dataset: yaml });
    const problemOf = async (name: string) => (await previewConnectorNamed(deps, name, EMAIL)).problem;

    it('is down', async () => {
      await add('down', 'postgresql://someone:secret@127.0.0.1:1/none');
      expect(await problemOf('down')).toMatchObject({ problem: 'UNREACHABLE' });
      expect(await testConnector(deps, 'down')).toMatchObject({ ok: false, problem: { problem: 'UNREACHABLE' } });
      expect(await (await connectorNamed(deps, 'down')).find({ emails: [EMAIL] })).toMatchObject({ status: 'unreachable' });
    });

    it('does not know us', async () => {
      await add('closed', shop.url.replace(/\/\/[^@]+@/, '//nobody:wrong@'));
      expect(await problemOf('closed')).toMatchObject({ problem: 'REFUSED_ACCESS' });
    });

    it('does not fit its description', async () => {
      await add('changed', shop.url, dataset.replace('name: note_by_sales', 'name: note_by_robots'));
      expect(await problemOf('changed')).toEqual({
        kind: 'problem',
        problem: 'DESCRIPTION_DOES_NOT_FIT',
        detail: 'the table shop_account has no column note_by_robots',
      });
    });

    it('accepts the connection and says nothing', async () => {
      const silent = createServer(() => undefined);
      const port = await portOf(silent);
      await add('silent', `postgresql://someone:secret@127.0.0.1:${port}/none`);
      expect(await problemOf('silent')).toMatchObject({ problem: 'TOO_SLOW' });
      silent.close();
    }, 20_000);

    it('breaks off half-way: what came before stands, and it says so', async () => {
      const { server, port } = await relay(shop.url, 14_000);
      await add('breaking', withPort(shop.url, port));
      const preview = await previewConnectorNamed(deps, 'breaking', EMAIL);
      expect(preview).toMatchObject({ complete: false, problem: { problem: 'LOST_MID_WAY' } });
      expect(preview.collections.shop_account).toHaveLength(1);
      expect(preview.collections.shop_visit).toBeUndefined();
      server.close();
    });

    it('never shows a password', async () => {
      for (const code of CONNECTOR_PROBLEMS) expect(code).toMatch(/^[A-Z_]+$/);
      expect(JSON.stringify(await testConnector(deps, 'down'))).not.toContain('secret');
      const { rows } = await deps.pool.query('SELECT * FROM connected_system');
      expect(JSON.stringify(rows.map((row) => ({ ...row, sealed_url: row.sealed_url?.toString('latin1') })))).not.toContain('secret');
    });
  });
});

function withPort(url: string, port: number): string {
  const changed = new URL(url);
  changed.hostname = '127.0.0.1';
  changed.port = String(port);
  return changed.href;
}

function portOf(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

/** Passes a connection on and cuts it after so many bytes of answers. */
async function relay(url: string, afterBytes: number): Promise<{ server: Server; port: number }> {
  const target = new URL(url);
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let passed = 0;
    client.on('error', () => undefined).on('close', () => upstream.destroy());
    upstream.on('error', () => undefined).on('close', () => client.destroy());
    client.pipe(upstream);
    upstream.on('data', (data) => {
      passed += data.length;
      if (passed > afterBytes) client.destroy();
      else client.write(data);
    });
  });
  return { server, port: await portOf(server) };
}
