import { Router } from 'express';
import type { PageDeps } from '../../deps.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { freshSignIn } from '../../middleware/fresh-sign-in.js';
import { accountOf } from '../../middleware/signed-in.js';
import { goTo, readForm, sendPage } from '../page.js';
import { frameOf, languageFor, wordsFor } from './context.js';

const PAGE = '/account/recovery';

/** Ten codes that stand in for the authenticator app, each once. They are shown when they are made, and never again. */
export function recoveryPages(deps: PageDeps): Router {
  const router = Router();
  const fresh = freshSignIn(deps.now);
  router.get(PAGE, fresh, async (req, res) => {
    const view = await deps.ownAccount.view(accountOf(req).accountId);
    if (view === undefined) return goTo(req, res, '/sign-in');
    const title = wordsFor(deps, req)('account.recoveryTitle');
    sendPage(deps, req, res, 'account/recovery', { ...(await frameOf(deps, req)), title, left: view.recoveryCodesLeft });
  });
  router.post(PAGE, readForm, csrfProtection, fresh, async (req, res) => {
    const codes = await deps.ownAccount.makeRecoveryCodes(accountOf(req).accountId, { language: languageFor(req) });
    const title = wordsFor(deps, req)('account.recoveryMade');
    sendPage(deps, req, res, 'account/recovery-codes', { ...(await frameOf(deps, req)), title, codes });
  });
  return router;
}
