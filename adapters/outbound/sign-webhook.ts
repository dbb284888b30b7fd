import { Webhook } from 'standardwebhooks';

/** The headers of a signed webhook (Standard Webhooks). `id` stays the same at every try, so that the receiver can tell a repetition. */
export function webhookHeaders(secret: string, { id, at, body }: { id: string; at: Date; body: string }): Record<string, string> {
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  };
}
