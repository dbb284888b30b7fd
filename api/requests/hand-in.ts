import { type RequestHandler, Router } from 'express';
import { HAND_IN_LIMITS } from '../../domain/collection/hand-in.js';
import { DomainError } from '../../domain/errors.js';
import { readReference } from '../../domain/request/ids.js';
import { requireActor } from '../middleware/authenticate.js';
import { sameOriginOnly } from '../middleware/csrf.js';
import { takeUploads, uploadsOf } from '../middleware/uploads.js';
import { read } from '../middleware/validate.js';
import { rolesOfAct } from '../policies/request.js';
import type { RequestDesk } from '../request-desk.js';
import { handInFields } from './schema.js';

/** What somebody found in a system without an interface (multipart/form-data): it ends the search there and goes into the answer. */
export function handInRoute(desk: RequestDesk): Router {
  const router = Router();
  // Whoever may not is told so before a byte of the file is read.
  const mayHandIn: RequestHandler = (_req, res, next) => {
    requireActor(res, rolesOfAct('task-done'), { byToken: true });
    next();
  };
  router.post('/requests/:reference/hand-in', mayHandIn, sameOriginOnly, ...takeUploads(HAND_IN_LIMITS), async (req, res) => {
    const actor = requireActor(res, rolesOfAct('task-done'), { byToken: true });
    const { system, note } = read(handInFields, req.body ?? {});
    const reference = readReference(String(req.params.reference)) ?? '';
    await desk.handIn(reference, { system, files: uploadsOf(res), ...(note === undefined ? {} : { note }) }, actor);
    const detail = await desk.detail(reference);
    if (detail === undefined) throw new DomainError({ code: 'REQUEST_NOT_FOUND', kind: 'missing', detail: 'There is no such request.' });
    res.status(201).json(detail);
  });
  return router;
}
