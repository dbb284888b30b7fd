import type { Request, RequestHandler } from 'express';
import { goTo, ownPath } from '../pages/page.js';
import { FRESH_PROOF_MS } from './authenticate.js';
import { freshAccountOf } from './signed-in.js';

/** Where somebody goes on after the sign-in, and how old a sign-in may be. */
interface Fresh {
  maxAgeMs?: number;
  /** A form is not sent again by itself: the page it stands on. Without: the same address. */
  backTo?(req: Request): string;
}

/**
 * Lets through who signed in within the hour, by hand. Everyone else is asked again and comes back: a browser that was only remembered, or
 * that somebody left open, discloses nothing and changes nothing of an account.
 */
export function freshSignIn(now: () => Date, { maxAgeMs = FRESH_PROOF_MS, backTo }: Fresh = {}): RequestHandler {
  return (req, res, next) => {
    if (freshAccountOf(req, now(), maxAgeMs) !== undefined) return next();
    req.session.isAskedAgain = true;
    req.session.afterSignIn = ownPath(backTo?.(req) ?? req.originalUrl);
    goTo(req, res, '/sign-in');
  };
}
