import Stripe from 'stripe';
import { DomainError } from '../../domain/errors.js';
import type { PaymentMessage, PaymentProvider } from './provider.js';

/** What the adapter needs; `apiBase` only where the API stands elsewhere, such as the stand-in of the demo. */
export interface StripeSettings {
  secretKey: string;
  webhookSecret: string;
  apiBase?: string;
}

/** How old a signed message may be: against one that somebody recorded and sends again later. */
const TOLERANCE_SECONDS = 300;
const TIMEOUT_MS = 10_000;
/** The messages that say the money is there; the second for ways of paying that take days. */
const PAID_TYPES = new Set<string>(['checkout.session.completed', 'checkout.session.async_payment_succeeded']);

/** Fees by Stripe's hosted checkout. The same adapter speaks to the stand-in of the demo. */
export function createStripePayments(settings: StripeSettings): PaymentProvider {
  const base = settings.apiBase === undefined ? undefined : new URL(settings.apiBase);
  const stripe = new Stripe(settings.secretKey, {
    ...(base === undefined ? {} : { host: base.hostname, port: portOf(base), protocol: base.protocol === 'http:' ? 'http' : 'https' }),
    timeout: TIMEOUT_MS,
    maxNetworkRetries: 1,
    telemetry: false,
  });
  return {
    pageOrigin: base === undefined ? 'https://checkout.stripe.com' : base.origin,
    openCheckout: (order) =>
      orUnavailable(async () => {
        const session = await stripe.checkout.sessions.create(
          {
            mode: 'payment',
            client_reference_id: order.feeId,
            locale: order.language,
            line_items: [
              {
                quantity: 1,
                price_data: {
                  currency: order.currency.toLowerCase(),
                  unit_amount: order.amountMinor,
                  product_data: { name: order.description },
                },
              },
            ],
            success_url: order.paidUrl,
            cancel_url: order.backUrl,
          },
          { idempotencyKey: `fee:${order.feeId}:${order.attempt}` },
        );
        if (!session.url) throw new Error('a checkout without an address');
        return { sessionId: session.id, url: session.url, expiresAt: new Date(session.expires_at * 1000) };
      }),
    refund: ({ paymentIntent, key }) =>
      orUnavailable(async () => {
        try {
          await stripe.refunds.create({ payment_intent: paymentIntent }, { idempotencyKey: `refund:${key}` });
          return { status: 'refunded' as const };
        } catch (error) {
          // Paid back already, by an earlier try or by hand at the provider: that is what was wanted.
          if (isRefusal(error) && error.code === 'charge_already_refunded') return { status: 'refunded' as const };
          if (isRefusal(error)) return { status: 'refused' as const, problem: error.code ?? 'refused' };
          throw error;
        }
      }),
    readMessage: (body, signature) => {
      try {
        return messageOf(stripe.webhooks.constructEvent(body, signature, settings.webhookSecret, TOLERANCE_SECONDS));
      } catch (error) {
        if (error instanceof Stripe.errors.StripeSignatureVerificationError || error instanceof SyntaxError) return undefined;
        throw error;
      }
    },
  };
}

function portOf(base: URL): number {
  return Number(base.port || (base.protocol === 'http:' ? 80 : 443));
}

function isRefusal(error: unknown): error is InstanceType<typeof Stripe.errors.StripeInvalidRequestError> {
  return error instanceof Stripe.errors.StripeInvalidRequestError;
}

function messageOf(event: Stripe.Event): PaymentMessage {
  const common = { id: event.id, type: event.type, createdAt: new Date(event.created * 1000) };
  if (event.type !== 'checkout.session.completed' && event.type !== 'checkout.session.async_payment_succeeded')
    return { ...common, isPaid: false, sessionId: '', amountMinor: null, currency: null, paymentIntent: null };
  const session = event.data.object;
  const intent = session.payment_intent;
  return {
    ...common,
    isPaid: PAID_TYPES.has(event.type) && session.payment_status === 'paid',
    sessionId: session.id,
    amountMinor: session.amount_total,
    currency: session.currency?.toUpperCase() ?? null,
    paymentIntent: typeof intent === 'string' ? intent : (intent?.id ?? null),
  };
}

/** A provider that cannot be reached, is busy or broken is asked again later; everything else is a fault of ours. */
async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    throw new DomainError({
      code: 'PAYMENTS_AWAY',
      kind: 'unavailable',
      detail: 'The payment page cannot be reached just now. Nothing was charged. Try again in a few minutes, or pay by bank transfer.',
      retryAfterSeconds: 60,
      cause: error,
    });
  }
}
