import { createHash } from 'node:crypto';
import { DomainError } from '../../domain/errors.js';
import { readTransferHead, type TransferHead } from '../../domain/portability/transfer.js';

/** The head of a transfer ends within this; a longer first line is none. */
const HEAD_BYTES = 8_192;
const LINE_FEED = 10;

/** What is sent: the head as one line of JSON, then the ZIP. */
export async function* enclose(head: TransferHead, zip: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${JSON.stringify(head)}\n`);
  yield* zip;
}

/** Hash and size of what will be sent, for the signature. */
export async function measure(pieces: AsyncIterable<Uint8Array>): Promise<{ sha256: Buffer; sizeBytes: number }> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const piece of pieces) {
    hash.update(piece);
    sizeBytes += piece.byteLength;
  }
  return { sha256: hash.digest(), sizeBytes };
}

function malformed(detail: string): DomainError {
  return new DomainError({ code: 'TRANSFER_MALFORMED', kind: 'invalid', detail });
}

/**
 * Takes a transfer apart while it arrives: first its head, then the pieces of the ZIP. Both the whole body and the ZIP are hashed on
 * the way; when the pieces have ended, `check` throws unless size and hashes are those that were signed and announced.
 */
export async function openTransfer(body: AsyncIterable<Uint8Array>, signed: { sha256: Buffer; maxBytes: number }) {
  const whole = createHash('sha256');
  const zip = createHash('sha256');
  let wholeBytes = 0;
  let zipBytes = 0;
  const source = body[Symbol.asyncIterator]();
  const next = async (): Promise<Buffer | undefined> => {
    const { done, value } = await source.next();
    if (done === true) return undefined;
    wholeBytes += value.byteLength;
    if (wholeBytes > signed.maxBytes)
      throw new DomainError({ code: 'TRANSFER_TOO_LARGE', kind: 'invalid', detail: `At most ${signed.maxBytes} bytes are taken.` });
    whole.update(value);
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  };

  let start = Buffer.alloc(0);
  while (!start.includes(LINE_FEED)) {
    const piece = start.length > HEAD_BYTES ? undefined : await next();
    if (piece === undefined) throw malformed('The body must begin with one line of JSON, at most 8192 bytes long.');
    start = Buffer.concat([start, piece]);
  }
  const end = start.indexOf(LINE_FEED);
  const head = readTransferHead(parsed(start.toString('utf8', 0, end)));
  if (head === undefined) throw malformed('The first line must name transferId, source, person, sha256, sizeBytes and generatedAt.');

  async function* pieces(): AsyncGenerator<Buffer> {
    for (let piece: Buffer | undefined = start.subarray(end + 1); piece !== undefined; piece = await next()) {
      if (piece.length === 0) continue;
      zip.update(piece);
      zipBytes += piece.length;
      yield piece;
    }
  }
  function check({ sha256, sizeBytes }: TransferHead): void {
    if (!whole.digest().equals(signed.sha256))
      throw new DomainError({
        code: 'DIGEST_MISMATCH',
        kind: 'invalid',
        detail: 'The body is not the one that Content-Digest names (RFC 9530).',
      });
    if (zip.digest('hex') !== sha256 || zipBytes !== sizeBytes)
      throw malformed('Hash or size of the package is not what the first line says.');
  }
  return { head, pieces: pieces(), check: () => check(head) };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
