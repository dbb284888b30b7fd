import type { RequestHandler } from 'express';
import session, { type Store } from 'express-session';
import type { Language } from '../../domain/request/types.js';
import { cookieNamed } from '../cookies.js';
import type { Answers } from '../pages/request-form/answers.js';

/** What a browser session remembers; nothing of it is in a cookie or a URL. */
declare module 'express-session' {
  interface SessionData {
    accountId: string;
    signedInAt: number;
    /** The browser in words, as the list of sign-ins shows it: Firefox on Linux. */
    browser: string;
    /** This browser is to be remembered: which series (its hash in hex). */
    series: string;
    /** Let in because it was remembered, not by a sign-in: not fresh for anything that discloses. */
    isRemembered: boolean;
    /** Somebody who is signed in is asked to sign in again, because what they want needs a fresh sign-in. */
    isAskedAgain: boolean;
    /** The password was right, and the browser is to be remembered once the code is too. */
    isToRemember: boolean;
    /** The key of an authenticator app that is being connected, until its first code shows that it is there. */
    newTotp: string;
    /** What a passkey has to sign; used up by the first answer. */
    passkeyChallenge: string;
    pendingAccountId: string;
    afterSignIn: string;
    language: Language;
    theme: 'light' | 'dark' | 'system';
    form: { id: string; answers: Answers };
    filed: { reference: string; linked: string[]; dueOn: string | null; safeOn: string; statusUrl: string; proofCount?: number };
    /** Request ids whose mailed link this browser has used, with the instant (ms) it did. */
    proven: Record<string, number>;
    notice: string;
  }
}

export interface SessionOptions {
  store: Store;
  secret: string;
  isHttps: boolean;
}

/**
 * Session cookie without Max-Age; `__Host-` and Secure on https, bare on plain http, where browsers refuse both. What speaks TLS stands before
 * us, and PUBLIC_URL says that it does: whether it also says so itself (X-Forwarded-Proto) does not matter.
 */
export function createSession({ store, secret, isHttps }: SessionOptions): RequestHandler {
  const handle = session({
    store,
    secret,
    name: cookieNamed('session', isHttps),
    resave: false,
    saveUninitialized: false,
    proxy: isHttps,
    cookie: { httpOnly: true, sameSite: 'lax', secure: isHttps, path: '/' },
  });
  if (!isHttps) return handle;
  return (req, res, next) => {
    req.headers['x-forwarded-proto'] = 'https'; // without it the cookie would not be set, and nobody could sign in
    handle(req, res, next);
  };
}
