import { json, type Request, type Response, Router } from 'express';
import { DomainError } from '../../../domain/errors.js';
import type { PageDeps } from '../../deps.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { freshSignIn } from '../../middleware/fresh-sign-in.js';
import { accountOf, freshAccountOf } from '../../middleware/signed-in.js';
import { goTo, readForm, sendPage, textField } from '../page.js';
import { frameOf, languageFor, wordsFor } from './context.js';

const PAGE = '/account/passkeys';
const MAX_NAME = 60;
export const readAnswer = json({ limit: '20kb' });

/** Passkeys of one's own account: made, named, removed. */
export function passkeyPages(deps: PageDeps): Router {
  const router = Router();
  const fresh = freshSignIn(deps.now, { backTo: () => PAGE });
  router.get(PAGE, fresh, async (req, res) => {
    const { place } = deps.passkeys;
    sendPage(deps, req, res, 'account/passkeys', {
      ...(await frameOf(deps, req)),
      title: wordsFor(deps, req)('account.passkeyTitle'),
      isHere: isHere(deps, req),
      place: place.origin,
      suggested: deps.accounts.browserInWords(req.get('user-agent')),
    });
  });
  router.post(`${PAGE}/options`, readAnswer, csrfProtection, (req, res) => sendOptions(deps, req, res));
  router.post(`${PAGE}/new`, readAnswer, csrfProtection, (req, res) => add(deps, req, res));
  router.post(`${PAGE}/remove`, readForm, csrfProtection, fresh, async (req, res) => {
    const isGone = await deps.passkeys.remove(accountOf(req).accountId, textField(req.body, 'id'), languageFor(req));
    req.session.notice = isGone ? wordsFor(deps, req)('account.passkeyRemoved') : '';
    goTo(req, res, '/account');
  });
  return router;
}

/** Whether the browser is at the host that keys are made for. */
export const isHere = ({ passkeys }: Pick<PageDeps, 'passkeys'>, req: Request): boolean => req.hostname === passkeys.place.id;

/** What a script asked for with a sign-in that is too old: it sends the person to the page, which asks again. */
function requireFresh(deps: PageDeps, req: Request): void {
  if (freshAccountOf(req, deps.now()) === undefined)
    throw new DomainError({ code: 'SIGN_IN_NOT_FRESH', kind: 'unauthenticated', detail: 'Sign in again first.' });
}

async function sendOptions(deps: PageDeps, req: Request, res: Response): Promise<void> {
  requireFresh(deps, req);
  const options = await deps.passkeys.newKey(accountOf(req).accountId);
  req.session.passkeyChallenge = options.challenge;
  res.json(options);
}

async function add(deps: PageDeps, req: Request, res: Response): Promise<void> {
  requireFresh(deps, req);
  const text = wordsFor(deps, req);
  const name = textField(req.body, 'name').slice(0, MAX_NAME) || text('account.passkeyUnnamed');
  const answer = takeAnswer(req);
  const isAdded = answer !== undefined && (await deps.passkeys.add(accountOf(req).accountId, { ...answer, name }, languageFor(req)));
  if (!isAdded) return void res.status(422).json({ text: text('account.passkeyNot') });
  req.session.notice = text('account.passkeyAdded', { name });
  res.json({ next: '/account' });
}

/** The answer of a browser with the challenge it was asked, which is used up by that. */
export function takeAnswer(req: Request): { challenge: string; response: object } | undefined {
  const { passkeyChallenge: challenge } = req.session;
  delete req.session.passkeyChallenge;
  const response: unknown = req.body?.response;
  return challenge !== undefined && typeof response === 'object' && response !== null ? { challenge, response } : undefined;
}
