import { Router } from 'express';
import { requireActor } from '../middleware/authenticate.js';
import type { RequestDesk } from '../request-desk.js';

/** GET /api/v1/sla: the figures staff watch. */
export function slaRoutes({ desk }: { desk: RequestDesk }): Router {
  const router = Router();
  router.get('/sla', async (_req, res) => {
    requireActor(res, ['staff', 'dpo', 'auditor', 'operator']);
    res.json(await desk.sla());
  });
  return router;
}
