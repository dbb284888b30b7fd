import { type Request, type Response, Router } from 'express';
import type { RequestDetail } from '../../../domain/request/detail.js';
import type { PageDeps } from '../../deps.js';
import { sameOriginOnly } from '../../middleware/csrf.js';
import { freshAccountOf } from '../../middleware/signed-in.js';
import { goTo, readForm } from '../page.js';
import { homeOf, load, notNow } from './load.js';

/** Whoever is waited for can sign in instead of using the mailed link. An agent's account says nothing of the person. */
export const canSignIn = ({ status, agency, raisedLevel }: RequestDetail): boolean =>
  status === 'identity' && agency === undefined && raisedLevel?.level !== 'L4';

/** Proving who asks by a fresh sign-in with the account of the same address (RULEBOOK section 4, L2). */
export function accountProof(deps: PageDeps): Router {
  const router = Router();
  router.post('/status/:reference/:key/account', readForm, sameOriginOnly, (req, res) => prove(deps, req, res));
  return router;
}

async function prove(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const detail = await load(deps, req, res);
  if (!canSignIn(detail)) return notNow(req, res);
  const accountId = freshAccountOf(req, deps.now());
  if (accountId === undefined) {
    // An older sign-in is not enough: the password is asked again.
    delete req.session.accountId;
    req.session.afterSignIn = homeOf(req);
    return goTo(req, res, '/sign-in');
  }
  const isTheirs = await deps.desk.proveByAccount(detail.reference, accountId);
  req.session.notice = isTheirs ? 'shown.accountDone' : 'shown.accountNo';
  goTo(req, res, homeOf(req));
}
