import { Router } from 'express';
import type { PageDeps } from '../deps.js';
import { csrfProtection } from '../middleware/csrf.js';
import { type Limit, limitRate } from '../middleware/rate-limit.js';
import { isHere, readAnswer, takeAnswer } from './account/passkeys.js';
import { languageOf, sendPage } from './page.js';
import { begin } from './sign-in.js';

const TRIES_PER_ADDRESS: Limit = { name: 'passkey', points: 60, seconds: 60 };

/**
 * Signing in with a passkey: offered by the browser itself in the field of the address, or by the button of a page of its own. The person
 * is verified on the device (PIN, fingerprint, face), so no code is asked afterwards.
 */
export function passkeySignIn(deps: PageDeps): Router {
  const router = Router();
  const limit = limitRate(TRIES_PER_ADDRESS, (req) => req.ip);
  router.get('/sign-in/passkey', (req, res) => {
    const title = deps.pages.text(languageOf(req), 'sign.passkeyTitle');
    sendPage(deps, req, res, 'sign-in-passkey', {
      title,
      backHref: '/sign-in',
      isHere: isHere(deps, req),
      place: deps.passkeys.place.origin,
    });
  });
  router.post('/sign-in/passkey/options', limit, readAnswer, csrfProtection, async (req, res) => {
    const options = await deps.passkeys.ask();
    req.session.passkeyChallenge = options.challenge;
    res.json(options);
  });
  router.post('/sign-in/passkey', limit, readAnswer, csrfProtection, async (req, res) => {
    const answer = takeAnswer(req);
    const accountId = answer && (await deps.passkeys.recognise(answer));
    if (!accountId) return void res.status(422).json({ text: deps.pages.text(languageOf(req), 'sign.passkeyNot') });
    const next = await begin(deps, req, res, { accountId, by: 'passkey' });
    req.session.save((problem: unknown) => (problem ? req.next?.(problem) : res.json({ next })));
  });
  return router;
}
