import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BlobReader, configure, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { parse } from 'csv-parse/sync';
import pg from 'pg';
import { fileCase } from '../../tests/support/file-case.js';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../../tests/support/postgres.js';
import { collectFromSystem } from '../connectors/collect-from-system.js';
import { addConnector } from '../connectors/connected-systems.js';
import { DEMO_SHOP_DATASET, loadDemoShop } from '../connectors/demo/membership-shop.js';
import { createVault, type Vault } from '../crypto/vault.js';
import { createBlobStore } from '../storage/blob-store.js';
import { buildPortablePackage, type PortablePackage } from './build-portable-package.js';

configure({ useWebWorkers: false });
const email = 'amelia.hartnell@post.example';

let database: TestDatabase;
let shop: Awaited<ReturnType<typeof createEmptyDatabase>>;
let pool: pg.Pool;
let keysPool: pg.Pool;
let vault: Vault;
let built: PortablePackage;
let files: Map<string, Buffer>;
let letterSaw: string[];
let requestId: string;

beforeAll(async () => {
  [database, shop] = [await createTestDatabase(), await createEmptyDatabase()];
  pool = new pg.Pool({ connectionString: database.url });
  keysPool = new pg.Pool({ connectionString: database.keysUrl });
  vault = createVault({ keysPool, masterKey: Buffer.alloc(32, 7).toString('base64') });
  const blobs = createBlobStore({ pool, vault });
  await loadDemoShop(shop.url);
  const owner = new pg.Client({ connectionString: shop.url });
  await owner.connect();
  await owner.query(`UPDATE membership_shop.shop_account SET full_name = '=cmd|''/c calc''!A1' WHERE email = $1`, [email]);
  await owner.end();
  const dataset = readFileSync(DEMO_SHOP_DATASET, 'utf8');
  const silent = dataset
    .replace('        basis: contract\n', '')
    .replace('fides_key: membership_shop', 'fides_key: silent_shop')
    .replaceAll('dataset: membership_shop', 'dataset: silent_shop');
  await addConnector({ pool, vault }, { name: 'shop', url: shop.url, dataset });
  await addConnector({ pool, vault }, { name: 'silent', url: shop.url, dataset: silent });
  const filed = await fileCase({ pool, vault }, email);
  requestId = filed.requestId;
  for (const system of ['rightsdesk', 'shop', 'silent']) await collectFromSystem({ pool, vault, blobs }, { requestId, system });
  await pool.query(
    `INSERT INTO portability_basis (request_id, system, collection, basis, decided_by, decided_at) VALUES ($1, 'silent', 'shop_order', 'contract', 'me', now())`,
    [requestId],
  );
  built = await buildPortablePackage(
    { pool, vault, blobs },
    {
      requestId,
      source: { name: 'Rightsdesk Seals Ltd', url: 'https://rightsdesk.example' },
      letter: async ({ dataSha256, notIncluded }) => {
        letterSaw = [dataSha256, ...notIncluded.map(({ collection, reason }) => `${collection} ${reason}`)];
        return [{ filename: 'letter.html', content: Buffer.from('<p>The letter</p>') }];
      },
    },
  );
  const zip = new ZipReader(new BlobReader(new Blob([new Uint8Array(await blobs.read(built.blobId))])));
  files = new Map();
  for (const entry of await zip.getEntries())
    if (!entry.directory) files.set(entry.filename, Buffer.from(await entry.getData(new Uint8ArrayWriter())));
}, 120_000);

afterAll(async () => {
  await pool.end();
  await keysPool.end();
  await database.drop();
  await shop.drop();
});

const bytes = (name: string) => files.get(name) ?? Buffer.of();
const text = (name: string) => bytes(name).toString();
const rowsOf = (name: string) => parse(text(name), { bom: true, columns: true }) as Record<string, string>[];

describe('the portable package (GDPR Art. 20)', () => {
  it('holds what was given and observed under contract, and nothing derived or on another basis', () => {
    const data = JSON.parse(text('data.json'));
    const { collections } = data.systems.find((one: { name: string }) => one.name === 'shop');
    expect(Object.keys(collections).sort()).toEqual(expect.arrayContaining(['shop_account', 'shop_address', 'shop_order']));
    for (const out of ['shop_visit', 'shop_payment', 'shop_article']) expect(Object.keys(collections)).not.toContain(out);
    expect(collections.shop_account.rows[0]).not.toHaveProperty('note_by_sales');
    expect(collections.shop_account.rows[0]).toMatchObject({ email });
    expect(JSON.stringify(data)).not.toContain('"request":');
  });

  it('leaves out what has no known basis until a reviewer has said it', () => {
    const data = JSON.parse(text('data.json'));
    const { collections } = data.systems.find((one: { name: string }) => one.name === 'silent');
    expect(Object.keys(collections)).toEqual(['shop_order']);
  });

  it('says of every part that stays out why', () => {
    expect(letterSaw).toEqual(
      expect.arrayContaining(['shop_account derived', 'shop_payment not-consent-or-contract', 'shop_account basis-unknown']),
    );
    expect(letterSaw.some((line) => line.endsWith('another-person'))).toBe(true);
    expect(JSON.parse(text('manifest.json')).notIncluded).toEqual(built.notIncluded.map((part) => ({ ...part })));
  });

  it('names schema, source and the hash of every file, and the hash of data.json in the letter', () => {
    const manifest = JSON.parse(text('manifest.json'));
    expect(manifest).toMatchObject({ schema: 'rightsdesk-portability-1', source: { name: 'Rightsdesk Seals Ltd' }, encoding: 'UTF-8' });
    for (const { name, sha256 } of manifest.files) expect(createHash('sha256').update(bytes(name)).digest('hex')).toBe(sha256);
    expect(manifest.files.map(({ name }: { name: string }) => name)).toEqual([...files.keys()].filter((name) => name !== 'manifest.json'));
    expect(letterSaw[0]).toBe(createHash('sha256').update(text('data.json')).digest('hex'));
    const account = manifest.collections.find(({ name }: { name: string }) => name === 'shop_account');
    expect(account.columns).toContainEqual({ name: 'email', label: 'E-mail address', provenance: 'given', basis: 'contract' });
  });

  it('has a CSV per table with a header, ISO dates, and no formula that a spreadsheet would run', () => {
    const [account] = rowsOf('csv/shop/shop_account.csv');
    expect(account?.full_name).toBe(`'=cmd|'/c calc'!A1`);
    expect(
      JSON.parse(text('data.json')).systems.find((one: { name: string }) => one.name === 'shop').collections.shop_account.rows[0].full_name,
    ).toBe(`=cmd|'/c calc'!A1`);
    const [order] = rowsOf('csv/shop/shop_order.csv');
    expect(order?.placed_at).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/);
  });
});
