import type { RequestHandler } from 'express';
import { DomainError } from '../../domain/errors.js';
import { readReference } from '../../domain/request/ids.js';
import { isProvenFor } from '../middleware/authenticate.js';
import { read } from '../middleware/validate.js';
import type { RequestDesk } from '../request-desk.js';
import { ACTS } from './act-schema.js';
import { forPerson } from './present.js';

const ofPerson = ACTS.complaint.omit({ channel: true, receivedOn: true });

/**
 * A complaint of the person, whose mailed link this browser has used (DPA 2018 s.164A). A caller with a token goes on to the act of the
 * staff. The body must be JSON, which a page of another origin cannot send without being asked.
 */
export function complaintOfPerson(desk: RequestDesk): RequestHandler {
  return async (req, res, next) => {
    if (res.locals.isByToken === true) return next();
    const { reference } = req.params;
    const detail = typeof reference === 'string' ? await desk.detail(readReference(reference) ?? '') : undefined;
    if (detail === undefined || !isProvenFor(req, detail.id))
      throw new DomainError({
        code: 'NOT_SIGNED_IN',
        kind: 'unauthenticated',
        detail: 'Use the link we mailed you, or send a staff token.',
      });
    const { text } = read(ofPerson, req.is('json') ? req.body : {});
    res.json(forPerson(await desk.act(detail.reference, { type: 'complaint', text }, { id: detail.id, role: 'requester' })));
  };
}
