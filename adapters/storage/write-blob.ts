import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Vault } from '../crypto/vault.js';
import type { PutOptions } from './blob.js';
import { deleteBlob, type Queryable } from './blob-rows.js';
import { CHUNK_BYTES, cutIntoChunks, sealChunk } from './chunks.js';
import { blobContext, sealBlob, sealedBlobCtes, sealedBlobParams } from './sealed-blob.js';

interface Stored {
  blobId: string;
  sizeBytes: number;
  sha256: Buffer;
}

const INSERT_BLOB = 'INSERT INTO blob (id, subject_id, wrapped_key, media_type, delete_after) VALUES ($1, $2, $3, $4, $5)';

// Outside a transaction of the caller a chunk need not wait for the disk: the commit that completes the file does, and it comes after.
const INSERT_CHUNK = `WITH quick AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
  INSERT INTO blob_chunk (blob_id, seq, data) SELECT $1, $2, $3 FROM quick`;
const INSERT_CHUNK_IN_TX = 'INSERT INTO blob_chunk (blob_id, seq, data) VALUES ($1, $2, $3)';

async function storeWhole(deps: { db: Queryable; vault: Vault }, content: Uint8Array, options: PutOptions): Promise<Stored> {
  const { subjectId, mediaType, id, deleteAfter } = options;
  const blob = await sealBlob(deps.vault, content, { subjectId, mediaType, id, deleteAfter });
  await deps.db.query(`WITH ${sealedBlobCtes(1)} SELECT 1`, sealedBlobParams([blob]));
  return { blobId: blob.blobId, sizeBytes: blob.sizeBytes, sha256: blob.sha256 };
}

async function storeChunks(
  db: Queryable,
  insert: string,
  key: Buffer,
  blobId: string,
  content: AsyncIterable<Uint8Array>,
): Promise<Stored> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  let seq = 0;
  let writing: Promise<unknown> = Promise.resolve();
  try {
    for await (const { clear, isLast } of cutIntoChunks(content)) {
      hash.update(clear);
      sizeBytes += clear.length;
      const data = sealChunk(key, { blobId, seq, isLast }, clear);
      await writing; // one chunk is on its way while the next is read and sealed
      writing = db.query(insert, [blobId, seq, data]);
      writing.catch(() => undefined); // awaited in the next turn or below
      seq += 1;
    }
  } finally {
    await writing; // also when the content failed: no chunk may arrive after the file was deleted
  }
  return { blobId, sizeBytes, sha256: hash.digest() };
}

/** Stores a file: what fits into one chunk in one statement, anything else chunk by chunk and complete at the end. */
export async function writeBlob(
  deps: { pool: pg.Pool; vault: Vault },
  content: Uint8Array | AsyncIterable<Uint8Array>,
  options: PutOptions,
): Promise<Stored> {
  const db = options.tx ?? deps.pool;
  if (content instanceof Uint8Array && content.length <= CHUNK_BYTES) return storeWhole({ db, vault: deps.vault }, content, options);
  const blobId = options.id ?? randomUUID();
  const key = randomBytes(32);
  const wrapped = await deps.vault.sealBytes(options.subjectId, key, blobContext(blobId));
  const stream = content instanceof Uint8Array ? piecesOf(content) : content;
  await db.query(INSERT_BLOB, [blobId, options.subjectId, wrapped, options.mediaType, options.deleteAfter ?? null]);
  try {
    const stored = await storeChunks(db, options.tx === undefined ? INSERT_CHUNK : INSERT_CHUNK_IN_TX, key, blobId, stream);
    await db.query('UPDATE blob SET size_bytes = $2, sha256 = $3, is_complete = true WHERE id = $1', [
      blobId,
      stored.sizeBytes,
      stored.sha256,
    ]);
    return stored;
  } catch (cause) {
    if (options.tx === undefined) await deleteBlob(deps.pool, blobId).catch(() => undefined); // incomplete and swept later otherwise
    throw cause;
  }
}

async function* piecesOf(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}
