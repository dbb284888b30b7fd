import { crc32 } from 'node:zlib';
import type { ReasonCode } from '../../../domain/seals/verdict.js';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const KEYWORD = 'openbadgecredential';
const MOST_CHUNKS = 10_000;
/** Keyword, its zero, compression flag and method 0, no language tag, no translated keyword (PNG 11.3.4.5). */
const ITXT_HEAD = Buffer.concat([Buffer.from(KEYWORD, 'latin1'), Buffer.of(0, 0, 0, 0, 0)]);

export const isPng = (bytes: Buffer) => bytes.subarray(0, 8).equals(SIGNATURE);

interface Chunk {
  type: string;
  data: Buffer;
  start: number;
  end: number;
}

/** The chunks of a PNG, without unpacking any picture; ends early where one is cut short or its check sum is wrong. */
function* chunksOf(bytes: Buffer): Generator<Chunk> {
  let at = SIGNATURE.length;
  for (let count = 0; count < MOST_CHUNKS && at + 12 <= bytes.length; count += 1) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return;
    if (crc32(bytes.subarray(at + 4, end - 4)) >>> 0 !== bytes.readUInt32BE(end - 4)) return;
    const type = bytes.toString('latin1', at + 4, at + 8);
    yield { type, data: bytes.subarray(at + 8, end - 4), start: at, end };
    if (type === 'IEND') return;
    at = end;
  }
}

const isOurs = ({ type, data }: Chunk) =>
  type === 'iTXt' && data.subarray(0, KEYWORD.length + 1).equals(ITXT_HEAD.subarray(0, KEYWORD.length + 1));

/** The credential baked into a PNG (Open Badges 3.0, 5.3.1): one uncompressed iTXt chunk. */
export function readBakedPng(bytes: Buffer): { text: string } | ReasonCode {
  const found = [...chunksOf(bytes)].filter(isOurs);
  const [chunk] = found;
  if (chunk === undefined) return 'NO_CREDENTIAL_IN_FILE';
  if (found.length > 1) return 'SEVERAL_CREDENTIALS_IN_FILE';
  const { data } = chunk;
  const afterLanguage = data.indexOf(0, KEYWORD.length + 3);
  const afterKeyword = afterLanguage < 0 ? -1 : data.indexOf(0, afterLanguage + 1);
  if (data[KEYWORD.length + 1] !== 0 || afterKeyword < 0) return 'NO_CREDENTIAL_IN_FILE';
  return { text: data.toString('utf8', afterKeyword + 1) };
}

/** Bakes a credential, JSON or JWT, into a PNG; one that was baked in before gives way, so that there is never a second. */
export function bakePng(png: Buffer, credential: string): Buffer {
  const chunks = [...chunksOf(png)];
  const [header, ...rest] = chunks.filter((chunk) => !isOurs(chunk));
  if (!isPng(png) || header?.type !== 'IHDR' || rest.at(-1)?.type !== 'IEND') throw new Error('this is no whole PNG');
  const body = Buffer.concat([Buffer.from('iTXt', 'latin1'), ITXT_HEAD, Buffer.from(credential, 'utf8')]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(body.length - 4, 0);
  frame.writeUInt32BE(crc32(body) >>> 0, 4);
  const baked = Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  return Buffer.concat([
    SIGNATURE,
    png.subarray(header.start, header.end),
    baked,
    ...rest.map(({ start, end }) => png.subarray(start, end)),
  ]);
}
