import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { fileCase } from '../../tests/support/file-case.js';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../../tests/support/postgres.js';
import { createVault, type Vault } from '../crypto/vault.js';
import { addConnector, addTaskSystem, type ConnectorDeps } from './connected-systems.js';
import type { Connector, ConnectorKind, ReadEvent } from './connector.js';
import { DEMO_SHOP_DATASET, demoShopGrants, loadDemoShop } from './demo/membership-shop.js';
import { previewConnector } from './preview.js';
import type { Identity } from './reading.js';
import { CONNECTOR_PROBLEMS } from './reading.js';
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

  describe.each(Object.entries(NAMES))('%s changes data', (kind, name) => {
    const isByHand = kind === 'task';
    const connector = () => connectorNamed(deps, name);
    let person: Identity;
    const other = { emails: ['dervla.quinlan@post.example'] };
    beforeAll(async () => {
      person = { emails: ['chiara.solbiati@post.example'], ...(await fileCase(deps, 'chiara.solbiati@post.example')) };
      await deps.pool.query('DELETE FROM officer WHERE subject_id = $1', [person.subjectId]);
      const profile = { name: 'Chiara Solbiati', email: 'chiara.solbiati@post.example' };
      await deps.pool.query(
        `INSERT INTO officer (id, member_id, subject_id, position, sealed_profile, source) VALUES ($1, $2, $3, 'clerk', $4, 'test')`,
        [randomUUID(), randomUUID(), person.subjectId, await vault.seal(person.subjectId ?? '', profile, 'officer.sealedProfile')],
      );
    });

    it('finds a value that is to be corrected, corrects it once, and only where it still stands', async () => {
      const found = await (await connector()).locate(person, { field: 'E-Mail' });
      if (isByHand) return expect(found).toEqual({ status: 'by-hand', reason: 'NO_INTERFACE' });
      const names = await (await connector()).locate(person, { field: 'Name', value: 'chiara solbiati' });
      if (found.status !== 'located' || names.status !== 'located') throw new Error(found.status);
      expect(found.candidates.length).toBeGreaterThan(0);
      const place = names.candidates.find((one) => one.isCorrectable);
      if (!place) throw new Error('no place');
      const change = { collection: place.collection, key: place.key, field: place.field, reason: 'misspelt' };
      const stale = await (await connector()).correct(person, { ...change, value: 'Clara', expected: 'Someone' });
      expect(stale).toEqual({ status: 'changed-meanwhile', before: 'Chiara Solbiati' });
      const first = await (await connector()).correct(person, { ...change, value: 'Clara Solbiati', expected: 'Chiara Solbiati' });
      expect(first).toEqual({ status: 'corrected', before: 'Chiara Solbiati' });
      const again = await (await connector()).correct(person, { ...change, value: 'Clara Solbiati' });
      expect(again).toMatchObject({ status: 'already' });
      expect(await (await connector()).correct(other, { ...change, value: 'X' })).toEqual({ status: 'not-found' });
      const fixed = await (await connector()).correct(person, { ...change, field: 'id', value: 'X' });
      expect(fixed).toEqual({ status: 'by-hand', reason: 'FIELD_IS_FIXED' });
    });

    it('restricts and lifts, or says that a person must', async () => {
      const scope = { restrictionId: randomUUID() };
      const restricted = await (await connector()).restrict(person, scope);
      expect(restricted.status).toBe(isByHand ? 'by-hand' : 'restricted');
      const lifted = await (await connector()).lift(person, scope);
      expect(lifted.status).toBe(isByHand ? 'by-hand' : 'lifted');
    });

    it('plans without changing, erases once, proves it, and leaves others alone', async () => {
      const others = await previewConnector(await connector(), other);
      const plan = await (await connector()).planErasure(person);
      expect(await (await connector()).planErasure(person)).toEqual(plan);
      const runId = randomUUID();
      const erased = await (await connector()).erase(person, { runId });
      if (isByHand) return expect([plan.status, erased.status]).toEqual(['by-hand', 'by-hand']);
      if (plan.status !== 'planned' || erased.status !== 'erased') throw new Error(erased.status);
      const planned = plan.collections.reduce((sum, one) => sum + one.deleteCount + one.maskCount, 0);
      const done = erased.collections.reduce((sum, one) => sum + one.deleted + one.masked, 0);
      expect(planned).toBeGreaterThan(0);
      expect(done).toBe(planned);
      expect(await (await connector()).erase(person, { runId })).toEqual(erased);
      expect(await (await connector()).proveGone(person, { runId })).toMatchObject({ status: 'proven', isGone: true });
      const { request: _file, ...left } = (await previewConnector(await connector(), person)).collections;
      expect(JSON.stringify(left)).not.toMatch(/solbiati/i);
      expect(await previewConnector(await connector(), other)).toEqual(others);
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

    it('is down when something is to be changed', async () => {
      const down = await connectorNamed(deps, 'down');
      const person = { emails: [EMAIL] };
      const answers = [
        await down.locate(person, { field: 'name' }),
        await down.correct(person, { collection: 'shop_account', key: '1', field: 'full_name', value: 'X' }),
        await down.planErasure(person),
        await down.erase(person, { runId: randomUUID() }),
        await down.proveGone(person),
        await down.restrict(person, { restrictionId: randomUUID() }),
        await down.lift(person, { restrictionId: randomUUID() }),
      ];
      for (const answer of answers) expect(answer).toMatchObject({ status: 'unreachable', problem: { problem: 'UNREACHABLE' } });
    });

    it('lets us read but not write: a person has to', async () => {
      const role = `reader_${randomBytes(4).toString('hex')}`;
      const owner = new pg.Client({ connectionString: shop.url });
      await owner.connect();
      await owner.query(`CREATE ROLE ${role} LOGIN PASSWORD 'reads'; GRANT USAGE ON SCHEMA membership_shop TO ${role};
        GRANT SELECT ON ALL TABLES IN SCHEMA membership_shop TO ${role}`);
      await add('reading', shop.url.replace(/\/\/[^@]+@/, `//${role}:reads@`));
      const reading = await connectorNamed(deps, 'reading');
      const byHand = { status: 'by-hand', reason: 'NO_WRITE_RIGHTS' };
      expect(await reading.planErasure({ emails: [EMAIL] })).toEqual(byHand);
      expect(await reading.erase({ emails: [EMAIL] }, { runId: randomUUID() })).toEqual(byHand);
      const change = { collection: 'shop_account', key: '1', field: 'full_name', value: 'X' };
      expect(await reading.correct({ emails: [EMAIL] }, change)).toEqual(byHand);
      await owner.query(`${demoShopGrants(role)}`);
      expect(await reading.planErasure({ emails: [EMAIL] })).toMatchObject({ status: 'planned' });
      expect(await reading.correct({ emails: [EMAIL] }, change)).toMatchObject({ status: 'corrected' });
      await owner.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
      await owner.end();
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
