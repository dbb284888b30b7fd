import { type Request, type Response, Router } from 'express';
import type { PageDeps } from '../deps.js';
import { csrfProtection } from '../middleware/csrf.js';
import { type Limit, limitRate } from '../middleware/rate-limit.js';
import { clearRememberCookie, rememberCookieOf } from '../middleware/remembered.js';
import { isHere } from './account/passkeys.js';
import { passwordField } from './account/password.js';
import { goTo, languageOf, ownPath, type Problem, readForm, sendPage, textField } from './page.js';
import { homeOf, renewSession, signIn } from './sign-in.js';

const SIGN_INS_PER_ADDRESS: Limit = { name: 'sign-in', points: 60, seconds: 60 };

/** Sign-in in two steps (password, then the code of an authenticator app or a recovery code), and sign-out. */
export function accountPages(deps: PageDeps): Router {
  const router = Router();
  // Each try costs an argon2 hash; the delays per account come on top (adapters/accounts).
  const limit = limitRate(SIGN_INS_PER_ADDRESS, (req) => req.ip);
  router.get('/sign-in', async (req, res) => {
    const next = typeof req.query.next === 'string' ? ownPath(req.query.next) : '';
    if (next) req.session.afterSignIn = next;
    const { accountId, isAskedAgain } = req.session;
    if (accountId && !isAskedAgain) return goTo(req, res, next || (await homeOf(deps, accountId)));
    const email = accountId ? ((await deps.accounts.emailOf(accountId)) ?? '') : '';
    showPassword(deps, req, res, email, []);
  });
  router.post('/sign-in', limit, readForm, csrfProtection, (req, res) => takePassword(deps, req, res));
  router.get('/sign-in/code', (req, res) => {
    if (!req.session.pendingAccountId) return goTo(req, res, '/sign-in');
    showCode(deps, req, res, []);
  });
  router.post('/sign-in/code', limit, readForm, csrfProtection, (req, res) => takeCode(deps, req, res));
  router.get('/sign-in/recovery', (req, res) => {
    if (!req.session.pendingAccountId) return goTo(req, res, '/sign-in');
    showRecovery(deps, req, res, []);
  });
  router.post('/sign-in/recovery', limit, readForm, csrfProtection, (req, res) => takeRecovery(deps, req, res));
  router.post('/sign-out', readForm, csrfProtection, async (req, res) => {
    const cookie = rememberCookieOf(req);
    if (cookie !== undefined) await deps.remembering.end(cookie);
    clearRememberCookie(req, res);
    await renewSession(req, {});
    goTo(req, res, '/');
  });
  return router;
}

async function takePassword(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const email = textField(req.body, 'email');
  const missing = missingIn(deps, req, email);
  if (missing.length > 0) return showPassword(deps, req, res, email, missing);
  const found = await deps.accounts.checkPassword(email, passwordField(req, 'password'), req.ip ?? '');
  if (!found) return showPassword(deps, req, res, email, [{ field: 'email', text: deps.pages.text(languageOf(req), 'sign.wrong') }]);
  req.session.isToRemember = textField(req.body, 'remember') === 'yes';
  if (!found.needsCode) return signIn(deps, req, res, { accountId: found.accountId, by: 'password' });
  req.session.pendingAccountId = found.accountId;
  goTo(req, res, '/sign-in/code');
}

function missingIn(deps: PageDeps, req: Request, email: string): Problem[] {
  const text = (key: string) => deps.pages.text(languageOf(req), key);
  return [
    ...(email === '' ? [{ field: 'email', text: text('sign.emailMissing') }] : []),
    ...(passwordField(req, 'password') === '' ? [{ field: 'password', text: text('sign.passwordMissing') }] : []),
  ];
}

async function takeCode(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const accountId = req.session.pendingAccountId;
  if (!accountId) return goTo(req, res, '/sign-in');
  const code = textField(req.body, 'code').replace(/\s/g, '');
  if (!(await deps.accounts.checkCode(accountId, code, req.ip ?? ''))) {
    return showCode(deps, req, res, [{ field: 'code', text: deps.pages.text(languageOf(req), 'sign.codeWrong') }]);
  }
  await signIn(deps, req, res, { accountId, by: 'password' });
}

async function takeRecovery(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const accountId = req.session.pendingAccountId;
  if (!accountId) return goTo(req, res, '/sign-in');
  if (!(await deps.accounts.useRecoveryCode(accountId, textField(req.body, 'code'), req.ip ?? '', languageOf(req)))) {
    return showRecovery(deps, req, res, [{ field: 'code', text: deps.pages.text(languageOf(req), 'sign.recoveryWrong') }]);
  }
  await signIn(deps, req, res, { accountId, by: 'recovery-code' });
}

function showPassword(deps: PageDeps, req: Request, res: Response, email: string, problems: Problem[]): void {
  sendPage(deps, req, res, 'sign-in', {
    title: deps.pages.text(languageOf(req), 'sign.title'),
    email,
    problems,
    isHere: isHere(deps, req),
    provider: deps.singleSignOn?.name ?? '',
    isAgain: req.session.isAskedAgain === true,
    isToRemember: textField(req.body, 'remember') === 'yes',
  });
}

function showCode(deps: PageDeps, req: Request, res: Response, problems: Problem[]): void {
  sendPage(deps, req, res, 'sign-in-code', { title: deps.pages.text(languageOf(req), 'sign.codeTitle'), backHref: '/sign-in', problems });
}

function showRecovery(deps: PageDeps, req: Request, res: Response, problems: Problem[]): void {
  const title = deps.pages.text(languageOf(req), 'sign.recoveryTitle');
  sendPage(deps, req, res, 'sign-in-recovery', { title, backHref: '/sign-in/code', problems });
}
