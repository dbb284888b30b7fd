import { execFileSync } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import pg from 'pg';
import { fileCase } from '../../tests/support/file-case.js';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../../tests/support/postgres.js';
import { collectFromSystem } from '../connectors/collect-from-system.js';
import { addConnector, addTaskSystem } from '../connectors/connected-systems.js';
import { DEMO_SHOP_DATASET, loadDemoShop } from '../connectors/demo/membership-shop.js';
import { rowName } from '../connectors/held-back.js';
import { previewConnectorNamed } from '../connectors/registry.js';
import { createVault, type Vault } from '../crypto/vault.js';
import { type BlobStore, createBlobStore } from '../storage/blob-store.js';
import { type BuiltPackage, buildAnswerPackage } from './build-answer-package.js';

const EXTRACT = `
import hashlib, json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as z:
    assert z.testzip() is None
    z.extractall(sys.argv[2])
`;

describe('the answer package', () => {
  const email = 'amelia.hartnell@post.example';
  const letters = [{ filename: 'letter.html', content: Buffer.from('<p>The letter</p>') }];
  let database: TestDatabase;
  let shop: Awaited<ReturnType<typeof createEmptyDatabase>>;
  let pool: pg.Pool;
  let keysPool: pg.Pool;
  let vault: Vault;
  let blobs: BlobStore;
  let folder: string;
  let built: BuiltPackage;
  let requestId: string;
  let reference: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    shop = await createEmptyDatabase();
    await loadDemoShop(shop.url);
    pool = new pg.Pool({ connectionString: database.url, max: 6 });
    keysPool = new pg.Pool({ connectionString: database.keysUrl, max: 2 });
    vault = createVault({ keysPool, masterKey: randomBytes(32).toString('base64') });
    blobs = createBlobStore({ pool, vault });
    folder = mkdtempSync(join(tmpdir(), 'package-'));
    await addConnector({ pool, vault }, { name: 'shop', url: shop.url, dataset: readFileSync(DEMO_SHOP_DATASET, 'utf8') });
    await addTaskSystem({ pool, vault }, { name: 'archive' });
    const filed = await fileCase({ pool, vault }, email);
    ({ requestId, reference } = filed);
    const deps = { pool, vault, blobs };
    await collectFromSystem(deps, { requestId, system: 'archive' });
    const scan = await blobs.put(Buffer.from('a scanned page'), { subjectId: filed.subjectId, mediaType: 'application/pdf' });
    await pool.query(`UPDATE human_task SET status = 'done', blob_id = $2 WHERE request_id = $1`, [requestId, scan.blobId]);
    for (const system of ['rightsdesk', 'shop', 'archive']) await collectFromSystem(deps, { requestId, system });
    await pool.query(`UPDATE held_back_row SET verdict = 'released' WHERE request_id = $1 AND collection = 'shop_address'`, [requestId]);
    await pool.query(`UPDATE held_back_row SET verdict = 'withheld' WHERE request_id = $1 AND collection = 'shop_invitation'`, [requestId]);
    await pool.query(
      `INSERT INTO redaction (id, request_id, system, collection, key_index, sealed_key, field, reason, decided_by)
       VALUES ($1, $2, 'shop', 'shop_ticket', $3, '', 'body', 'names a third person', 'a test')`,
      [randomUUID(), requestId, vault.indexOf('row-key', rowName('shop', 'shop_ticket', '1'))],
    );
    built = await buildAnswerPackage(deps, { requestId, letters });
    writeFileSync(join(folder, 'answer.zip'), await blobs.read(built.blobId));
    execFileSync('python3', ['-c', EXTRACT, join(folder, 'answer.zip'), join(folder, 'out')]);
  }, 60_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await Promise.all([pool.end(), keysPool.end()]);
    await Promise.all([database.drop(), shop.drop()]);
  });

  const text = (name: string) => readFileSync(join(folder, 'out', name), 'utf8');
  const hashOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');

  it('is the ZIP that was hashed, and lists every file with its hash', () => {
    const zip = readFileSync(join(folder, 'answer.zip'));
    expect(built).toMatchObject({ sha256: hashOf(zip), sizeBytes: zip.length, withheldCount: 2 });
    const manifest = JSON.parse(text('manifest.json'));
    const inside = readdirSync(join(folder, 'out'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(manifest.files.map((file: { name: string }) => file.name).sort()).toEqual(
      inside
        .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, 'out').length + 1))
        .filter((name) => name !== 'manifest.json')
        .sort(),
    );
    for (const file of manifest.files) {
      const content = readFileSync(join(folder, 'out', file.name));
      expect(file).toEqual({ name: file.name, sizeBytes: content.length, sha256: hashOf(content) });
    }
    expect(manifest).toMatchObject({ reference, schema: 'rightsdesk-manifest-1' });
    expect(text('letter.html')).toBe('<p>The letter</p>');
    expect(text('files/archive/archive.pdf')).toBe('a scanned page');
  });

  it('also opens with the usual unzip', () => {
    expect(execFileSync('unzip', ['-t', join(folder, 'answer.zip')], { encoding: 'utf8' })).toContain('No errors detected');
  });

  it("holds exactly the person's rows, what was released, and the black-out", async () => {
    const data = JSON.parse(text('data.json'));
    expect(data.reference).toBe(reference);
    const system = data.systems.find((one: { name: string }) => one.name === 'shop');
    const preview = await previewConnectorNamed({ pool, vault }, 'shop', email);
    const rows = Object.fromEntries(
      Object.entries<{ rows: unknown[] }>(system.collections).map(([name, collection]) => [name, collection.rows]),
    );
    expect(rows.shop_address).toEqual([...(preview.collections.shop_address ?? []), expect.objectContaining({ id: 5 })]);
    expect(rows.shop_ticket).toEqual(
      preview.collections.shop_ticket?.map((row) => ({ ...row, body: { redacted: true, reason: 'names a third person' } })),
    );
    const { shop_address: _a, shop_ticket: _t, ...others } = rows;
    const { shop_address: _b, shop_ticket: _u, ...expected } = preview.collections;
    expect(others).toEqual(expected);
    expect(system.collections.shop_payment_method).toMatchObject({ recipients: ['Tidewater Payments Ltd'], purposes: ['taking payment'] });
    expect(JSON.stringify(data)).not.toContain('Bogdan');
  });

  it('has the same rows in a CSV per table', () => {
    const [first] = parse(readFileSync(join(folder, 'out', 'csv/shop/shop_account.csv')), { bom: true, columns: true }) as Record<
      string,
      string
    >[];
    expect(first).toMatchObject({ id: '1', full_name: 'Amelia Hartnell', phone: "'+44 7700 900001", note_by_sales: '' });
    const orders = parse(readFileSync(join(folder, 'out', 'csv/shop/shop_order.csv')), { bom: true, columns: true }) as Record<
      string,
      string
    >[];
    expect(orders.map((row) => row.number)).toEqual(['ORD-00011', 'ORD-00012']);
    expect(text('csv/shop/shop_ticket.csv')).toContain('[redacted: names a third person]');
  });

  it('has a readable page that needs nothing from outside', () => {
    const page = text('index.html');
    expect(page).toContain('The data we hold about you');
    expect(page).toContain('blacked out: names a third person');
    expect(page).toContain('another person: 2');
    expect(page).not.toMatch(/<script|https?:|src=|@import|url\(/);
  });

  it('says every name and code in words too, in the page, in data.json, in the manifest and beside the CSV files', async () => {
    expect(text('index.html')).toContain('<h2>Shop account <small>');
    expect(text('index.html')).toContain('<th scope="col">Full name<br><code>full_name</code></th>');
    const data = JSON.parse(text('data.json'));
    const system = data.systems.find((one: { name: string }) => one.name === 'shop');
    expect(system.label).toBe('Membership shop');
    expect(system.collections.shop_account).toMatchObject({ label: 'Shop account', columnLabels: { full_name: 'Full name' } });
    expect(data.codes[data.regime]).toBe('the law on personal data');
    for (const { status } of data.systems) expect(data.codes[status]).toMatch(/[a-z]{4}/);
    expect(JSON.parse(text('manifest.json')).tables).toContainEqual(
      expect.objectContaining({
        file: 'csv/shop/shop_account.csv',
        collection: 'shop_account',
        label: 'Shop account',
        columns: expect.arrayContaining([{ name: 'full_name', label: 'Full name' }]),
      }),
    );
    expect(text('csv/README.txt')).toContain('csv/shop/shop_account.csv\nMembership shop (shop): Shop account (shop_account)\n');
    expect(text('csv/README.txt')).toContain('  Full name (full_name)\n');
  });

  it('in the language of the request', async () => {
    await pool.query(`UPDATE request SET language = 'fr' WHERE id = $1`, [requestId]);
    const french = await buildAnswerPackage({ pool, vault, blobs }, { requestId, letters });
    writeFileSync(join(folder, 'fr.zip'), await blobs.read(french.blobId));
    const page = execFileSync('unzip', ['-p', join(folder, 'fr.zip'), 'index.html', 'csv/README.txt', 'data.json'], { encoding: 'utf8' });
    for (const words of ['Nom complet<br><code>full_name</code>', 'Nom complet (full_name)', '"full_name":"Nom complet"', 'parcouru'])
      expect(page).toContain(words);
  });

  it('leaves nothing behind when it fails half-way', async () => {
    const before = await pool.query('SELECT count(*)::int AS n FROM blob');
    const broken: BlobStore = {
      ...blobs,
      async *open(blobId) {
        if ((await blobs.stat(blobId))?.mediaType === 'application/pdf') throw new Error('the disk is gone');
        yield* blobs.open(blobId);
      },
    };
    await expect(buildAnswerPackage({ pool, vault, blobs: broken }, { requestId, letters })).rejects.toThrow('the disk is gone');
    expect((await pool.query('SELECT count(*)::int AS n FROM blob')).rows).toEqual(before.rows);
  });
});
