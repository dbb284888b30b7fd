import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { fileCase } from '../../tests/support/file-case.js';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../../tests/support/postgres.js';
import { createVault, type Vault } from '../crypto/vault.js';
import { type BlobStore, createBlobStore } from '../storage/blob-store.js';
import { collectFromSystem } from './collect-from-system.js';
import { addConnector, addTaskSystem } from './connected-systems.js';
import { DEMO_SHOP_DATASET, loadDemoShop } from './demo/membership-shop.js';
import { recipientsOf } from './recipients.js';
import { stagedPage, stagedSystems } from './staged-rows.js';
import { readStagedIndex, readStagedRows } from './staging.js';

describe('collecting from a system', () => {
  let database: TestDatabase;
  let shop: Awaited<ReturnType<typeof createEmptyDatabase>>;
  let pool: pg.Pool;
  let keysPool: pg.Pool;
  let vault: Vault;
  let blobs: BlobStore;
  const dataset = readFileSync(DEMO_SHOP_DATASET, 'utf8');
  const email = 'amelia.hartnell@post.example';

  beforeAll(async () => {
    database = await createTestDatabase();
    shop = await createEmptyDatabase();
    await loadDemoShop(shop.url);
    pool = new pg.Pool({ connectionString: database.url, max: 6 });
    keysPool = new pg.Pool({ connectionString: database.keysUrl, max: 2 });
    vault = createVault({ keysPool, masterKey: randomBytes(32).toString('base64') });
    blobs = createBlobStore({ pool, vault });
    await addConnector({ pool, vault }, { name: 'shop', url: shop.url, dataset });
    await addConnector({ pool, vault }, { name: 'gone', url: 'postgresql://nobody:secret@127.0.0.1:1/none', dataset });
    await addTaskSystem({ pool, vault }, { name: 'paper-archive' });
  });
  afterAll(async () => {
    await Promise.all([pool.end(), keysPool.end()]);
    await Promise.all([database.drop(), shop.drop()]);
  });

  const collect = (requestId: string, system: string) => collectFromSystem({ pool, vault, blobs }, { requestId, system });
  const recordOf = async (requestId: string, system: string) =>
    (await pool.query('SELECT * FROM source_search WHERE request_id = $1 AND system = $2', [requestId, system])).rows[0];

  it('stages the rows encrypted, holds others back, and is not asked twice', async () => {
    const { requestId } = await fileCase({ pool, vault }, email);
    const summary = await collect(requestId, 'shop');
    expect(summary).toEqual({ status: 'answered', rowCount: 17, heldBackCount: 3, isComplete: true, problem: null });
    const record = await recordOf(requestId, 'shop');
    expect(JSON.stringify(record.summary)).not.toMatch(/amelia|hartnell/i);
    const index = await readStagedIndex(blobs, record.blob_id);
    const orders = index.collections.find(({ name }) => name === 'shop_order');
    const keys: string[] = [];
    for await (const rows of readStagedRows(blobs, orders?.blobId ?? '')) keys.push(...rows.map(({ key }) => key));
    expect(keys).toEqual(['ORD-00011', 'ORD-00012']);
    expect(orders).toMatchObject({ rowCount: 2, notice: { purposes: ['selling and delivering what members order'] } });
    expect(await collect(requestId, 'shop')).toEqual(summary);
    expect((await recordOf(requestId, 'shop')).attempts).toBe(1);
    const held = await pool.query('SELECT * FROM held_back_row WHERE request_id = $1', [requestId]);
    expect(held.rows).toHaveLength(3);
    expect(JSON.stringify(held.rows.map((row) => [row.sealed_row.toString('latin1'), row.reason]))).not.toMatch(/Weir/);
    const loose = await pool.query('SELECT 1 FROM blob WHERE delete_after IS NOT NULL');
    expect(loose.rows).toEqual([]);
  });

  it('keeps a verdict and leaves nothing behind when a system is asked anew', async () => {
    const { requestId } = await fileCase({ pool, vault }, email);
    await collect(requestId, 'shop');
    await pool.query(`UPDATE held_back_row SET verdict = 'released' WHERE request_id = $1 AND collection = 'shop_address'`, [requestId]);
    const blobCount = async () => (await pool.query('SELECT count(*)::int AS n FROM blob')).rows[0].n;
    const before = await blobCount();
    await pool.query(`UPDATE source_search SET is_complete = false WHERE request_id = $1`, [requestId]);
    expect(await collect(requestId, 'shop')).toMatchObject({ rowCount: 17, heldBackCount: 3 });
    expect(await blobCount()).toBe(before);
    const { rows } = await pool.query(`SELECT collection, verdict FROM held_back_row WHERE request_id = $1 ORDER BY collection`, [
      requestId,
    ]);
    expect(rows.map((row) => row.verdict)).toEqual(['released', null, null]);
  });

  it('says of silence that it is silence', async () => {
    const { requestId } = await fileCase({ pool, vault }, email);
    const summary = await collect(requestId, 'gone');
    expect(summary).toEqual({ status: 'unreachable', rowCount: 0, heldBackCount: 0, isComplete: false, problem: 'UNREACHABLE' });
    expect(await collect(requestId, 'gone')).toEqual(summary);
    expect((await recordOf(requestId, 'gone')).attempts).toBe(2);
    const stranger = await fileCase({ pool, vault }, 'stranger@post.example');
    expect(await collect(stranger.requestId, 'shop')).toMatchObject({ status: 'nothing-held', isComplete: true });
  });

  it('waits for the person who answers for a system, and takes the file they hand over', async () => {
    const { requestId, subjectId } = await fileCase({ pool, vault }, email);
    expect(await collect(requestId, 'paper-archive')).toMatchObject({ status: 'task-open', isComplete: false });
    expect(await collect(requestId, 'paper-archive')).toMatchObject({ status: 'task-open' });
    const { blobId } = await blobs.put(Buffer.from('a scan'), { subjectId, mediaType: 'application/pdf' });
    const done = await pool.query(`UPDATE human_task SET status = 'done', blob_id = $2 WHERE request_id = $1`, [requestId, blobId]);
    expect(done.rowCount).toBe(1);
    expect(await collect(requestId, 'paper-archive')).toMatchObject({ status: 'answered', isComplete: true, rowCount: 0 });
    const index = await readStagedIndex(blobs, (await recordOf(requestId, 'paper-archive')).blob_id);
    expect(index.files).toEqual([{ filename: 'paper-archive.pdf', blobId }]);
  });

  it('opens our own registers for the person', async () => {
    const { requestId, subjectId } = await fileCase({ pool, vault }, email);
    const message = await vault.seal(subjectId, { subject: 'A seal', body: 'Why is it grey?' }, 'supportMessage.sealedMessage');
    for (let n = 0; n < 450; n += 1)
      await pool.query('INSERT INTO support_message (id, subject_id, sealed_message, at) VALUES (gen_random_uuid(), $1, $2, now())', [
        subjectId,
        message,
      ]);
    expect(await collect(requestId, 'rightsdesk')).toMatchObject({ status: 'answered', isComplete: true });
    const index = await readStagedIndex(blobs, (await recordOf(requestId, 'rightsdesk')).blob_id);
    const messages = index.collections.find(({ name }) => name === 'support_message');
    expect(messages).toMatchObject({ rowCount: 450, columns: expect.arrayContaining(['id', 'at', 'subject', 'body']) });
  });

  it('shows a reviewer what was staged, and names who received it', async () => {
    const { requestId, subjectId } = await fileCase({ pool, vault }, email);
    await collect(requestId, 'shop');
    await pool.query(
      `INSERT INTO disclosure (id, subject_id, system, recipient, categories, purpose, at)
       VALUES (gen_random_uuid(), $1, 'rightsdesk', 'Tidewater Payments Ltd', '{user.name}', 'refund', '2026-05-01T10:00:00Z')`,
      [subjectId],
    );
    const [system] = await stagedSystems({ pool }, requestId);
    expect(system).toMatchObject({ system: 'shop', status: 'answered', isComplete: true });
    expect(system?.collections.find(({ name }) => name === 'shop_payment_method')).toMatchObject({ rowCount: 1, heldBackCount: 1 });
    const page = { requestId, system: 'shop', collection: 'shop_order_line', offset: 1, limit: 2 };
    expect((await stagedPage({ pool, blobs }, page)).map(({ key }) => key)).toEqual(['ORD-00011|2', 'ORD-00012|1']);
    expect(await stagedPage({ pool, blobs }, { ...page, collection: 'nothing' })).toEqual([]);
    const recipients = await recipientsOf({ pool }, requestId);
    expect(recipients.map(({ name }) => name)).toEqual(['Tidewater Payments Ltd', 'Harrow Parcel Service Ltd']);
    expect(recipients[0]).toMatchObject({ purposes: ['refund', 'taking payment', 'accounting'], lastAt: '2026-05-01T10:00:00.000Z' });
  });
});
