import { type Request, type Response, Router } from 'express';
import type { PageDeps } from '../deps.js';
import { csrfProtection } from '../middleware/csrf.js';
import { type Limit, limitRate } from '../middleware/rate-limit.js';
import { goTo, languageOf, type Problem, readForm, sendPage, textField } from './page.js';

const TOKEN = /^[A-Za-z0-9_-]{16,200}$/;
const TRIES_PER_ADDRESS: Limit = { name: 'account-setup', points: 30, seconds: 60 };
/** NIST SP 800-63B: length counts, rules of composition do not. */
const MIN_PASSWORD_CHARS = 12;
const MAX_PASSWORD_CHARS = 500;

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
  const password: unknown = req.body?.password;
  const given = { password: typeof password === 'string' ? password : '', code: textField(req.body, 'code').replace(/\s/g, '') };
  const text = (key: string) => deps.pages.text(languageOf(req), key);
  const problems: Problem[] = [];
  const length = [...given.password].length;
  if (length < MIN_PASSWORD_CHARS || length > MAX_PASSWORD_CHARS)
    problems.push({ field: 'password', text: text('accountSetup.passwordShort') });
  if (!/^\d{6}$/.test(given.code)) problems.push({ field: 'code', text: text('sign.codeWrong') });
  if (problems.length > 0) return show(deps, req, res, problems);
  const result = token === undefined ? undefined : await deps.accountSetup.finish(token, given, req.ip ?? '');
  if (result === 'done') return goTo(req, res, '/sign-in');
  return show(deps, req, res, result === undefined ? [] : [{ field: 'code', text: text('sign.codeWrong') }]);
}

async function show(deps: PageDeps, req: Request, res: Response, problems: Problem[]): Promise<void> {
  const token = tokenOf(req);
  const open = token === undefined ? undefined : await deps.accountSetup.peek(token);
  const text = (key: string) => deps.pages.text(languageOf(req), key);
  if (open === undefined) return sendPage(deps, req, res, 'account-setup-dead', { status: 410, title: text('accountSetup.deadTitle') });
  sendPage(deps, req, res, 'account-setup', {
    title: text('accountSetup.title'),
    email: open.email,
    secret: open.totpSecret.match(/.{1,4}/g)?.join(' '),
    totpUri: open.totpUri,
    problems,
  });
}

function tokenOf(req: Request): string | undefined {
  const { token } = req.params;
  return typeof token === 'string' && TOKEN.test(token) ? token : undefined;
}
