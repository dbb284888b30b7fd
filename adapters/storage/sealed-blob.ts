import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { DomainError } from '../../domain/errors.js';
import type { Vault } from '../crypto/vault.js';
import { CHUNK_BYTES, sealChunk } from './chunks.js';

/** A file's key as it stands in its row. */
export interface WrappedBlobKey {
  blobId: string;
  subjectId: string;
  wrappedKey: Buffer;
}

/** The AAD context under which a subject's key wraps a file's key. */
export const blobContext = (blobId: string) => `blob.wrappedKey:${blobId}`;

/** A file of one chunk, encrypted and not yet written. */
export interface SealedBlob extends WrappedBlobKey {
  mediaType: string;
  deleteAfter?: Date;
  sizeBytes: number;
  /** Of the clear content. */
  sha256: Buffer;
  data: Buffer;
}

/** Encrypts a file of at most CHUNK_BYTES, to be written by `sealedBlobCtes` with the rows it belongs to. */
export async function sealBlob(
  vault: Vault,
  content: Uint8Array,
  options: { subjectId: string; mediaType: string; id?: string; deleteAfter?: Date },
): Promise<SealedBlob> {
  if (content.length > CHUNK_BYTES) throw new RangeError('a file of more than one chunk is written chunk by chunk');
  const { id: blobId = randomUUID(), ...kept } = options;
  const key = randomBytes(32);
  return {
    ...kept,
    blobId,
    wrappedKey: await vault.sealBytes(options.subjectId, key, blobContext(blobId)),
    sizeBytes: content.length,
    sha256: createHash('sha256').update(content).digest(),
    data: sealChunk(key, { blobId, seq: 0, isLast: true }, content),
  };
}

const PARAMS_OF_EACH = 8;

/** The parameters of `sealedBlobCtes`. */
export function sealedBlobParams(blobs: readonly SealedBlob[]): unknown[] {
  return blobs.flatMap((blob) => [
    blob.blobId,
    blob.subjectId,
    blob.wrappedKey,
    blob.mediaType,
    blob.deleteAfter ?? null,
    blob.sizeBytes,
    blob.sha256,
    blob.data,
  ]);
}

/** Writes `count` sealed files, as two members of a WITH list; the parameters begin at $1. */
export function sealedBlobCtes(count: number): string {
  const firsts = Array.from({ length: count }, (_, n) => n * PARAMS_OF_EACH + 1);
  const files = firsts.map(
    (p) => `($${p}::uuid, $${p + 1}::uuid, $${p + 2}::bytea, $${p + 3}, $${p + 4}::timestamptz, $${p + 5}::bigint, $${p + 6}::bytea, true)`,
  );
  const chunks = firsts.map((p) => `($${p}::uuid, 0, $${p + 7}::bytea)`);
  return `new_blob AS (INSERT INTO blob (id, subject_id, wrapped_key, media_type, delete_after, size_bytes, sha256, is_complete) VALUES ${files.join(', ')}),
    new_blob_chunk AS (INSERT INTO blob_chunk (blob_id, seq, data) VALUES ${chunks.join(', ')})`;
}

/** A file's own key; SUBJECT_KEY_DESTROYED when that of its subject is gone. */
export async function openBlobKey(vault: Vault, blob: WrappedBlobKey): Promise<Buffer> {
  const key = await vault.openBytes(blob.subjectId, blob.wrappedKey, blobContext(blob.blobId));
  if (key !== undefined) return key;
  throw new DomainError({ code: 'SUBJECT_KEY_DESTROYED', kind: 'missing', detail: 'The key of this file was destroyed.' });
}

/** What to write as the wrapped key when a file goes to another subject; its chunks stay as they are. */
export async function rewrapBlobKey(vault: Vault, blob: WrappedBlobKey, toSubjectId: string): Promise<Buffer> {
  return vault.sealBytes(toSubjectId, await openBlobKey(vault, blob), blobContext(blob.blobId));
}
