import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../tests/support/postgres.js';
import { createVault, type Vault } from '../crypto/vault.js';
import { type BlobStore, createBlobStore } from './blob-store.js';
import { CHUNK_BYTES } from './chunks.js';
import { rewrapBlobKey } from './sealed-blob.js';

const mediaType = 'application/octet-stream';

describe('the file store', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let owner: pg.Pool;
  let keysPool: pg.Pool;
  let vault: Vault;
  let store: BlobStore;
  let subjectId: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = new pg.Pool({ connectionString: database.url, max: 4 });
    owner = new pg.Pool({ connectionString: database.ownerUrl, max: 1 });
    keysPool = new pg.Pool({ connectionString: database.keysUrl, max: 2 });
    vault = createVault({ keysPool, masterKey: randomBytes(32).toString('base64') });
    store = createBlobStore({ pool, vault });
    subjectId = await vault.freshSubject();
  });
  afterAll(async () => {
    await Promise.all([pool.end(), owner.end(), keysPool.end()]);
    await database.drop();
  });

  const sizes = [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, 9 * CHUNK_BYTES + 17];

  it.each(sizes)('gives back %d bytes, put whole or as a stream of odd pieces', async (size) => {
    const content = randomBytes(size);
    const sha256 = createHash('sha256').update(content).digest();
    const pieces = Array.from({ length: Math.ceil(size / 70_001) }, (_, n) => content.subarray(n * 70_001, (n + 1) * 70_001));
    for (const source of [content, Readable.from(pieces)]) {
      const stored = await store.put(source, { subjectId, mediaType });
      expect(stored).toMatchObject({ sizeBytes: size, sha256 });
      expect(await store.stat(stored.blobId)).toMatchObject({ sizeBytes: size, sha256, mediaType, subjectId });
      expect((await store.read(stored.blobId)).equals(content)).toBe(true);
    }
  });

  it('keeps no clear content', async () => {
    const { blobId } = await store.put(Buffer.from('the name of somebody'), { subjectId, mediaType });
    const { rows } = await pool.query('SELECT data FROM blob_chunk WHERE blob_id = $1', [blobId]);
    expect(rows).toHaveLength(1);
    expect(rows[0].data.includes('somebody')).toBe(false);
  });

  async function newBlob(): Promise<string> {
    return (await store.put(Readable.from([randomBytes(6 * CHUNK_BYTES + 5)]), { subjectId, mediaType })).blobId;
  }

  it.each([
    ['a changed byte', 'UPDATE blob_chunk SET data = set_byte(data, 40, get_byte(data, 40) # 1) WHERE blob_id = $1 AND seq = 3'],
    [
      "two chunks in each other's place",
      'UPDATE blob_chunk c SET data = o.data FROM blob_chunk o WHERE c.blob_id = $1 AND o.blob_id = $1 AND (c.seq, o.seq) IN ((1, 2), (2, 1))',
    ],
    [
      'a cut-off end, the size made to fit',
      `WITH cut AS (DELETE FROM blob_chunk WHERE blob_id = $1 AND seq = 6) UPDATE blob SET size_bytes = ${6 * CHUNK_BYTES} WHERE id = $1`,
    ],
    ['a missing middle', 'DELETE FROM blob_chunk WHERE blob_id = $1 AND seq = 2'],
    [
      'an end repeated, the size made to fit',
      `WITH more AS (INSERT INTO blob_chunk SELECT blob_id, 7, data FROM blob_chunk WHERE blob_id = $1 AND seq = 6) UPDATE blob SET size_bytes = ${7 * CHUNK_BYTES + 5} WHERE id = $1`,
    ],
  ])('finds %s', async (_, tampering) => {
    const blobId = await newBlob();
    await owner.query(tampering, [blobId]);
    await expect(store.read(blobId)).rejects.toMatchObject({ code: 'BLOB_BROKEN' });
  });

  it('does not open a chunk of another file', async () => {
    const [one, two] = [await newBlob(), await newBlob()];
    await owner.query(
      'UPDATE blob_chunk c SET data = o.data FROM blob_chunk o WHERE c.blob_id = $1 AND o.blob_id = $2 AND c.seq = 0 AND o.seq = 0',
      [one, two],
    );
    await expect(store.read(one)).rejects.toMatchObject({ code: 'BLOB_BROKEN' });
  });

  it('leaves nothing behind when the content fails half-way', async () => {
    const { rows: before } = await pool.query('SELECT count(*) AS n FROM blob_chunk');
    async function* failing() {
      yield randomBytes(3 * CHUNK_BYTES);
      throw new Error('the source broke');
    }
    await expect(store.put(failing(), { subjectId, mediaType })).rejects.toThrow('the source broke');
    const { rows: after } = await pool.query('SELECT count(*) AS n FROM blob_chunk');
    expect(after).toEqual(before);
  });

  it('is part of the transaction of its caller', async () => {
    const client = await pool.connect();
    const put = (content: Buffer) => store.put(content, { subjectId, mediaType, tx: client });
    try {
      await client.query('BEGIN');
      const small = await put(randomBytes(10));
      const large = await put(randomBytes(2 * CHUNK_BYTES));
      expect(await store.stat(small.blobId)).toBeUndefined();
      expect((await store.read(large.blobId, client)).length).toBe(2 * CHUNK_BYTES);
      await client.query('ROLLBACK');
      await expect(store.read(small.blobId)).rejects.toMatchObject({ code: 'BLOB_MISSING' });
      await expect(store.read(large.blobId)).rejects.toMatchObject({ code: 'BLOB_MISSING' });
    } finally {
      client.release();
    }
  });

  async function moveTo(toSubjectId: string, blobId: string, fromSubjectId: string): Promise<void> {
    const { rows } = await pool.query<{ wrapped_key: Buffer }>('SELECT wrapped_key FROM blob WHERE id = $1', [blobId]);
    const wrappedKey = rows[0]?.wrapped_key ?? Buffer.alloc(0);
    const rewrapped = await rewrapBlobKey(vault, { blobId, subjectId: fromSubjectId, wrappedKey }, toSubjectId);
    await pool.query('UPDATE blob SET subject_id = $2, wrapped_key = $3 WHERE id = $1', [blobId, toSubjectId, rewrapped]);
  }

  it('moves to another subject, and is gone with the key of the one it belongs to', async () => {
    const other = await vault.freshSubject();
    const { blobId } = await store.put(Buffer.from('hello'), { subjectId: other, mediaType });
    await moveTo(subjectId, blobId, other);
    await vault.destroyKey(other, 'test');
    expect((await store.read(blobId)).toString()).toBe('hello');
    const { blobId: lost } = await store.put(Buffer.from('hello'), { subjectId, mediaType });
    const gone = await vault.freshSubject();
    await moveTo(gone, lost, subjectId);
    await vault.destroyKey(gone, 'test');
    await expect(store.read(lost)).rejects.toMatchObject({ code: 'SUBJECT_KEY_DESTROYED' });
  });

  it('deletes on demand, when the time has come, and what was never completed', async () => {
    const kept = await newBlob();
    const { blobId: deleted } = await store.put(Buffer.of(1), { subjectId, mediaType });
    await store.delete(deleted);
    expect(await store.stat(deleted)).toBeUndefined();
    const { blobId: expired } = await store.put(Buffer.of(1), { subjectId, mediaType, deleteAfter: new Date(Date.now() - 1_000) });
    await owner.query(
      "INSERT INTO blob (id, subject_id, wrapped_key, media_type, created_at) VALUES (gen_random_uuid(), $1, '\\x00', 'x', now() - interval '2 days')",
      [subjectId],
    );
    expect(await store.sweep(new Date())).toBe(2);
    expect(await store.stat(expired)).toBeUndefined();
    expect(await store.stat(kept)).toBeDefined();
    const { rows } = await pool.query(
      'SELECT count(*)::int AS orphans FROM blob_chunk c WHERE NOT EXISTS (SELECT 1 FROM blob WHERE id = c.blob_id)',
    );
    expect(rows).toEqual([{ orphans: 0 }]);
  });
});
