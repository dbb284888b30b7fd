import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { PageDeps } from '../../deps.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { freshSignIn } from '../../middleware/fresh-sign-in.js';
import { type Limit, limitRate } from '../../middleware/rate-limit.js';
import { accountOf } from '../../middleware/signed-in.js';
import { goTo, type Problem, readForm, sendPage, textField } from '../page.js';
import { doneBy, frameOf, languageFor, wordsFor } from './context.js';

const PAGE = '/account/address';
const LINK = `${PAGE}/:token`;
/** Each sends two mails, one of them to whatever address was typed. */
const ASKED_PER_ACCOUNT: Limit = { name: 'address-change', points: 5, seconds: 600 };
const MAX_ADDRESS = 254;

/** Another address for an account: asked for with a fresh sign-in, confirmed by a link to the new address with one of the same account. */
export function addressPages(deps: PageDeps): Router {
  const router = Router();
  const fresh = freshSignIn(deps.now);
  const limit = limitRate(ASKED_PER_ACCOUNT, (req) => accountOf(req).accountId);
  router.get(PAGE, fresh, (req, res) => show(deps, req, res, []));
  router.post(PAGE, limit, readForm, csrfProtection, fresh, (req, res) => ask(deps, req, res));
  router.get(LINK, fresh, (req, res) => showLink(deps, req, res));
  router.post(LINK, readForm, csrfProtection, fresh, (req, res) => confirm(deps, req, res));
  return router;
}

async function ask(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const text = wordsFor(deps, req);
  const email = textField(req.body, 'email');
  if (email.length > MAX_ADDRESS || !z.email().safeParse(email).success)
    return show(deps, req, res, [{ field: 'email', text: text('member.errorEmail') }]);
  const result = await deps.addressChange.ask(accountOf(req).accountId, email, languageFor(req));
  if (result === 'same') return show(deps, req, res, [{ field: 'email', text: text('address.same') }]);
  req.session.notice = text('address.asked', { email });
  goTo(req, res, '/account');
}

async function confirm(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const changed = await deps.addressChange.confirm(String(req.params.token), accountOf(req).accountId, doneBy(req));
  if (changed === undefined) return sendDead(deps, req, res);
  req.session.notice = wordsFor(deps, req)('address.done', changed);
  goTo(req, res, '/account');
}

async function show(deps: PageDeps, req: Request, res: Response, problems: Problem[]): Promise<void> {
  const view = await deps.ownAccount.view(accountOf(req).accountId);
  if (view === undefined) return goTo(req, res, '/sign-in');
  sendPage(deps, req, res, 'account/address', {
    ...(await frameOf(deps, req)),
    title: wordsFor(deps, req)('address.title'),
    current: view.email,
    typed: textField(req.body, 'email'),
    problems,
  });
}

async function showLink(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const open = await deps.addressChange.peek(String(req.params.token), accountOf(req).accountId);
  if (open === undefined) return sendDead(deps, req, res);
  const title = wordsFor(deps, req)('address.confirmTitle');
  sendPage(deps, req, res, 'account/address-confirm', { ...(await frameOf(deps, req)), title, email: open.email });
}

async function sendDead(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const title = wordsFor(deps, req)('link.deadTitle');
  sendPage(deps, req, res, 'account/address-dead', { ...(await frameOf(deps, req)), status: 410, title });
}
