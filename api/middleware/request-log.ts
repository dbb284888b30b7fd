import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

/** One line a call: method, route template, status, time. No URL, no query, no address, no body: those can name people. */
export function createRequestLog(log: Logger): RequestHandler {
  return (req, res, next) => {
    const startedAt = performance.now();
    res.once('finish', () => {
      const route = `${req.baseUrl}${typeof req.route?.path === 'string' ? req.route.path : ''}`;
      log.debug(
        {
          method: req.method,
          route: route === '' ? 'unmatched' : route,
          status: res.statusCode,
          ms: Math.round(performance.now() - startedAt),
        },
        'call',
      );
    });
    next();
  };
}
