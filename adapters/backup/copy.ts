import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { DomainError } from '../../domain/errors.js';
import type { TableFile } from './manifest.js';
import { quoted, type Table } from './tables.js';

function measuring() {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      done(null, chunk);
    },
  });
  return { stream, result: () => ({ sizeBytes, sha256: hash.digest('hex') }) };
}

const target = ({ name, columns }: Table) => `${quoted(name)} (${columns.map(quoted).join(', ')})`;

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes a table to a new file as a stream; `client` is in the transaction whose snapshot the backup is of. */
export async function copyOut(client: pg.PoolClient, table: Table, folder: string): Promise<TableFile> {
  const file = `${table.name}.copy`;
  const path = join(folder, file);
  const source = client.query(copyTo(`COPY ${target(table)} TO STDOUT (FORMAT binary)`));
  const measured = measuring();
  await pipeline(source, measured.stream, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  await syncFile(path);
  return { ...table, file, rows: source.rowCount ?? 0, ...measured.result() };
}

/** Reads a table's file into the empty table. BACKUP_BROKEN when the file is not as it was written; the caller's transaction is to be undone. */
export async function copyIn(client: pg.PoolClient, table: TableFile, folder: string): Promise<void> {
  const measured = measuring();
  const sink = client.query(copyFrom(`COPY ${target(table)} FROM STDIN (FORMAT binary)`));
  await pipeline(createReadStream(join(folder, table.file)), measured.stream, sink);
  const { sha256 } = measured.result();
  if (sha256 === table.sha256 && sink.rowCount === table.rows) return;
  throw new DomainError({
    code: 'BACKUP_BROKEN',
    kind: 'conflict',
    detail: `The file ${table.file} of the backup is not as it was written. Nothing was restored.`,
  });
}
