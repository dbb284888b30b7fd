import { createCipheriv, createDecipheriv } from 'node:crypto';
import { DomainError } from '../../domain/errors.js';

/** How much clear content a chunk holds; the last one holds what is left. */
export const CHUNK_BYTES = 512 * 1024;

const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

/** Where a chunk stands. Number and "is the last" are authenticated, so that reordering, cutting and adding are all found. */
export interface ChunkPlace {
  blobId: string;
  seq: number;
  isLast: boolean;
}

/** Each blob has a random key of its own, so the place alone makes the nonce unique under that key. */
function nonceOf({ seq, isLast }: ChunkPlace): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(seq, 0);
  nonce.writeUInt8(isLast ? 1 : 0, 11);
  return nonce;
}

const aadOf = ({ blobId, seq, isLast }: ChunkPlace) => Buffer.from(`${blobId}|${seq}|${isLast ? 'last' : 'more'}`);

/** Seals one chunk into `tag | cipher text`. */
export function sealChunk(key: Buffer, place: ChunkPlace, clear: Uint8Array): Buffer {
  const cipher = createCipheriv(CIPHER, key, nonceOf(place));
  cipher.setAAD(aadOf(place));
  const body = cipher.update(clear);
  cipher.final();
  return Buffer.concat([cipher.getAuthTag(), body]);
}

/** The failure of a blob that is not as it was written. */
export function brokenBlob(cause?: unknown): DomainError {
  return new DomainError({ code: 'BLOB_BROKEN', kind: 'conflict', detail: 'A stored file is not as it was written.', cause });
}

/** Opens one chunk at its place; BLOB_BROKEN when it was changed or stands elsewhere. */
export function openChunk(key: Buffer, place: ChunkPlace, sealed: Buffer): Buffer {
  if (sealed.length < TAG_BYTES) throw brokenBlob();
  const decipher = createDecipheriv(CIPHER, key, nonceOf(place));
  decipher.setAAD(aadOf(place));
  decipher.setAuthTag(sealed.subarray(0, TAG_BYTES));
  try {
    const clear = decipher.update(sealed.subarray(TAG_BYTES));
    decipher.final();
    return clear;
  } catch (cause) {
    throw brokenBlob(cause);
  }
}

/** Cuts a stream into chunks of exactly CHUNK_BYTES and a last one; an empty stream is one empty chunk. */
export async function* cutIntoChunks(content: AsyncIterable<Uint8Array>): AsyncGenerator<{ clear: Buffer; isLast: boolean }> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  for await (const piece of content) {
    let rest = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    while (heldBytes + rest.length > CHUNK_BYTES) {
      const take = CHUNK_BYTES - heldBytes;
      yield { clear: Buffer.concat([...held, rest.subarray(0, take)]), isLast: false };
      rest = rest.subarray(take);
      held = [];
      heldBytes = 0;
    }
    held.push(rest);
    heldBytes += rest.length;
  }
  yield { clear: Buffer.concat(held), isLast: true };
}
