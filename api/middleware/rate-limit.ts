import type { RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '../../domain/errors.js';

/** How much a caller may do in a span of time. */
export interface Limit {
  name: string;
  points: number;
  seconds: number;
}

/** PRODUCT section 4: an address may file 20 requests a minute, a token may make 200 calls a second. */
export const FILINGS_PER_ADDRESS: Limit = { name: 'filing', points: 20, seconds: 60 };
export const CALLS_PER_TOKEN: Limit = { name: 'token', points: 200, seconds: 1 };
export const CALLS_PER_ADDRESS: Limit = { name: 'address', points: 600, seconds: 60 };

/** Counts a call against `keyOf`; undefined is not counted. Says when to come back (Retry-After, RateLimit headers). */
export function limitRate(
  limit: Limit,
  keyOf: (req: Parameters<RequestHandler>[0], res: Parameters<RequestHandler>[1]) => string | undefined,
): RequestHandler {
  const limiter = new RateLimiterMemory({ keyPrefix: limit.name, points: limit.points, duration: limit.seconds });
  return async (req, res, next) => {
    const key = keyOf(req, res);
    if (key === undefined) return next();
    try {
      const left = await limiter.consume(key);
      res.set('RateLimit', `"${limit.name}";r=${left.remainingPoints};t=${Math.ceil(left.msBeforeNext / 1000)}`);
      res.set('RateLimit-Policy', `"${limit.name}";q=${limit.points};w=${limit.seconds}`);
      next();
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      throw new DomainError({
        code: 'TOO_MANY_REQUESTS',
        kind: 'limited',
        detail: `At most ${limit.points} in ${limit.seconds} s. Wait and try again.`,
        retryAfterSeconds: refused.msBeforeNext / 1000,
      });
    }
  };
}
