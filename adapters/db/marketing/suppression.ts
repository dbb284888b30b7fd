import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { MARKETING_CHANNELS, type SuppressedChannel, type SuppressionSource } from '../../../domain/suppression.js';

/** An address that is to get no advertising any more. Only its keyed hash is kept, which outlives the erasure of everything else. */
export interface SuppressedAddress {
  addressIndex: Buffer;
  channels?: readonly SuppressedChannel[];
  source: SuppressionSource;
  since: Date;
}

/** The rows that suppress an address, for a statement that writes several tables together. */
export function suppressionRows({
  addressIndex,
  channels = MARKETING_CHANNELS,
  source,
  since,
}: SuppressedAddress): Record<string, unknown>[] {
  return channels.map((channel) => ({ id: uuidv7(), address_index: addressIndex, channel, since: since.toISOString(), source }));
}

/** GDPR Art. 21(3). Safe to repeat: what is suppressed since then or later stays as it is. */
export async function suppress(client: Pick<PoolClient, 'query'>, address: SuppressedAddress): Promise<void> {
  for (const row of suppressionRows(address))
    await client.query(
      `INSERT INTO suppression (id, address_index, channel, since, source)
       SELECT $1, $2, $3, $4, $5 WHERE NOT EXISTS (SELECT FROM suppression WHERE address_index = $2 AND channel = $3 AND since >= $4)`,
      [row.id, row.address_index, row.channel, row.since, row.source],
    );
}
