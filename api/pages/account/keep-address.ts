import { type Request, type Response, Router } from 'express';
import type { PageDeps } from '../../deps.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { type Limit, limitRate } from '../../middleware/rate-limit.js';
import { languageOf, readForm, sendPage } from '../page.js';

const LINK = '/sign-in/keep-address/:token';
const TRIES_PER_ADDRESS: Limit = { name: 'keep-address', points: 30, seconds: 60 };

/** The link that the old address of an account gets: its button stops the change, or takes it back. Needs no sign-in: that may be lost. */
export function keepAddressPages(deps: PageDeps): Router {
  const router = Router();
  const limit = limitRate(TRIES_PER_ADDRESS, (req) => req.ip);
  router.get(LINK, limit, (req, res) => show(deps, req, res));
  router.post(LINK, limit, readForm, csrfProtection, (req, res) => stop(deps, req, res));
  return router;
}

async function show(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const open = await deps.keepAddress.peek(String(req.params.token));
  if (open === undefined) return sendDead(deps, req, res);
  sendPage(deps, req, res, 'keep-address', { title: wordsOf(deps, req)('address.keepTitle'), ...open });
}

async function stop(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const done = await deps.keepAddress.stop(String(req.params.token), languageOf(req));
  if (done === undefined) return sendDead(deps, req, res);
  const title = wordsOf(deps, req)('address.keptTitle');
  sendPage(deps, req, res, 'keep-address-done', { title, isDisabled: done.result === 'disabled', mailbox: deps.controller.email });
}

const wordsOf = (deps: PageDeps, req: Request) => (key: string) => deps.pages.text(languageOf(req), key);

function sendDead(deps: PageDeps, req: Request, res: Response): void {
  sendPage(deps, req, res, 'account/address-dead', { status: 410, title: wordsOf(deps, req)('link.deadTitle') });
}
