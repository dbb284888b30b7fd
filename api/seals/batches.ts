import { type Request, Router } from 'express';
import { z } from 'zod';
import { DomainError } from '../../domain/errors.js';
import { requireActor } from '../middleware/authenticate.js';
import { read } from '../middleware/validate.js';
import type { BatchDesk } from '../seal-desks.js';
import { slugOf } from './routes.js';

const rowQuery = z.strictObject({
  status: z.enum(['valid', 'invalid', 'issued', 'failed'], { error: 'Choose of valid, invalid, issued, failed.' }).optional(),
  after: z.coerce.number({ error: 'Give a line number.' }).int().min(0).optional(),
  limit: z.coerce.number({ error: 'Give a number from 1 to 1000.' }).int().min(1).max(1000, { error: 'At most 1000.' }).default(100),
});
const MAX_BYTES = 30_000_000;

/** /api/v1/seals/batches: many seals from one CSV file. POST reads and judges it; `…/issue` lets what is valid be issued. */
export function batchRoutes({ batches }: { batches: BatchDesk }): Router {
  const router = Router();
  router.post('/seals/batches', async (req, res) => {
    const actor = requireActor(res, ['issuer'], { byToken: true });
    requireCsv(req);
    const { batch, isNew } = await batches.read(slugOf(actor), req, actor);
    res
      .status(isNew ? 201 : 200)
      .location(`/api/v1/seals/batches/${batch.id}`)
      .json(batch);
  });
  router.get('/seals/batches/:id', async (req, res) => {
    const actor = requireActor(res, ['issuer']);
    res.json(await batches.find(slugOf(actor), req.params.id));
  });
  router.get('/seals/batches/:id/rows', async (req, res) => {
    const actor = requireActor(res, ['issuer']);
    res.json({ items: await batches.rows(slugOf(actor), req.params.id, read(rowQuery, req.query)) });
  });
  router.post('/seals/batches/:id/issue', async (req, res) => {
    const actor = requireActor(res, ['issuer'], { byToken: true });
    res.status(202).json(await batches.confirm(slugOf(actor), req.params.id));
  });
  return router;
}

function requireCsv(req: Request): void {
  const size = Number(req.get('content-length') ?? 0);
  if (size > MAX_BYTES)
    throw new DomainError({ code: 'CSV_TOO_LARGE', kind: 'invalid', detail: 'At most 30 MB in one file. Send it in parts.' });
  if (!req.is(['text/csv', 'application/csv', 'text/plain']))
    throw new DomainError({
      code: 'CSV_EXPECTED',
      kind: 'invalid',
      detail: 'Send the file itself as the body, with Content-Type: text/csv.',
    });
}
