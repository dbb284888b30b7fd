import { csrfSync } from 'csrf-sync';
import type { RequestHandler } from 'express';
import { DomainError } from '../../domain/errors.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses a changing call which a browser says comes from another site (Fetch Metadata, else Origin). Machines send neither. */
export const sameOriginOnly: RequestHandler = (req, _res, next) => {
  if (SAFE_METHODS.has(req.method) || isSameOrigin(req.get('sec-fetch-site'), req.get('origin'), req.get('host'))) return next();
  next(new DomainError({ code: 'CROSS_SITE_FORM', kind: 'forbidden', detail: 'This form was sent from another website.' }));
};

function isSameOrigin(fetchSite: string | undefined, origin: string | undefined, host: string | undefined): boolean {
  if (fetchSite !== undefined) return fetchSite === 'same-origin' || fetchSite === 'none';
  if (origin === undefined || origin === 'null') return true; // a page with Referrer-Policy no-referrer says null of itself
  return URL.canParse(origin) && new URL(origin).host === host;
}

const { generateToken, isRequestValid } = csrfSync({
  getTokenFromRequest: (req) => (typeof req.body?._csrf === 'string' ? req.body._csrf : req.get('x-csrf-token')),
});

/** The token a page with a form carries in its hidden field `_csrf`; made with the session on first use. */
export const csrfToken = generateToken;

/** Changing calls need the session's own token as well as the same origin. Throws FORM_EXPIRED, which the person can mend by reloading. */
export const csrfProtection: RequestHandler = (req, res, next) => {
  if (SAFE_METHODS.has(req.method)) return next();
  sameOriginOnly(req, res, (problem?: unknown) => {
    if (problem) return next(problem);
    if (req.session && isRequestValid(req)) return next();
    next(
      new DomainError({
        code: 'FORM_EXPIRED',
        kind: 'forbidden',
        detail: 'This page was open for too long, so the form could not be sent. Go back, reload the page and send it again.',
      }),
    );
  });
};
