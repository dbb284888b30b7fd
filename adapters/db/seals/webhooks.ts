import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../../domain/errors.js';
import type { DeliveryView, WebhookView } from '../../../domain/seals/webhook.js';
import { issuerKeyOf } from './issuer-key.js';
import type { SealDeps } from './seal-deps.js';
import { isUuid } from './seal-row.js';

export const WEBHOOK_SECRET_CONTEXT = 'webhookEndpoint.sealedSecret';

interface EndpointRow {
  id: string;
  url: string;
  events: string[];
  created_at: Date;
}

const shown = (row: EndpointRow): WebhookView => ({
  id: row.id,
  url: row.url,
  events: row.events,
  createdAt: row.created_at.toISOString(),
});

/** The issuer's endpoints, their log, and sending again. Another issuer's endpoint is missing. */
export function createWebhookDesk(deps: SealDeps) {
  async function require(issuerSlug: string, id: string): Promise<WebhookView> {
    const { rows } = isUuid(id)
      ? await deps.pool.query<EndpointRow>(
          'SELECT id, url, events, created_at FROM webhook_endpoint WHERE id = $1 AND issuer_slug = $2 AND ended_at IS NULL',
          [id, issuerSlug],
        )
      : { rows: [] };
    if (rows[0] !== undefined) return shown(rows[0]);
    throw new DomainError({ code: 'WEBHOOK_NOT_FOUND', kind: 'missing', detail: 'There is no webhook with this id that you may see.' });
  }
  return {
    async list(issuerSlug: string): Promise<WebhookView[]> {
      const { rows } = await deps.pool.query<EndpointRow>(
        'SELECT id, url, events, created_at FROM webhook_endpoint WHERE issuer_slug = $1 AND ended_at IS NULL ORDER BY id',
        [issuerSlug],
      );
      return rows.map(shown);
    },
    /** The secret is shown this once (Standard Webhooks: `whsec_` and 24 random bytes). */
    async create(
      issuerSlug: string,
      { url, events }: { url: string; events: readonly string[] },
    ): Promise<WebhookView & { secret: string }> {
      const secret = `whsec_${randomBytes(24).toString('base64')}`;
      const key = await issuerKeyOf(deps, issuerSlug);
      const { rows } = await deps.pool.query<EndpointRow>(
        'INSERT INTO webhook_endpoint (id, issuer_slug, url, sealed_secret, events, created_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id, url, events, created_at',
        [uuidv7(), issuerSlug, url, await deps.vault.seal(key, secret, WEBHOOK_SECRET_CONTEXT), events, deps.now()],
      );
      if (rows[0] === undefined) throw new Error('an insert returns its row');
      return { ...shown(rows[0]), secret };
    },
    /** Ends it; its log stays. What still waits is not sent. */
    async end(issuerSlug: string, id: string): Promise<void> {
      await require(issuerSlug, id);
      await deps.pool.query('UPDATE webhook_endpoint SET ended_at = $2 WHERE id = $1', [id, deps.now()]);
      await deps.pool.query(
        `UPDATE webhook_delivery SET status = 'failed', problem = 'ENDED', next_at = NULL WHERE endpoint_id = $1 AND status = 'waiting'`,
        [id],
      );
    },
    async deliveries(issuerSlug: string, id: string, filter: { limit: number; before?: string }): Promise<DeliveryView[]> {
      await require(issuerSlug, id);
      const { rows } = await deps.pool.query<DeliveryView>(
        `SELECT m.id, m.type, m.seal_id AS seal, d.status, d.attempts, m.created_at AS "createdAt", d.last_at AS "lastAt", d.next_at AS "nextAt",
                d.last_status AS "lastStatus", d.problem
         FROM webhook_delivery d JOIN webhook_message m ON m.id = d.message_id WHERE d.endpoint_id = $1 AND ($2::uuid IS NULL OR m.id < $2) ORDER BY m.id DESC LIMIT $3`,
        [id, filter.before ?? null, filter.limit],
      );
      return rows;
    },
    /** Sends a message again, at once, with the same id. */
    async redeliver(issuerSlug: string, id: string, messageId: string): Promise<void> {
      await require(issuerSlug, id);
      const { rowCount } = await deps.pool.query(
        `UPDATE webhook_delivery SET status = 'waiting', attempts = 0, next_at = $3, problem = NULL WHERE endpoint_id = $1 AND message_id::text = $2`,
        [id, messageId, deps.now()],
      );
      if (rowCount === 0)
        throw new DomainError({
          code: 'DELIVERY_NOT_FOUND',
          kind: 'missing',
          detail: 'There is no message with this id in the log of this webhook.',
        });
    },
  };
}
export type WebhookDesk = ReturnType<typeof createWebhookDesk>;
