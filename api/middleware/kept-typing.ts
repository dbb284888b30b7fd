import type { Request, RequestHandler } from 'express';
import { goTo, ownPath, readForm } from '../pages/page.js';
import { sameOriginOnly } from './csrf.js';
import { isSignedIn } from './signed-in.js';

declare module 'express-session' {
  interface SessionData {
    /** A form that was sent after the sign-in had ended; it is offered again once somebody signed in. */
    kept: KeptForm;
  }
}

/** What was typed, and where it was sent. */
export interface KeptForm {
  action: string;
  fields: readonly (readonly [name: string, value: string])[];
}

/** Kept nowhere, not even for a moment. */
const SECRETS = ['password', 'current', 'code', '_csrf'];

/** The text fields of a form that was sent; undefined where there is nothing to keep, or a secret among it. */
export function typedIn(req: Request): KeptForm | undefined {
  const body: unknown = req.body;
  if (req.method !== 'POST' || !req.is('urlencoded') || typeof body !== 'object' || body === null) return undefined;
  if (Object.keys(body).some((name) => name !== '_csrf' && SECRETS.includes(name))) return undefined;
  const fields = Object.entries(body).flatMap(([name, value]) =>
    name === '_csrf' ? [] : [value].flat().flatMap((one) => (typeof one === 'string' ? [[name, one] as const] : [])),
  );
  return fields.some(([, value]) => value.trim() !== '') ? { action: ownPath(req.originalUrl), fields } : undefined;
}

/**
 * Stands before `signedIn`: a form that comes after the sign-in has ended is kept (sealed, in the session) and offered again afterwards.
 * One from another website is not, so nobody can put words into somebody's mouth.
 */
export function keepTyping(now: () => Date): RequestHandler {
  return (req, res, next) => {
    if (req.method !== 'POST' || isSignedIn(req, now())) return next();
    readForm(req, res, (unreadable?: unknown) => {
      if (unreadable !== undefined) return next(unreadable);
      sameOriginOnly(req, res, (fromElsewhere?: unknown) => {
        const kept = fromElsewhere === undefined ? typedIn(req) : undefined;
        if (kept === undefined) return next();
        Object.assign(req.session, { kept, afterSignIn: '/again' });
        goTo(req, res, '/sign-in');
      });
    });
  };
}
