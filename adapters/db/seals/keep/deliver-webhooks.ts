import { waitAfterAttempt } from '../../../../domain/request/recipient-notice.js';
import { guardedRequest } from '../../../outbound/guarded-request.js';
import { webhookHeaders } from '../../../outbound/sign-webhook.js';
import { inTransaction } from '../../transaction.js';
import { issuerKeyOf } from '../issuer-key.js';
import type { SealDeps } from '../seal-deps.js';
import { WEBHOOK_SECRET_CONTEXT } from '../webhooks.js';

type Deps = SealDeps & { settings: { outboundAllowedHosts?: readonly string[] } };

interface DueRow {
  message_id: string;
  endpoint_id: string;
  attempts: number;
  body: string;
  url: string;
  sealed_secret: Buffer;
  issuer_slug: string;
}

const NEXT = `SELECT d.message_id, d.endpoint_id, d.attempts, m.body, e.url, e.sealed_secret, e.issuer_slug
  FROM webhook_delivery d JOIN webhook_message m ON m.id = d.message_id JOIN webhook_endpoint e ON e.id = d.endpoint_id AND e.ended_at IS NULL
  WHERE d.status = 'waiting' AND d.next_at <= $1 ORDER BY d.next_at LIMIT 1 FOR UPDATE OF d SKIP LOCKED`;
const AT_ONCE = 4;

/**
 * Sends what issuers' systems are to be told (Standard Webhooks). The message id is the same at every try, so that the receiver can tell a
 * repetition; one that does not answer 2xx is tried again for about five days. Safe with several processes: a row is locked while it is
 * sent. Answers how many were tried.
 */
export async function deliverWebhooks(deps: Deps, limit = 100): Promise<number> {
  let tried = 0;
  const line = async () => {
    while (tried < limit && (await deliverNext(deps))) tried += 1;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, line));
  return tried;
}

async function deliverNext(deps: Deps): Promise<boolean> {
  return inTransaction(deps.pool, async (client) => {
    const now = deps.now();
    const { rows } = await client.query<DueRow>(NEXT, [now]);
    const [due] = rows;
    if (due === undefined) return false;
    const { status, problem } = await post(deps, due, now);
    const attempts = due.attempts + 1;
    const waitMs = problem === null ? undefined : waitAfterAttempt(attempts);
    const state = problem === null ? 'delivered' : waitMs === undefined ? 'failed' : 'waiting';
    await client.query(
      `UPDATE webhook_delivery SET status = $3, attempts = $4, next_at = $5, last_at = $6, last_status = $7, problem = $8 WHERE message_id = $1 AND endpoint_id = $2`,
      [
        due.message_id,
        due.endpoint_id,
        state,
        attempts,
        waitMs === undefined ? null : new Date(now.getTime() + waitMs),
        now,
        status,
        problem,
      ],
    );
    return true;
  });
}

async function post(deps: Deps, due: DueRow, now: Date): Promise<{ status: number | null; problem: string | null }> {
  const secret = await deps.vault.open<string>(await issuerKeyOf(deps, due.issuer_slug), due.sealed_secret, WEBHOOK_SECRET_CONTEXT);
  if (secret === undefined) return { status: null, problem: 'SECRET_GONE' };
  const { outboundAllowedHosts } = deps.settings;
  const result = await guardedRequest({
    url: due.url,
    method: 'POST',
    body: due.body,
    headers: webhookHeaders(secret, { id: due.message_id, at: now, body: due.body }),
    ...(outboundAllowedHosts === undefined ? {} : { allowedHosts: outboundAllowedHosts }),
  });
  if (!result.ok) return { status: null, problem: result.problem };
  const { status } = result.answer;
  return { status, problem: status >= 200 && status < 300 ? null : `HTTP_${status}` };
}
