import express, { Router } from 'express';
import type { FeeDesk } from '../request-desk.js';

const LIMIT = '256kb';

/**
 * POST /webhooks/stripe: messages of the payment provider, read as they came because the signature covers the bytes. 400 for a wrong
 * signature; everything that is really the provider's is answered 200 once it is committed, also where it changes nothing here.
 */
export function stripeWebhook(fees: FeeDesk): Router {
  const router = Router();
  router.post('/webhooks/stripe', express.raw({ type: () => true, limit: LIMIT }), async (req, res) => {
    const body: unknown = req.body;
    const effect = await fees.receive(Buffer.isBuffer(body) ? body : Buffer.alloc(0), req.get('stripe-signature') ?? '');
    if (effect !== 'forged') return void res.json({ received: true });
    res.status(400).type('application/problem+json').json({
      type: 'about:blank',
      title: 'The request cannot be read',
      status: 400,
      code: 'SIGNATURE_NOT_VALID',
      detail: 'The signature does not belong to this message, or it is too old.',
    });
  });
  return router;
}
