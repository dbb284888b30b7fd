import { crc32 } from 'node:zlib';
import { type IdWords, readWords, writeWords } from './seal-id.js';

/**
 * One entry of the shelf's files: its length, the CRC-32 of what follows, then a kind, a stamp, a key and the content. A frame whose
 * checksum is wrong was cut short by a crash, or damaged since, and does not count.
 */
export type Frame =
  | { kind: 'seal'; id: IdWords; stamp: number; content: Buffer }
  | { kind: 'seal-gone'; id: IdWords }
  | { kind: 'document'; name: string; content: Buffer }
  | { kind: 'document-gone'; name: string }
  | { kind: 'position'; content: Buffer };

const KINDS = ['seal', 'seal-gone', 'document', 'document-gone', 'position'] as const;
const HEAD = 8;
/** Longer than any of ours: a length beyond it is damage. */
const LONGEST = 8 * 1_048_576;
/** From the start of a seal's frame to its content. */
const SEAL_HEAD = HEAD + 1 + 16 + 4;

const NOTHING = Buffer.alloc(0);

function keyOf(frame: Frame): Buffer {
  if (frame.kind === 'position') return NOTHING;
  if (frame.kind === 'seal' || frame.kind === 'seal-gone') {
    const key = Buffer.alloc(frame.kind === 'seal' ? 20 : 16);
    writeWords(frame.id, key, 0);
    if (frame.kind === 'seal') key.writeUInt32BE(frame.stamp, 16);
    return key;
  }
  const name = Buffer.from(frame.name);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(name.length);
  return Buffer.concat([length, name]);
}

export function encodeFrame(frame: Frame): Buffer {
  const content = 'content' in frame ? frame.content : NOTHING;
  const body = Buffer.concat([Buffer.of(KINDS.indexOf(frame.kind)), keyOf(frame), content]);
  const head = Buffer.alloc(HEAD);
  head.writeUInt32BE(body.length, 0);
  head.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([head, body]);
}

/** The length of the frame that begins at `offset`, its head included; undefined where `bytes` ends before it does. */
export function frameLengthAt(bytes: Buffer, offset: number): number | undefined {
  return offset + HEAD > bytes.length ? undefined : HEAD + bytes.readUInt32BE(offset);
}

/** Whether a length can be one of ours. */
export const isPlausible = (length: number) => length > HEAD && length <= LONGEST;

/** Reads one whole frame; undefined where it is not what was written. */
export function decodeFrame(bytes: Buffer): Frame | undefined {
  const body = bytes.subarray(HEAD);
  if (body.length === 0 || bytes.readUInt32BE(0) !== body.length || bytes.readUInt32BE(4) !== crc32(body)) return undefined;
  const kind = KINDS[body.readUInt8(0)];
  if (kind === 'seal') return { kind, id: readWords(body, 1), stamp: body.readUInt32BE(17), content: bytes.subarray(SEAL_HEAD) };
  if (kind === 'seal-gone') return { kind, id: readWords(body, 1) };
  if (kind === 'position') return { kind, content: body.subarray(1) };
  if (kind === undefined) return undefined;
  const end = 3 + body.readUInt16BE(1);
  const name = body.subarray(3, end).toString();
  return kind === 'document' ? { kind, name, content: body.subarray(end) } : { kind, name };
}
