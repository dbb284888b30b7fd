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

/** Session cookie without Max-Age; `__Host-` and Secure on https, bare on plain http, where browsers refuse both. */
export function createSession({ store, secret, isHttps }: SessionOptions): RequestHandler {
  return session({
    store,
    secret,
    name: cookieNamed('session', isHttps),
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: isHttps, path: '/' },
  });
}
