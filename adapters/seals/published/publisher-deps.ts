import type { Pool, PoolClient } from 'pg';
import type { SealKeys } from '../keys/signer.js';

/** What publication stands on. It holds the issuers' keys; who answers the public does not need them. */
export interface PublisherDeps {
  pool: Pool;
  keys: SealKeys;
  publicUrl: string;
  /** Of the marks that badges have on one day only. */
  dayKey: Buffer;
  now(): Date;
}

/** Anything published that is not a seal. */
export interface DocumentToPublish {
  name: string;
  /** Hash of what it is made from: an equal one is left as it is. */
  source: Buffer;
  content: Buffer;
  refreshAt?: Date;
}

type Queryable = Pick<Pool | PoolClient, 'query'>;

/** Writes a document unless it is there and made from the same. */
export async function putDocument(db: Queryable, { name, source, content, refreshAt }: DocumentToPublish): Promise<void> {
  await db.query(
    `INSERT INTO published_document AS d (name, source, content, refresh_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (name) DO UPDATE SET source = $2, content = $3, refresh_at = $4
     WHERE d.source <> $2 OR (d.refresh_at IS NOT NULL AND d.refresh_at < $4)`,
    [name, source, content, refreshAt ?? null],
  );
}

/** Writes documents that are named by what they hold: one that is there is the same. In the order of their names, so that writers do not wait for each other crosswise. */
export async function putCommonDocuments(db: Queryable, documents: readonly { name: string; content: Buffer }[]): Promise<void> {
  const byName = new Map(documents.map(({ name, content }) => [name, content]));
  const names = [...byName.keys()].sort();
  await db.query(
    `INSERT INTO published_document (name, source, content) SELECT name, '', content FROM unnest($1::text[], $2::bytea[]) AS d (name, content)
     WHERE NOT EXISTS (SELECT FROM published_document p WHERE p.name = d.name) ON CONFLICT DO NOTHING`,
    [names, names.map((name) => byName.get(name))],
  );
}

/** Whether a document is there, made from the same, and not due to be signed anew. */
export async function isCurrent(db: Queryable, name: string, source: Buffer, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    'SELECT 1 FROM published_document WHERE name = $1 AND source = $2 AND (refresh_at IS NULL OR refresh_at > $3)',
    [name, source, now],
  );
  return rowCount === 1;
}
