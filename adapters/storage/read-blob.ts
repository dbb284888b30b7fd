import { DomainError } from '../../domain/errors.js';
import type { Vault } from '../crypto/vault.js';
import { findBlob } from './blob-rows.js';
import { brokenBlob, CHUNK_BYTES, openChunk } from './chunks.js';
import { type ChunkSource, fetchChunks, fetchOnlyChunk } from './fetch-chunks.js';
import { openBlobKey } from './sealed-blob.js';

type ReadDeps = ChunkSource & { vault: Vault };

function missingBlob(): DomainError {
  return new DomainError({ code: 'BLOB_MISSING', kind: 'missing', detail: 'There is no such file, or not any more.' });
}

async function keyOf(deps: ReadDeps, blobId: string) {
  const blob = await findBlob(deps.tx ?? deps.pool, blobId);
  if (blob === undefined) throw missingBlob();
  return { key: await openBlobKey(deps.vault, blob), sizeBytes: blob.sizeBytes };
}

/** Streams a file's clear content, a few chunks at a time. Every chunk is authenticated before it is passed on. */
export async function* readBlob(deps: ReadDeps, blobId: string): AsyncGenerator<Buffer> {
  const { key, sizeBytes } = await keyOf(deps, blobId);
  const count = Math.max(1, Math.ceil(sizeBytes / CHUNK_BYTES));
  let ahead = count === 1 ? fetchOnlyChunk(deps, blobId) : fetchChunks(deps, blobId, 0);
  for (let seq = 0; seq < count; ) {
    const chunks = await ahead;
    if (chunks.length === 0) throw brokenBlob();
    if (seq + chunks.length < count) {
      ahead = fetchChunks(deps, blobId, seq + chunks.length);
      ahead.catch(() => undefined); // awaited in the next turn
    }
    for (const sealed of chunks) {
      const clear = openChunk(key, { blobId, seq, isLast: seq === count - 1 }, sealed);
      seq += 1;
      yield clear;
    }
  }
}
