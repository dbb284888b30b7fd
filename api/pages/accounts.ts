import { type Request, type Response, Router } from 'express';
import type { Role } from '../../domain/request/types.js';
import type { PageDeps } from '../deps.js';
import { csrfProtection } from '../middleware/csrf.js';
import { type Limit, limitRate } from '../middleware/rate-limit.js';
import { goTo, languageOf, ownPath, type Problem, readForm, sendPage, textField } from './page.js';

const SIGN_INS_PER_ADDRESS: Limit = { name: 'sign-in', points: 60, seconds: 60 };

/** Sign-in in two steps (password, then the code of an authenticator app), and sign-out. */
export function accountPages(deps: PageDeps): Router {
  const router = Router();
  // Each try costs an argon2 hash; the delays per account come on top (adapters/accounts).
  const limit = limitRate(SIGN_INS_PER_ADDRESS, (req) => req.ip);
  router.get('/sign-in', async (req, res) => {
    const next = typeof req.query.next === 'string' ? ownPath(req.query.next) : '';
    if (next) req.session.afterSignIn = next;
    if (req.session.accountId) return goTo(req, res, next || (await homeOf(deps, req.session.accountId)));
    showPassword(deps, req, res, '', []);
  });
  router.post('/sign-in', limit, readForm, csrfProtection, (req, res) => takePassword(deps, req, res));
  router.get('/sign-in/code', (req, res) => {
    if (!req.session.pendingAccountId) return goTo(req, res, '/sign-in');
    showCode(deps, req, res, []);
  });
  router.post('/sign-in/code', limit, readForm, csrfProtection, (req, res) => takeCode(deps, req, res));
  router.post('/sign-out', readForm, csrfProtection, async (req, res) => {
    await renewSession(req, {});
    goTo(req, res, '/');
  });
  return router;
}

async function takePassword(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const email = textField(req.body, 'email');
  const password: unknown = req.body?.password;
  const found = await deps.accounts.checkPassword(email, typeof password === 'string' ? password : '', req.ip ?? '');
  if (!found) return showPassword(deps, req, res, email, [{ field: 'email', text: deps.pages.text(languageOf(req), 'sign.wrong') }]);
  if (!found.needsCode) return signIn(deps, req, res, found.accountId);
  req.session.pendingAccountId = found.accountId;
  goTo(req, res, '/sign-in/code');
}

async function takeCode(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const accountId = req.session.pendingAccountId;
  if (!accountId) return goTo(req, res, '/sign-in');
  const code = textField(req.body, 'code').replace(/\s/g, '');
  if (!(await deps.accounts.checkCode(accountId, code, req.ip ?? ''))) {
    return showCode(deps, req, res, [{ field: 'code', text: deps.pages.text(languageOf(req), 'sign.codeWrong') }]);
  }
  await signIn(deps, req, res, accountId);
}

/** A new session id at the moment the rights change, so that one set before by somebody else is worth nothing. */
async function signIn(deps: PageDeps, req: Request, res: Response, accountId: string): Promise<void> {
  const next = req.session.afterSignIn ?? (await homeOf(deps, accountId));
  await renewSession(req, { accountId, signedInAt: deps.now().getTime() });
  goTo(req, res, next);
}

const HOMES: Partial<Record<Role, string>> = { issuer: '/issuer', member: '/member', operator: '/desk/system' };

/** Where somebody begins: an issuer at its corrections, a member at its seals, an operator at the state of the system, everyone else at the desk. */
async function homeOf(deps: PageDeps, accountId: string): Promise<string> {
  const account = await deps.accounts.find(accountId);
  return (account && HOMES[account.role]) ?? '/desk';
}

function renewSession(req: Request, keep: Partial<Request['session']>): Promise<void> {
  const { language, theme } = req.session;
  return new Promise((resolve, reject) => {
    req.session.regenerate((problem: unknown) => {
      if (problem) return reject(problem);
      Object.assign(req.session, { ...(language ? { language } : {}), ...(theme ? { theme } : {}), ...keep });
      resolve();
    });
  });
}

function showPassword(deps: PageDeps, req: Request, res: Response, email: string, problems: Problem[]): void {
  sendPage(deps, req, res, 'sign-in', { title: deps.pages.text(languageOf(req), 'sign.title'), email, problems });
}

function showCode(deps: PageDeps, req: Request, res: Response, problems: Problem[]): void {
  sendPage(deps, req, res, 'sign-in-code', { title: deps.pages.text(languageOf(req), 'sign.codeTitle'), backHref: '/sign-in', problems });
}
