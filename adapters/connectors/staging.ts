import type { DataNotice } from '../../domain/collection/description.js';
import type { DataRow } from '../../domain/collection/row.js';
import type { CollectionOrigin } from '../../domain/portability/origin.js';
import type { BlobStore } from '../storage/blob-store.js';
import { openBlobWriter } from './blob-writer.js';

/** The rows of one collection as they lie in the store: one JSON object `{key, row}` a line. */
export interface StagedCollection {
  name: string;
  blobId: string;
  sizeBytes: number;
  rowCount: number;
  /** Every column that occurs, in the order of first appearance. */
  columns: readonly string[];
  categories: readonly string[];
  notice: DataNotice;
  /** Absent in what was staged before origins were known: then unknown. */
  origin?: CollectionOrigin;
  structure?: readonly string[];
}

export interface StagedFile {
  filename: string;
  blobId: string;
}

/** What one system gave for one request; kept as an encrypted file, `source_search.blob_id` points at it. */
export interface StagedIndex {
  system: string;
  collectedAt: string;
  collections: readonly StagedCollection[];
  files: readonly StagedFile[];
}

/** A row as staged. */
export interface StagedRow {
  key: string;
  row: DataRow;
}

const MEDIA_TYPE = 'application/x-ndjson';

/**
 * Writes rows of one collection into an encrypted file while they are read; `write` waits when the store is behind, so memory stays
 * bounded. Until `finish`, and then until the index is committed, the file is kept until `deleteAfter` only.
 */
export function openStage(blobs: BlobStore, options: { subjectId: string; deleteAfter: Date }) {
  const writer = openBlobWriter(blobs, { ...options, mediaType: MEDIA_TYPE });
  const columns = new Set<string>();
  let rowCount = 0;
  return {
    async write(rows: readonly StagedRow[]): Promise<void> {
      for (const { row } of rows) for (const column of Object.keys(row)) columns.add(column);
      rowCount += rows.length;
      await writer.write(rows.map(({ key, row }) => `${JSON.stringify({ key, row })}\n`).join(''));
    },
    async finish() {
      const { blobId, sizeBytes } = await writer.finish();
      return { blobId, sizeBytes, rowCount, columns: [...columns] };
    },
    abandon: () => writer.abandon(),
  };
}

/** Reads the index of what a system gave. */
export async function readStagedIndex(blobs: BlobStore, blobId: string): Promise<StagedIndex> {
  return JSON.parse((await blobs.read(blobId)).toString('utf8')) as StagedIndex; // written by this file, authenticated by the store
}

/** Reads staged rows in order, as many at a time as stand in one chunk of the store (about half a megabyte). */
export async function* readStagedRows(blobs: BlobStore, blobId: string): AsyncGenerator<StagedRow[]> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of blobs.open(blobId)) {
    const joined = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const rows: StagedRow[] = [];
    let start = 0;
    for (let end = joined.indexOf(10, rest.length); end !== -1; end = joined.indexOf(10, start)) {
      rows.push(JSON.parse(joined.toString('utf8', start, end)) as StagedRow);
      start = end + 1;
    }
    rest = joined.subarray(start);
    if (rows.length > 0) yield rows;
  }
}
