import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '../../domain/errors.js';
import type { Table } from './tables.js';

const FILE_NAME = 'manifest.json';

/** A table's file in a backup of the data. */
export interface TableFile extends Table {
  file: string;
  rows: number;
  sizeBytes: number;
  sha256: string;
}

/** What a backup of the data says of itself. Written last: a folder without it is no backup. */
export interface DataManifest {
  format: 1;
  kind: 'data';
  createdAt: string;
  schemaVersion: string;
  tables: TableFile[];
  /** The newest root in it; `null` before the first. */
  lastRoot: { seq: number; hash: string } | null;
}

/** What a backup of the keys says of itself. */
export interface KeysManifest {
  format: 1;
  kind: 'keys';
  createdAt: string;
  keyCount: number;
  /** How many keys had been destroyed by then: a list of tombstones that is shorter is not the right one. */
  tombstoneCount: number;
}

/** The only file of a backup of the keys beside its manifest. */
export const KEYS_FILE = 'subject-keys.bin';

/** Writes a manifest, for the owner's eyes only, and returns once it is on disk. */
export async function writeManifest(folder: string, manifest: DataManifest | KeysManifest): Promise<void> {
  const handle = await open(join(folder, FILE_NAME), 'wx', 0o600);
  try {
    await handle.write(`${JSON.stringify(manifest, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readManifest(folder: string): Promise<{ format?: unknown; kind?: unknown }> {
  try {
    return JSON.parse(await readFile(join(folder, FILE_NAME), 'utf8'));
  } catch (cause) {
    throw new DomainError({
      code: 'BACKUP_MISSING',
      kind: 'missing',
      detail: `${folder} holds no complete backup: ${FILE_NAME} cannot be read.`,
      cause,
    });
  }
}

function isManifest<Kind extends 'data' | 'keys'>(
  manifest: { format?: unknown; kind?: unknown },
  kind: Kind,
): manifest is Extract<DataManifest | KeysManifest, { kind: Kind }> {
  return manifest.format === 1 && manifest.kind === kind;
}

/** Reads what a backup says of itself. BACKUP_MISSING, or BACKUP_KIND_DIFFERS when it is a backup of the other kind. */
export async function readManifestOf<Kind extends 'data' | 'keys'>(folder: string, kind: Kind) {
  const manifest = await readManifest(folder);
  if (isManifest(manifest, kind)) return manifest;
  throw new DomainError({
    code: 'BACKUP_KIND_DIFFERS',
    kind: 'invalid',
    detail: `${folder} is not a backup of the ${kind} that this version can read.`,
  });
}
