import type { Request, Response } from 'express';
import { DomainError } from '../../../domain/errors.js';
import type { RequestDetail } from '../../../domain/request/detail.js';
import type { PageDeps } from '../../deps.js';
import { goTo } from '../page.js';

/** The request of this link. A wrong key and an unknown reference look alike. */
export async function load(deps: PageDeps, req: Request, res: Response): Promise<RequestDetail> {
  const { reference, key } = req.params;
  const detail = typeof reference === 'string' && typeof key === 'string' ? await deps.desk.status(reference, key) : undefined;
  if (!detail) throw new DomainError({ code: 'NO_SUCH_REQUEST', kind: 'missing', detail: 'There is no request under this address.' });
  res.locals.language = detail.language;
  return detail;
}

/** The status page of this link, as a path. */
export const homeOf = (req: Request): string => `/status/${req.params.reference}/${req.params.key}`;

/** What was sent does not fit where the request stands: nothing was changed, and the status page says so and how to go on. */
export function notNow(req: Request, res: Response): void {
  req.session.notice = 'wrongMoment.notNow';
  goTo(req, res, homeOf(req));
}
