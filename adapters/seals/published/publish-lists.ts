import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { issuerDidOf, statusListUrlOf } from '../../../domain/seals/ids.js';
import { STATUS_PURPOSES, type StatusPurpose } from '../../../domain/seals/statement.js';
import { inTransaction } from '../../db/transaction.js';
import { signStatusList } from '../status/status-list.js';
import { isCurrent, type PublisherDeps, putDocument } from './publisher-deps.js';

/** A list is signed anew long before it ends, so that it outlives days without us. */
const SIGNED_ANEW_AFTER_MS = 24 * 3_600_000;

/** The name a list is published under; `form` is what it is asked for as. */
export const listDocumentName = (issuerSlug: string, purpose: string, number: number | string, form: 'json' | 'jwt') =>
  `status/${issuerSlug}/${purpose}/${number}.${form}`;

/** Signs both lists of a pair anew, where what they say, or their key, is not what is published. */
export async function publishLists(deps: PublisherDeps, issuerSlug: string, number: number): Promise<void> {
  for (const purpose of STATUS_PURPOSES)
    await inTransaction(deps.pool, (client) => publishList(deps, client, { issuerSlug, purpose, number }));
}

async function publishList(
  deps: PublisherDeps,
  client: PoolClient,
  list: { issuerSlug: string; purpose: StatusPurpose; number: number },
): Promise<void> {
  const { issuerSlug, purpose, number } = list;
  // One at a time, each reading after it waited: the list that is written last is the one that was read last.
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 55))', [`${issuerSlug}/${purpose}/${number}`]);
  const { rows } = await client.query<{ places: number[] }>('SELECT seal_status_bits($1, $2, $3) AS places', [issuerSlug, number, purpose]);
  const indexes = rows[0]?.places ?? [];
  const at = deps.now();
  const { kid } = await deps.keys.signer(issuerSlug, 'EdDSA');
  const source = createHash('sha256')
    .update(`${kid} ${deps.publicUrl} ${indexes.join(' ')}`)
    .digest();
  if (await isCurrent(client, listDocumentName(issuerSlug, purpose, number, 'json'), source, at)) return;
  const listUrl = statusListUrlOf(deps.publicUrl, issuerSlug, purpose, number);
  const issuer = { slug: issuerSlug, did: issuerDidOf(deps.publicUrl, issuerSlug) };
  const signed = await signStatusList(deps.keys, { listUrl, issuer, purpose, indexes, at });
  const refreshAt = new Date(at.getTime() + SIGNED_ANEW_AFTER_MS);
  for (const form of ['json', 'jwt'] as const)
    await putDocument(client, {
      name: listDocumentName(issuerSlug, purpose, number, form),
      source,
      content: Buffer.from(signed[form]),
      refreshAt,
    });
}

/** The pairs of lists in which places are taken: all of them, or only those that are missing or due to be signed anew. */
export async function listsToPublish({ pool, now }: PublisherDeps, which: 'all' | 'due'): Promise<{ issuer: string; number: number }[]> {
  const { rows } = await pool.query<{ issuer: string; number: number }>(
    `SELECT l.issuer_slug AS issuer, l.number FROM status_list l WHERE l.taken > 0 AND ($1 OR NOT EXISTS (
       SELECT FROM published_document d WHERE d.name = 'status/' || l.issuer_slug || '/revocation/' || l.number || '.json' AND d.refresh_at > $2))`,
    [which === 'all', now()],
  );
  return rows;
}
