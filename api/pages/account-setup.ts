import { type Request, type Response, Router } from 'express';
import type { PageDeps } from '../deps.js';
import { csrfProtection } from '../middleware/csrf.js';
import { type Limit, limitRate } from '../middleware/rate-limit.js';
import { inFours } from './account/app.js';
import { FAULT_WORDS } from './account/context.js';
import { passwordField } from './account/password.js';
import { goTo, languageOf, type Problem, readForm, sendPage, textField } from './page.js';

const TOKEN = /^[A-Za-z0-9_-]{16,200}$/;
const TRIES_PER_ADDRESS: Limit = { name: 'account-setup', points: 30, seconds: 60 };

/** The one-time link of an account: its owner sets a password and connects an authenticator app. Looking uses nothing up. */
export function accountSetupPages(deps: PageDeps): Router {
  const router = Router();
  const limit = limitRate(TRIES_PER_ADDRESS, (req) => req.ip);
  router.get('/account/:token', limit, (req, res) => show(deps, req, res, []));
  router.post('/account/:token', limit, readForm, csrfProtection, (req, res) => take(deps, req, res));
  return router;
}

async function take(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const token = tokenOf(req);
  const given = { password: passwordField(req, 'password'), code: textField(req.body, 'code').replace(/\s/g, '') };
  const result = token === undefined ? undefined : await deps.accountSetup.finish(token, given, req.ip ?? '');
  if (result === 'done') return goTo(req, res, '/sign-in');
  const text = (key: string) => deps.pages.text(languageOf(req), key);
  if (result === undefined) return show(deps, req, res, []);
  const problem =
    result === 'code-wrong' ? { field: 'code', text: text('sign.codeWrong') } : { field: 'password', text: text(FAULT_WORDS[result]) };
  return show(deps, req, res, [problem]);
}

async function show(deps: PageDeps, req: Request, res: Response, problems: Problem[]): Promise<void> {
  const token = tokenOf(req);
  const open = token === undefined ? undefined : await deps.accountSetup.peek(token);
  const text = (key: string) => deps.pages.text(languageOf(req), key);
  if (open === undefined) return sendPage(deps, req, res, 'account-setup-dead', { status: 410, title: text('accountSetup.deadTitle') });
  sendPage(deps, req, res, 'account-setup', {
    title: text('accountSetup.title'),
    email: open.email,
    secret: inFours(open.totpSecret),
    totpUri: open.totpUri,
    totpQr: open.totpQr,
    ssoHref: deps.singleSignOn === undefined ? '' : `/account/${token}/sso`,
    provider: deps.singleSignOn?.name ?? '',
    problems,
  });
}

function tokenOf(req: Request): string | undefined {
  const { token } = req.params;
  return typeof token === 'string' && TOKEN.test(token) ? token : undefined;
}
