import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { readStagedIndex, readStagedRows } from '../../../connectors/staging.js';
import type { BlobStore } from '../../../storage/blob-store.js';

/** Our own record of the asking itself grows with each request; it does not make the data others. */
const ABOUT_THE_ASKING = new Set(['request', 'thread_message', 'case_note', 'disclosure', 'log_entry', 'fee', 'complaint', 'transfer']);

interface Searches {
  client: Pick<PoolClient, 'query'>;
  blobs: BlobStore;
}

/** The last earlier access case of this person whose copy was handed over. */
export async function earlierCopyOf(
  client: Pick<PoolClient, 'query'>,
  row: { id: string; subject_id: string },
): Promise<string | undefined> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT r.id FROM request r JOIN answer_package p ON p.request_id = r.id
     WHERE r.subject_id = $1 AND r.id <> $2 AND r."right" = 'access' AND p.released_at IS NOT NULL ORDER BY p.released_at DESC LIMIT 1`,
    [row.subject_id, row.id],
  );
  return rows[0]?.id;
}

/**
 * Whether what was found for one case differs from what was found for another (EDPB 01/2022: after a change it is no further copy).
 * Null where one of them is no longer there to compare. Read row by row, so memory stays bounded.
 */
export async function isOtherData(deps: Searches, requestId: string, earlierId: string): Promise<boolean | null> {
  const [now, before] = [await fingerprintOf(deps, requestId), await fingerprintOf(deps, earlierId)];
  return now === undefined || before === undefined ? null : now !== before;
}

async function fingerprintOf({ client, blobs }: Searches, requestId: string): Promise<string | undefined> {
  const { rows } = await client.query<{ system: string; blob_id: string | null; row_count: number }>(
    `SELECT system, blob_id, row_count FROM source_search WHERE request_id = $1 AND status IN ('answered', 'nothing-held') ORDER BY system`,
    [requestId],
  );
  const hash = createHash('sha256');
  for (const search of rows) {
    if (search.row_count === 0) continue;
    if (search.blob_id === null) return undefined;
    const { collections } = await readStagedIndex(blobs, search.blob_id);
    for (const { name, blobId } of [...collections].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (ABOUT_THE_ASKING.has(name)) continue;
      hash.update(`\n${search.system} ${name}\n`);
      for await (const batch of readStagedRows(blobs, blobId)) for (const one of batch) hash.update(JSON.stringify(one));
    }
  }
  return hash.digest('hex');
}
