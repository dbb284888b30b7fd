import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { DomainError } from '../../domain/errors.js';

// A backup of the keys: a heading record, then one record of fixed length per subject in the order of their ids, so that one key
// is found by halving and overwritten where it stands. Nothing of it stays behind in a replaced copy.
const RECORD_BYTES = 112;
const ID_BYTES = 16;
const NAME_BYTES = 8;
const WRAPPED_BYTES = 61;
const CHECK_BYTES = 8;
const BODY_BYTES = RECORD_BYTES - CHECK_BYTES;
const MAGIC = 'RIGHTSDESK SUBJECT KEYS 1\n';
const RECORDS_PER_READ = 2_048;

/** A key as the backup holds it; `wrappedKey` is null where it was destroyed. */
export interface StoredKey {
  subjectId: string;
  keyId: string;
  createdAt: Date;
  wrappedKey: Buffer | null;
}

const idBytes = (subjectId: string) => Buffer.from(subjectId.replaceAll('-', ''), 'hex');

function idText(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const checkOf = (body: Buffer) => createHash('sha256').update(body).digest().subarray(0, CHECK_BYTES);

function seal(body: Buffer): Buffer {
  return Buffer.concat([body, checkOf(body)], RECORD_BYTES);
}

/** The first record of a key file. */
export function keyFileHeading(): Buffer {
  const body = Buffer.alloc(BODY_BYTES);
  body.write(MAGIC, 'latin1');
  return seal(body);
}

/** One key as a record; the caller writes them in ascending order of subject id. */
export function keyRecord(key: StoredKey): Buffer {
  const body = Buffer.alloc(BODY_BYTES);
  idBytes(key.subjectId).copy(body, 0);
  body.writeBigInt64BE(BigInt(key.createdAt.getTime()), ID_BYTES);
  body.write(key.keyId, ID_BYTES + 8, NAME_BYTES, 'latin1');
  if (key.wrappedKey !== null) {
    body.writeUInt8(key.wrappedKey.length, ID_BYTES + 8 + NAME_BYTES);
    key.wrappedKey.copy(body, ID_BYTES + 9 + NAME_BYTES, 0, WRAPPED_BYTES);
  }
  return seal(body);
}

function broken(detail: string): DomainError {
  return new DomainError({ code: 'KEY_BACKUP_BROKEN', kind: 'conflict', detail });
}

function parseRecord(record: Buffer): StoredKey {
  const body = record.subarray(0, BODY_BYTES);
  if (!checkOf(body).equals(record.subarray(BODY_BYTES))) throw broken('A record of the key backup was changed.');
  const length = body.readUInt8(ID_BYTES + 8 + NAME_BYTES);
  const start = ID_BYTES + 9 + NAME_BYTES;
  return {
    subjectId: idText(body.subarray(0, ID_BYTES)),
    createdAt: new Date(Number(body.readBigInt64BE(ID_BYTES))),
    keyId: body.toString('latin1', ID_BYTES + 8, ID_BYTES + 8 + NAME_BYTES).replace(/\0+$/, ''),
    wrappedKey: length === 0 ? null : Buffer.from(body.subarray(start, start + length)),
  };
}

async function readRecord(handle: FileHandle, index: number): Promise<Buffer> {
  const record = Buffer.alloc(RECORD_BYTES);
  const { bytesRead } = await handle.read(record, 0, RECORD_BYTES, index * RECORD_BYTES);
  if (bytesRead !== RECORD_BYTES) throw broken('The key backup is cut short.');
  return record;
}

async function countKeys(handle: FileHandle): Promise<number> {
  const { size } = await handle.stat();
  if (size % RECORD_BYTES !== 0 || size === 0) throw broken('The key backup is cut short.');
  if (!(await readRecord(handle, 0)).equals(keyFileHeading())) throw broken('This is not a backup of subject keys.');
  return size / RECORD_BYTES - 1;
}

async function findRecord(handle: FileHandle, subjectId: string): Promise<number | undefined> {
  const wanted = idBytes(subjectId);
  let low = 1;
  let high = await countKeys(handle);
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = (await readRecord(handle, middle)).subarray(0, ID_BYTES).compare(wanted);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

async function overwrite(handle: FileHandle, subjectId: string): Promise<'destroyed' | 'not-held'> {
  const index = await findRecord(handle, subjectId);
  if (index === undefined) return 'not-held';
  const held = parseRecord(await readRecord(handle, index));
  await handle.write(keyRecord({ ...held, wrappedKey: null }), 0, RECORD_BYTES, index * RECORD_BYTES);
  await handle.sync();
  return 'destroyed';
}

/**
 * Overwrites the subject's key in a key file with nothing and returns once that is on disk. `unreachable` where the file is moved
 * away, not mounted, read-only or no longer whole: the tombstone keeps that one from being restored.
 */
export async function destroyInKeyFile(path: string, subjectId: string): Promise<'destroyed' | 'not-held' | 'unreachable'> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, 'r+');
    return await overwrite(handle, subjectId);
  } catch {
    return 'unreachable';
  } finally {
    await handle?.close();
  }
}

/** Reads a key file in bounded memory. KEY_BACKUP_BROKEN when it is cut short or a record was changed. */
export async function* readKeyFile(path: string): AsyncGenerator<StoredKey[]> {
  const handle = await open(path, 'r');
  try {
    const count = await countKeys(handle);
    for (let first = 1; first <= count; first += RECORDS_PER_READ) {
      const wanted = Math.min(RECORDS_PER_READ, count - first + 1) * RECORD_BYTES;
      const block = Buffer.alloc(wanted);
      const { bytesRead } = await handle.read(block, 0, wanted, first * RECORD_BYTES);
      if (bytesRead !== wanted) throw broken('The key backup is cut short.');
      yield Array.from({ length: wanted / RECORD_BYTES }, (_, at) =>
        parseRecord(block.subarray(at * RECORD_BYTES, (at + 1) * RECORD_BYTES)),
      );
    }
  } finally {
    await handle.close();
  }
}
