import type { RequestHandler } from 'express';
import { isLogged, type SeenPage } from '../../domain/visit.js';

/**
 * Hands each page that was asked for to the log register, once the answer is out. The page is named by its route, so no token, reference
 * or query of it is ever written. Stands behind the routes of seals, which leave no trace.
 */
export function logVisits({ note, now }: { note(seen: SeenPage): void; now: () => Date }): RequestHandler {
  return (req, res, next) => {
    res.once('finish', () => {
      const path = `${req.baseUrl}${typeof req.route?.path === 'string' ? req.route.path : ''}`;
      if (res.statusCode === 404 || !isLogged(path)) return; // nothing here, so nobody visited a page
      const { accountId } = req.session ?? {};
      const [userAgent, referrer] = [req.get('user-agent') ?? '', req.get('referer') ?? ''];
      note({ accountId, ip: req.ip ?? '', userAgent: userAgent.slice(0, 500), referrer, path, at: now() });
    });
    next();
  };
}
