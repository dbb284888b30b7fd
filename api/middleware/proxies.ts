import type { Request, RequestHandler } from 'express';

/** Calls `note` once where an address that is not trusted says for whom it asks: behind it all visitors are one, also to the limits. */
export function watchProxies(note: () => void): RequestHandler {
  let isNoted = false;
  return (req, _res, next) => {
    if (!isNoted && req.headers['x-forwarded-for'] !== undefined && !isTrusted(req)) {
      isNoted = true;
      note();
    }
    next();
  };
}

const isTrusted = (req: Request): boolean => req.app.get('trust proxy fn')(req.socket.remoteAddress, 0);
