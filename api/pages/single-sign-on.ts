import { type Request, type Response, Router } from 'express';
import type { PageDeps } from '../deps.js';
import { type Limit, limitRate } from '../middleware/rate-limit.js';
import { accountOf, freshAccountOf, signedIn } from '../middleware/signed-in.js';
import type { SingleSignOn } from '../own-account.js';
import { wordsFor } from './account/context.js';
import { goTo, languageOf, sendPage } from './page.js';
import { begin } from './sign-in.js';

const TRIES_PER_ADDRESS: Limit = { name: 'sso', points: 60, seconds: 60 };
const TOKEN = /^[A-Za-z0-9_-]{16,200}$/;

declare module 'express-session' {
  interface SessionData {
    /** Sent to the identity provider: what has to come back, and why. */
    errand: { state: string; nonce: string; verifier: string; for: 'sign-in' | 'connect' | 'invitation'; setupToken?: string };
  }
}

/** Single sign-on: out to the identity provider and back, to sign in, to connect one's account, or to take an invitation up. */
export function singleSignOnPages(deps: PageDeps): Router {
  const router = Router();
  const { singleSignOn } = deps;
  if (singleSignOn === undefined) return router;
  const limit = limitRate(TRIES_PER_ADDRESS, (req) => req.ip);
  router.get('/sign-in/sso', limit, (req, res) => sendOut(singleSignOn, req, res, { for: 'sign-in' }));
  router.get('/account/sso', signedIn(deps.accounts, deps.now), (req, res) => {
    if (freshAccountOf(req, deps.now()) !== undefined) return sendOut(singleSignOn, req, res, { for: 'connect' });
    Object.assign(req.session, { isAskedAgain: true, afterSignIn: '/account/sso' });
    goTo(req, res, '/sign-in');
  });
  router.get('/account/:token/sso', limit, (req, res) => {
    const setupToken = String(req.params.token);
    return TOKEN.test(setupToken) ? sendOut(singleSignOn, req, res, { for: 'invitation', setupToken }) : goTo(req, res, '/sign-in');
  });
  router.get('/sign-in/sso/callback', limit, (req, res) => comeBack(deps, singleSignOn, req, res));
  return router;
}

type Why = Pick<NonNullable<Request['session']['errand']>, 'for' | 'setupToken'>;

async function sendOut(sso: SingleSignOn, req: Request, res: Response, why: Why): Promise<void> {
  const { url, errand } = await sso.begin();
  req.session.errand = { ...errand, ...why };
  goTo(req, res, url);
}

async function comeBack(deps: PageDeps, sso: SingleSignOn, req: Request, res: Response): Promise<void> {
  const { errand } = req.session;
  delete req.session.errand; // each errand ends with its first answer
  const query = req.originalUrl.slice(req.originalUrl.indexOf('?'));
  const found = errand && (await sso.recognise(query, errand));
  if (!errand || !found) return sayNot(deps, sso, req, res, 'refused');
  if (errand.for === 'connect') return connect(deps, sso, req, res, found.subjectHash);
  const accountId =
    errand.for === 'invitation' ? await sso.accept(errand.setupToken ?? '', found.subjectHash, languageOf(req)) : found.accountId;
  if (accountId === undefined) return sayNot(deps, sso, req, res, errand.for === 'invitation' ? 'refused' : 'unknown');
  goTo(req, res, await begin(deps, req, res, { accountId, by: 'provider', signedInAt: found.signedInAt }));
}

async function connect(deps: PageDeps, sso: SingleSignOn, req: Request, res: Response, subjectHash: string): Promise<void> {
  if (freshAccountOf(req, deps.now()) === undefined) return goTo(req, res, '/account');
  const account = await deps.accounts.find(req.session.accountId ?? '');
  if (account === undefined) return goTo(req, res, '/sign-in');
  res.locals.account = account;
  const isConnected = await sso.connect(accountOf(req).accountId, subjectHash, languageOf(req));
  req.session.notice = wordsFor(deps, req)(isConnected ? 'account.ssoConnected' : 'account.ssoTaken', { name: sso.name });
  goTo(req, res, '/account');
}

/** `unknown`: the provider knows the person, no account does. It says nothing of other accounts. */
function sayNot(deps: PageDeps, sso: SingleSignOn, req: Request, res: Response, why: 'refused' | 'unknown'): void {
  const text = (key: string) => deps.pages.text(languageOf(req), key, { name: sso.name });
  sendPage(deps, req, res, 'sign-in-sso', { status: 403, title: text(`sso.${why}Title`), text: text(`sso.${why}Text`) });
}
