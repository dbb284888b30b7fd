import { createHmac } from 'node:crypto';
import type { LocalSession } from './sessions.js';

/** A visit as Stripe's API answers it. */
export function sessionObject(session: LocalSession, pageUrl: string) {
  return {
    id: session.id,
    object: 'checkout.session',
    mode: 'payment',
    client_reference_id: session.clientReferenceId,
    amount_total: session.amountMinor,
    currency: session.currency,
    payment_status: session.status === 'complete' ? 'paid' : 'unpaid',
    status: session.status,
    payment_intent: session.paymentIntent,
    created: session.createdAt,
    expires_at: session.expiresAt,
    success_url: session.successUrl,
    cancel_url: session.cancelUrl,
    livemode: false,
    url: session.status === 'open' ? `${pageUrl}/pay/${session.id}` : null,
  };
}

/** The message that the money is there, as Stripe sends it. */
export function paidMessage(session: LocalSession, pageUrl: string): string {
  return JSON.stringify({
    id: session.event?.id,
    object: 'event',
    type: 'checkout.session.completed',
    created: session.event?.createdAt,
    livemode: false,
    data: { object: sessionObject(session, pageUrl) },
  });
}

/** Stripe's signature: HMAC-SHA-256 over the second of sending and the body. */
export function signatureOf(body: string, secret: string, atSeconds: number): string {
  const mac = createHmac('sha256', secret).update(`${atSeconds}.${body}`).digest('hex');
  return `t=${atSeconds},v1=${mac}`;
}
