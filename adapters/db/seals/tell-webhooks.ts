import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import type { SealEventType } from '../../../domain/seals/events.js';
import { type SealRow, sealItem } from './seal-row.js';

/** One message for every endpoint that wants it; nothing is written where nobody does. */
const TELL = `WITH told AS (SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[]) AS t(id, issuer_slug, type, seal_id, body)),
  wanted AS (SELECT t.id AS message_id, e.id AS endpoint_id FROM told t JOIN webhook_endpoint e ON e.issuer_slug = t.issuer_slug AND e.ended_at IS NULL
    AND (cardinality(e.events) = 0 OR t.type = ANY (e.events))),
  written AS (INSERT INTO webhook_message (id, issuer_slug, type, seal_id, body) SELECT id, issuer_slug, type, seal_id, body FROM told WHERE id IN (SELECT message_id FROM wanted))
  INSERT INTO webhook_delivery (message_id, endpoint_id, next_at) SELECT message_id, endpoint_id, $6 FROM wanted`;

/** Writes what the issuer's systems are to be told, in the transaction of the change (Standard Webhooks: type, timestamp, data). */
export async function tellWebhooks(
  client: Pick<PoolClient, 'query'>,
  changes: readonly { row: SealRow; type: SealEventType; extra?: object }[],
  { now, publicUrl }: { now: Date; publicUrl: string },
): Promise<void> {
  if (changes.length === 0) return;
  const bodies = changes.map(({ row, type, extra }) =>
    JSON.stringify({
      type,
      timestamp: now.toISOString(),
      data: { ...sealItem(row, publicUrl), issuer: row.issuer_slug, supersededBy: row.superseded_by, ...extra },
    }),
  );
  await client.query({
    name: 'tell-webhooks',
    text: TELL,
    values: [
      changes.map(() => uuidv7()),
      changes.map(({ row }) => row.issuer_slug),
      changes.map(({ type }) => type),
      changes.map(({ row }) => row.id),
      bodies,
      now,
    ],
  });
}
