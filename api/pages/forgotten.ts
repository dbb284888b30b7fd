import { type Request, type Response, Router } from 'express';
import type { PageDeps } from '../deps.js';
import { csrfProtection } from '../middleware/csrf.js';
import { type Limit, limitRate } from '../middleware/rate-limit.js';
import { FAULT_WORDS } from './account/context.js';
import { passwordField } from './account/password.js';
import { languageOf, type Problem, readForm, sendPage, textField } from './page.js';

const TOKEN = /^[A-Za-z0-9_-]{16,200}$/;
const ASKED_PER_ADDRESS: Limit = { name: 'forgotten', points: 10, seconds: 60 };
const TRIES_PER_ADDRESS: Limit = { name: 'new-password', points: 30, seconds: 60 };
const LINK = '/sign-in/new-password/:token';

/** A forgotten password: a link by mail, the same answer whether there is such an account or not, and a page whose button uses it up. */
export function forgottenPages(deps: PageDeps): Router {
  const router = Router();
  const limitAsked = limitRate(ASKED_PER_ADDRESS, (req) => req.ip);
  const limit = limitRate(TRIES_PER_ADDRESS, (req) => req.ip);
  router.get('/sign-in/forgotten', (req, res) => showAsk(deps, req, res, '', []));
  router.post('/sign-in/forgotten', limitAsked, readForm, csrfProtection, (req, res) => ask(deps, req, res));
  router.get(LINK, limit, (req, res) => showNew(deps, req, res, []));
  router.post(LINK, limit, readForm, csrfProtection, (req, res) => takeNew(deps, req, res));
  return router;
}

async function ask(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const email = textField(req.body, 'email');
  const text = (key: string) => deps.pages.text(languageOf(req), key);
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 254)
    return showAsk(deps, req, res, email, [{ field: 'email', text: text('member.errorEmail') }]);
  await deps.passwordReset.ask(email, languageOf(req));
  sendPage(deps, req, res, 'forgotten-asked', { title: text('forgotten.askedTitle'), backHref: '/sign-in' });
}

async function takeNew(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const token = tokenOf(req);
  const text = (key: string) => deps.pages.text(languageOf(req), key);
  const result = token && (await deps.passwordReset.set(token, passwordField(req, 'password'), languageOf(req)));
  if (!result) return showNew(deps, req, res, []);
  if (result !== 'done') return showNew(deps, req, res, [{ field: 'password', text: text(FAULT_WORDS[result]) }]);
  sendPage(deps, req, res, 'forgotten-done', { title: text('forgotten.doneTitle') });
}

function showAsk(deps: PageDeps, req: Request, res: Response, email: string, problems: Problem[]): void {
  const title = deps.pages.text(languageOf(req), 'forgotten.title');
  sendPage(deps, req, res, 'forgotten', { title, backHref: '/sign-in', email, problems });
}

async function showNew(deps: PageDeps, req: Request, res: Response, problems: Problem[]): Promise<void> {
  const token = tokenOf(req);
  const open = token && (await deps.passwordReset.peek(token));
  const text = (key: string) => deps.pages.text(languageOf(req), key);
  if (!open) return sendPage(deps, req, res, 'forgotten-dead', { status: 410, title: text('link.deadTitle') });
  sendPage(deps, req, res, 'forgotten-new', { title: text('forgotten.newTitle'), email: open.email, problems });
}

function tokenOf(req: Request): string | undefined {
  const { token } = req.params;
  return typeof token === 'string' && TOKEN.test(token) ? token : undefined;
}
