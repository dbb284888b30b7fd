import { type Request, type Response, Router } from 'express';
import type { PageDeps } from '../deps.js';
import type { Whose } from '../marketing.js';
import { csrfProtection, sameOriginOnly } from '../middleware/csrf.js';
import { accountOf, signedIn } from '../middleware/signed-in.js';
import { choicesTyped, communicationsView, wordsOf } from './communications-view.js';
import { languageOf, type Problem, readForm, sendPage, textField } from './page.js';
import { homeOf } from './sign-in.js';

const HOME = '/communications';
const BY_LINK = `${HOME}/:token`;

/**
 * The Company Promotional Communications Manager: what somebody wants to hear, by which way, and who is told of them. Opened signed in or
 * from the link of a promotional mail, which carries no address. Looking changes nothing; an answer to a POST is no redirect by a link, so
 * that it needs no cookie.
 */
export function communicationsPages(deps: PageDeps): Router {
  const router = Router();
  router.get(BY_LINK, (req, res) => show(deps, req, res, { token: req.params.token }));
  router.post(BY_LINK, sameOriginOnly, readForm, (req, res) => save(deps, req, res, { token: String(req.params.token) }));
  router.use(HOME, signedIn(deps.accounts, deps.now));
  router.get(HOME, async (req, res) => show(deps, req, res, await signedInAs(deps, req)));
  router.post(HOME, readForm, csrfProtection, async (req, res) => save(deps, req, res, await signedInAs(deps, req)));
  return router;
}

async function signedInAs(deps: PageDeps, req: Request): Promise<Whose> {
  const { accountId, name } = accountOf(req);
  return { email: (await deps.accounts.emailOf(accountId)) ?? '', name };
}

interface Shown {
  problems?: Problem[];
  done?: 'saved' | 'stopped';
}

async function show(deps: PageDeps, req: Request, res: Response, whose: Whose, { problems = [], done }: Shown = {}): Promise<void> {
  const language = languageOf(req);
  const found = await deps.communications.open(whose, language);
  if (found === undefined) return sendDead(deps, req, res);
  const isByLink = 'token' in whose;
  sendPage(deps, req, res, 'communications', {
    title: deps.pages.text(language, 'communications.title'),
    problems,
    done: done ?? '',
    isByLink,
    backHref: isByLink ? '' : await homeOf(deps, accountOf(req).accountId),
    action: isByLink ? `${HOME}/${whose.token}` : HOME,
    ...communicationsView(deps, { found, language, typed: problems.length > 0 ? req.body : undefined, isByLink }),
  });
}

const sendDead = (deps: PageDeps, req: Request, res: Response): void =>
  sendPage(deps, req, res, 'unsubscribe-dead', { status: 404, title: deps.pages.text(languageOf(req), 'unsubscribe.deadTitle') });

async function save(deps: PageDeps, req: Request, res: Response, whose: Whose): Promise<void> {
  const language = languageOf(req);
  if (textField(req.body, 'stop') !== '') {
    if (!(await deps.communications.stopAll(whose))) return sendDead(deps, req, res);
    return show(deps, req, res, whose, { done: 'stopped' });
  }
  const found = await deps.communications.open(whose, language);
  if (found === undefined) return sendDead(deps, req, res);
  const read = choicesTyped(req.body, found, { text: (key) => deps.pages.text(language, key), isByLink: 'token' in whose });
  if ('problems' in read) return show(deps, req, res, whose, { problems: read.problems });
  await deps.communications.change(whose, { ...read, words: wordsOf(deps, language, found.topics), language });
  return show(deps, req, res, whose, { done: 'saved' });
}
