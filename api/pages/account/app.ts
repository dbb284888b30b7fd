import { type Request, type Response, Router } from 'express';
import type { PageDeps } from '../../deps.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { freshSignIn } from '../../middleware/fresh-sign-in.js';
import { accountOf } from '../../middleware/signed-in.js';
import { goTo, type Problem, readForm, sendPage, textField } from '../page.js';
import { frameOf, languageFor, wordsFor } from './context.js';

const PAGE = '/account/app';

/** Connecting another authenticator app. The one of before counts until a code of the new one came. */
export function appPages(deps: PageDeps): Router {
  const router = Router();
  const fresh = freshSignIn(deps.now);
  router.get(PAGE, fresh, (req, res) => show(deps, req, res, []));
  router.post(PAGE, readForm, csrfProtection, fresh, (req, res) => connect(deps, req, res));
  return router;
}

async function connect(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const text = wordsFor(deps, req);
  const { newTotp: secret } = req.session;
  const code = textField(req.body, 'code').replace(/\s/g, '');
  const isDone =
    secret !== undefined && (await deps.ownAccount.connectApp(accountOf(req).accountId, { secret, code }, { language: languageFor(req) }));
  if (!isDone) return show(deps, req, res, [{ field: 'code', text: text('sign.codeWrong') }]);
  delete req.session.newTotp;
  req.session.notice = text('account.appConnected');
  goTo(req, res, '/account');
}

async function show(deps: PageDeps, req: Request, res: Response, problems: Problem[]): Promise<void> {
  const key = await deps.ownAccount.newApp(accountOf(req).accountId, req.session.newTotp);
  if (key === undefined) return goTo(req, res, '/sign-in');
  req.session.newTotp = key.totpSecret;
  sendPage(deps, req, res, 'account/app', {
    ...(await frameOf(deps, req)),
    title: wordsFor(deps, req)('account.appTitle'),
    secret: inFours(key.totpSecret),
    totpUri: key.totpUri,
    totpQr: key.totpQr,
    problems,
  });
}

/** In groups that can be typed. */
export const inFours = (secret: string): string => secret.match(/.{1,4}/g)?.join(' ') ?? '';
