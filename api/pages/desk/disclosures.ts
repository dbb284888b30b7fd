import { type Request, type RequestHandler, Router } from 'express';
import type { PageDeps } from '../../deps.js';
import { freshSignIn } from '../../middleware/fresh-sign-in.js';
import { signedIn, WORKING_DAY_MS } from '../../middleware/signed-in.js';
import { homeOf } from './context.js';

const CASE = '/desk/requests/:reference';
/** Longer than for opening the page, so that what was typed there is not lost to the hour. */
const WHILE_TYPING_MS = 2 * 3_600_000;

/**
 * What discloses asks for a sign-in by hand. Handing over an answer: within the hour. Showing personal data and files: one of this working
 * day is enough, but never a browser that was only remembered.
 */
export function disclosureGuard(deps: PageDeps): RequestHandler {
  const router = Router();
  const backTo = (req: Request) => homeOf(String(req.params.reference));
  const onlyByHand = [signedIn(deps.accounts, deps.now), freshSignIn(deps.now, { maxAgeMs: WORKING_DAY_MS, backTo })];
  router.post(`${CASE}/show`, onlyByHand);
  router.get(`${CASE}/files/:file`, onlyByHand);
  router.post(`${CASE}/proofs/:file`, onlyByHand);
  router.get(`${CASE}/acts/release`, signedIn(deps.accounts, deps.now), freshSignIn(deps.now));
  router.post(`${CASE}/acts/release`, signedIn(deps.accounts, deps.now), freshSignIn(deps.now, { maxAgeMs: WHILE_TYPING_MS }));
  return router;
}
