import { Router } from 'express';
import { z } from 'zod';
import { SEAL_EVENTS } from '../../domain/seals/events.js';
import { requireActor } from '../middleware/authenticate.js';
import type { IdempotentAnswer } from '../middleware/idempotency.js';
import { read } from '../middleware/validate.js';
import type { WebhookDesk } from '../seal-desks.js';
import { slugOf } from '../seals/routes.js';

export const newWebhook = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: 'Give an address like https://systems.example/seals.' }),
  events: z
    .array(z.enum(SEAL_EVENTS, { error: `Choose of ${SEAL_EVENTS.join(', ')}.` }), { error: 'Give a list; leave it out for all.' })
    .default([]),
});
export const deliveryQuery = z.strictObject({
  limit: z.coerce
    .number({ error: 'Give a number from 1 to 200.' })
    .int()
    .min(1, { error: 'At least 1.' })
    .max(200, { error: 'At most 200.' })
    .default(50),
  before: z.uuid({ error: 'Give the id of a message.' }).optional(),
});

/** /api/v1/webhooks: where an issuer's systems are told of changes of its seals, the log, and sending again. */
export function webhookRoutes({ webhookDesk, doneOnce }: { webhookDesk: WebhookDesk; doneOnce: IdempotentAnswer }): Router {
  const router = Router();
  router.get('/webhooks', async (_req, res) => {
    const actor = requireActor(res, ['issuer']);
    res.json({ items: await webhookDesk.list(slugOf(actor)) });
  });
  router.post('/webhooks', async (req, res) => {
    const actor = requireActor(res, ['issuer'], { byToken: true });
    const input = read(newWebhook, req.body);
    // Not kept under a key: the answer holds the secret.
    res.status(201).json(await webhookDesk.create(slugOf(actor), input));
  });
  router.delete('/webhooks/:id', async (req, res) => {
    const actor = requireActor(res, ['issuer'], { byToken: true });
    await webhookDesk.end(slugOf(actor), req.params.id);
    res.status(204).end();
  });
  router.get('/webhooks/:id/deliveries', async (req, res) => {
    const actor = requireActor(res, ['issuer']);
    res.json({ items: await webhookDesk.deliveries(slugOf(actor), req.params.id, read(deliveryQuery, req.query)) });
  });
  router.post('/webhooks/:id/deliveries/:message/redeliver', async (req, res) => {
    const actor = requireActor(res, ['issuer'], { byToken: true });
    const { id, message } = req.params;
    const answer = await doneOnce(req, res, async () => {
      await webhookDesk.redeliver(slugOf(actor), id, message);
      return { status: 202, body: { id: message, status: 'waiting' } };
    });
    res.status(answer.status).json(answer.body);
  });
  return router;
}
