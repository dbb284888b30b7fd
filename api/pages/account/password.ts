import { type Request, type Response, Router } from 'express';
import type { PageDeps } from '../../deps.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { type Limit, limitRate } from '../../middleware/rate-limit.js';
import { accountOf } from '../../middleware/signed-in.js';
import { goTo, type Problem, readForm, sendPage } from '../page.js';
import { doneBy, FAULT_WORDS, frameOf, wordsFor } from './context.js';

const PAGE = '/account/password';
/** Each try costs an argon2 hash. */
const TRIES: Limit = { name: 'password', points: 20, seconds: 60 };

/** Changing the password: the one of now is asked, and every other sign-in ends. */
export function passwordPages(deps: PageDeps): Router {
  const router = Router();
  const limit = limitRate(TRIES, (req) => req.ip);
  router.get(PAGE, (req, res) => show(deps, req, res, []));
  router.post(PAGE, limit, readForm, csrfProtection, (req, res) => change(deps, req, res));
  return router;
}

async function change(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const text = wordsFor(deps, req);
  const given = { current: passwordField(req, 'current'), next: passwordField(req, 'password') };
  const result = await deps.ownAccount.changePassword(accountOf(req).accountId, given, doneBy(req));
  if (result === 'wrong') return show(deps, req, res, [{ field: 'current', text: text('account.currentWrong') }]);
  if (result !== 'done') return show(deps, req, res, [{ field: 'password', text: text(FAULT_WORDS[result]) }]);
  req.session.notice = text('account.passwordChanged');
  goTo(req, res, '/account');
}

async function show(deps: PageDeps, req: Request, res: Response, problems: Problem[]): Promise<void> {
  const { accountId } = accountOf(req);
  sendPage(deps, req, res, 'account/password', {
    ...(await frameOf(deps, req)),
    title: wordsFor(deps, req)('account.passwordTitle'),
    email: (await deps.accounts.emailOf(accountId)) ?? '',
    problems,
  });
}

/** A password is not trimmed: a space at its end belongs to it. */
export function passwordField(req: Request, name: string): string {
  const value: unknown = req.body?.[name];
  return typeof value === 'string' ? value : '';
}
