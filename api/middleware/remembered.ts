import type { Request, RequestHandler, Response } from 'express';
import type { Accounts } from '../accounts.js';
import { cookieNamed } from '../cookies.js';
import type { Remembering } from '../own-account.js';
import { languageOf } from '../pages/page.js';
import { isSignedIn } from './signed-in.js';

const THIRTY_DAYS_MS = 30 * 86_400_000;
const optionsOf = (req: Request) => ({ httpOnly: true, sameSite: 'lax', secure: isHttps(req), path: '/' }) as const;
/** As the session cookie: by the address people reach us at. */
const isHttps = (req: Request): boolean => req.session.cookie.secure === true;

/** What the browser is remembered by, as it came with the call. */
export function rememberCookieOf(req: Request): string | undefined {
  const name = cookieNamed('remember', isHttps(req));
  const pair = (req.get('cookie') ?? '').split(/;\s*/).find((one) => one.startsWith(`${name}=`));
  const value = pair?.slice(name.length + 1);
  return value !== undefined && /^[\w-]{16,64}\.[\w-]{16,64}$/.test(value) ? value : undefined;
}

export function setRememberCookie(req: Request, res: Response, value: string): void {
  res.cookie(cookieNamed('remember', isHttps(req)), value, { ...optionsOf(req), maxAge: THIRTY_DAYS_MS });
}

export function clearRememberCookie(req: Request, res: Response): void {
  if (rememberCookieOf(req) !== undefined) res.clearCookie(cookieNamed('remember', isHttps(req)), optionsOf(req));
}

/**
 * Lets a browser in that asked to be remembered, with a session that is not fresh for anything that discloses. What it was doing (a form
 * half filled in) goes on.
 */
export function letRememberedIn(deps: {
  accounts: Pick<Accounts, 'browserInWords'>;
  remembering: Remembering;
  now: () => Date;
}): RequestHandler {
  return async (req, res, next) => {
    const cookie = rememberCookieOf(req);
    if (cookie === undefined || isSignedIn(req, deps.now())) return next();
    const found = await deps.remembering.use(cookie, languageOf(req));
    if (found === undefined) {
      clearRememberCookie(req, res);
      return next();
    }
    if (found.cookie !== undefined) setRememberCookie(req, res, found.cookie);
    const browser = deps.accounts.browserInWords(req.get('user-agent'));
    await keepGoing(req, {
      accountId: found.accountId,
      series: found.series,
      signedInAt: deps.now().getTime(),
      isRemembered: true,
      browser,
    });
    next();
  };
}

/** A new session id at the moment the rights change; what the session held stays. */
function keepGoing(req: Request, signedIn: Partial<Request['session']>): Promise<void> {
  const { cookie: _, ...held } = req.session;
  return new Promise((resolve, reject) => {
    req.session.regenerate((problem: unknown) => {
      if (problem) return reject(problem);
      Object.assign(req.session, held, signedIn);
      resolve();
    });
  });
}
