import { type Request, type Response, urlencoded } from 'express';
import { LANGUAGES, type Language } from '../../domain/request/types.js';
import type { SignedIn } from '../accounts.js';
import type { PageDeps } from '../deps.js';
import { csrfToken } from '../middleware/csrf.js';

/** Reads the fields of a form: repeated names become arrays, nesting is off, 200 kB is the end. */
export const readForm = urlencoded({ extended: false, limit: '200kb', parameterLimit: 1500 });

export const LANGUAGE_NAMES = { en: 'English', de: 'Deutsch', fr: 'Français' } as const satisfies Record<Language, string>;

/** One wrong field of a form: `field` is the id the error summary links to. */
export interface Problem {
  field: string;
  text: string;
}

/** What a handler wants to show. Errors make the answer 422 and come first on the page. */
export interface PageView {
  title: string;
  layout?: 'public' | 'desk' | 'issuer' | 'wall' | 'bare';
  status?: number;
  problems?: readonly Problem[];
  backHref?: string;
  account?: SignedIn;
  [field: string]: unknown;
}

/** Sends a page of templates/pages in the reader's language and appearance. */
export function sendPage(deps: Pick<PageDeps, 'pages' | 'controller'>, req: Request, res: Response, name: string, view: PageView): void {
  // Staff read English, whatever their browser prefers.
  const language = view.layout === 'desk' ? 'en' : languageOf(req);
  const problems = view.problems ?? [];
  const html = deps.pages.render(name, {
    ...frame(req, language),
    controller: deps.controller,
    backHref: '',
    ...view,
    problems,
    hasErrors: problems.length > 0,
    errors: Object.fromEntries(problems.map((problem) => [problem.field, problem.text])),
  });
  res
    .status(view.status ?? (problems.length > 0 ? 422 : 200))
    .set('cache-control', 'no-store')
    .type('html')
    .send(html);
}

/** What every layout prints around a page. */
export function frame(req: Request, language: Language) {
  return {
    language,
    theme: req.session?.theme ?? 'system',
    path: req.originalUrl.startsWith('/') ? req.originalUrl : '/',
    languages: LANGUAGES.map((code) => ({ code, name: LANGUAGE_NAMES[code], isCurrent: code === language })),
    // A function: made only where a template prints it, so a page without a form starts no session and sets no cookie.
    csrf: () => csrfToken(req),
  };
}

/**
 * The language chosen here (?lang=), chosen before (session), preferred by the page (a person's own case), or by the browser; else the
 * one a page names for whoever it is meant for (an issuer's letters).
 */
export function languageOf(req: Request): Language {
  const asked = LANGUAGES.find((language) => language === req.query.lang);
  if (asked) {
    if (req.session && req.session.language !== asked) req.session.language = asked;
    return asked;
  }
  const preferred: unknown = req.res?.locals.language;
  return req.session?.language ?? LANGUAGES.find((language) => language === preferred) ?? fromBrowser(req) ?? otherwise(req);
}

function fromBrowser(req: Request): Language | undefined {
  if (!req.get('accept-language')) return undefined;
  const accepted = req.acceptsLanguages([...LANGUAGES]);
  return LANGUAGES.find((language) => language === accepted);
}

function otherwise(req: Request): Language {
  const named: unknown = req.res?.locals.otherwiseLanguage;
  return LANGUAGES.find((language) => language === named) ?? 'en';
}

/**
 * Sends the browser on (303) once the session is stored: express-session lets the head of an answer go before it has saved, and a
 * browser that follows at once would find the session of before.
 */
export function goTo(req: Request, res: Response, path: string): void {
  const isEmpty = Object.keys(req.session).every((name) => name === 'cookie');
  if (isEmpty) return void res.redirect(303, path);
  req.session.save((problem: unknown) => (problem ? req.next?.(problem) : res.redirect(303, path)));
}

/** One text field of a form, trimmed; empty where it is missing or repeated. */
export function textField(body: unknown, name: string): string {
  const value = fieldOf(body, name);
  return typeof value === 'string' ? typed(value) : '';
}

/** No keyboard makes U+0000, and no text of the database can hold it: it is left out wherever somebody types. */
const typed = (value: string) => value.replaceAll('\u0000', '').trim();

/** All values of a repeated field, trimmed. */
export function listField(body: unknown, name: string): string[] {
  const value = fieldOf(body, name);
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((item): item is string => typeof item === 'string').map(typed);
}

function fieldOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
}

/** A place on this site to go back to; anything else becomes the start page, so a link cannot lead elsewhere. */
export function ownPath(value: string): string {
  return /^\/(?![/\\])[^\s\\]*$/.test(value) ? value : '/';
}
