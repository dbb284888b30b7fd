import { createHash } from 'node:crypto';
import { configure, ZipWriter } from '@zip.js/zip.js';
import type { BlobWriter } from '../connectors/blob-writer.js';

configure({ useWebWorkers: false });

/** A file as the manifest lists it. */
export interface PackedFile {
  name: string;
  sizeBytes: number;
  sha256: string;
}

const PIECE_BYTES = 64 * 1024;
/** Beyond this an entry is written as ZIP64; below, every program opens it. */
const PLAIN_LIMIT_BYTES = 3.5 * 1024 ** 3;

/** Packs files into a ZIP one after the other, straight into the store; nothing is held but the piece under way. */
export function openZip(target: BlobWriter, at: Date) {
  const zip = new ZipWriter(new WritableStream<Uint8Array>({ write: (piece) => target.write(piece) }), { lastModDate: at });
  const files: PackedFile[] = [];
  return {
    files: files as readonly PackedFile[],
    /** `expectedBytes` is a rough idea of the size; beyond 3.5 GB the entry needs the newer form of ZIP. */
    async add(name: string, content: AsyncIterable<string | Uint8Array>, expectedBytes = 0): Promise<void> {
      const hash = createHash('sha256');
      let sizeBytes = 0;
      const stream = streamOf(content, (piece) => {
        hash.update(piece);
        sizeBytes += piece.byteLength;
      });
      await zip.add(name, stream, { zip64: expectedBytes > PLAIN_LIMIT_BYTES });
      files.push({ name, sizeBytes, sha256: hash.digest('hex') });
    },
    close: () => zip.close(),
  };
}

/** Gathers small pieces into larger ones, so that hashing and compressing are not called once a row. */
function streamOf(content: AsyncIterable<string | Uint8Array>, onPiece: (piece: Uint8Array) => void): ReadableStream<Uint8Array> {
  const pieces = gathered(content);
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await pieces.next();
      if (next.done) return controller.close();
      onPiece(next.value);
      controller.enqueue(next.value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

async function* gathered(content: AsyncIterable<string | Uint8Array>): AsyncGenerator<Uint8Array, undefined> {
  let held: Buffer[] = [];
  let bytes = 0;
  for await (const part of content) {
    const piece = typeof part === 'string' ? Buffer.from(part) : Buffer.from(part.buffer, part.byteOffset, part.byteLength);
    held.push(piece);
    bytes += piece.length;
    if (bytes < PIECE_BYTES) continue;
    yield Buffer.concat(held);
    held = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(held);
  return undefined;
}
