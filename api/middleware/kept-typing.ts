import { type Request, type RequestHandler, Router } from 'express';
import multer from 'multer';
import { isButton } from '../pages/form-page.js';
import { goTo, ownPath, readForm } from '../pages/page.js';
import { sameOriginOnly } from './csrf.js';
import { type Limit, limitRate } from './rate-limit.js';
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
  /** Names of fields with a file, which has to be chosen again: what nobody signed in sent is not stored (decision 92). */
  files: readonly string[];
}

/** Kept nowhere, not even for a moment. */
const SECRETS = ['password', 'current', 'code', '_csrf'];

/** Forms of people who are signed in; those of a link (`/issuer/link/…`, `/account/…`) end with no sign-in. */
const OF_SIGNED_IN = /^\/(?:desk|member|issuer(?!\/link\/)|account\/people|communications$)/;
const PER_ADDRESS: Limit = { name: 'kept-form', points: 60, seconds: 600 };

/** The text fields of a form that was sent; undefined where there is nothing to keep, or a secret among it. */
export function typedIn(req: Request): KeptForm | undefined {
  const body: unknown = req.body;
  const isForm = req.is(['urlencoded', 'multipart/form-data']);
  if (req.method !== 'POST' || !isForm || typeof body !== 'object' || body === null) return undefined;
  if (Object.keys(body).some((name) => name !== '_csrf' && SECRETS.includes(name))) return undefined;
  const fields = Object.entries(body).flatMap(([name, value]) =>
    name === '_csrf' ? [] : [value].flat().flatMap((one) => (typeof one === 'string' ? [[name, one] as const] : [])),
  );
  const files = req.res?.locals.fileFields ?? [];
  if (files.length === 0 && !fields.some(([, value]) => value.trim() !== '')) return undefined;
  return { action: ownPath(req.originalUrl), fields, files };
}

/**
 * Stands before every page of people who are signed in: a form that comes after the sign-in has ended is kept (sealed, in the session) and
 * offered again afterwards. One from another website is not, so nobody can put words into somebody's mouth.
 */
export function keptForms(now: () => Date): RequestHandler {
  const router = Router();
  router.post('{*path}', (req, _res, next) => next(isToKeep(req, now()) ? undefined : 'router'));
  return router.post(
    '{*path}',
    limitRate(PER_ADDRESS, (req) => req.ip),
    readForm,
    readTexts,
    sameOrigin,
    keep,
  );
}

const isToKeep = (req: Request, now: Date): boolean => OF_SIGNED_IN.test(req.path) && !isButton(req.path) && !isSignedIn(req, now);

/** The text fields of a form with files. The files are read past. */
const readTexts: RequestHandler = (req, res, next) => {
  if (!req.is('multipart/form-data')) return next();
  const names: string[] = [];
  const passFiles = multer({
    limits: { fields: 50, fieldSize: 65_536, parts: 60, headerPairs: 50 },
    fileFilter: (_req, file, done) => {
      names.push(file.fieldname);
      done(null, false);
    },
  }).any();
  passFiles(req, res, (unreadable: unknown) => {
    res.locals.fileFields = [...new Set(names)];
    next(unreadable === undefined ? undefined : 'router');
  });
};

const sameOrigin: RequestHandler = (req, res, next) => sameOriginOnly(req, res, (problem?: unknown) => next(problem && 'router'));

const keep: RequestHandler = (req, res, next) => {
  const kept = typedIn(req);
  if (kept === undefined) return next('router');
  Object.assign(req.session, { kept, afterSignIn: '/again' });
  goTo(req, res, '/sign-in');
};
