import { Router } from 'express';
import type { PageDeps } from '../deps.js';
import type { KeptForm } from '../middleware/kept-typing.js';
import { accountOf, signedIn } from '../middleware/signed-in.js';
import { frameOf, wordsFor } from './account/context.js';
import { goTo, sendPage } from './page.js';
import { homeOf } from './sign-in.js';

const READABLE_CHARS = 12;

/** What was typed into a form before the sign-in ended, offered again: nothing is sent before its button is pressed. */
export function againPages(deps: PageDeps): Router {
  const router = Router();
  router.get('/again', signedIn(deps.accounts, deps.now), async (req, res) => {
    const { kept } = req.session;
    if (kept === undefined) return goTo(req, res, await homeOf(deps, accountOf(req).accountId));
    sendPage(deps, req, res, 'form-again', {
      ...(await frameOf(deps, req)),
      title: wordsFor(deps, req)('again.title'),
      ...keptView(kept),
    });
  });
  return router;
}

/** The fields as they are sent again, and what somebody would want to see of them. */
export function keptView({ action, fields, files }: KeptForm) {
  return {
    files,
    action,
    fields: fields.map(([name, value]) => ({ name, value })),
    readable: fields.map(([, value]) => value).filter((value) => value.length > READABLE_CHARS),
  };
}
