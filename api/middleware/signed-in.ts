import type { Request, RequestHandler } from 'express';
import { DomainError } from '../../domain/errors.js';
import type { Accounts, SignedIn } from '../deps.js';
import { goTo } from '../pages/page.js';
import { FRESH_PROOF_MS } from './authenticate.js';

/** Longest a sign-in lasts: a working day. */
const MAX_AGE_MS = 12 * 60 * 60 * 1000;

/**
 * Puts who is signed in into `res.locals.account`; sends everyone else to the sign-in page and back afterwards. `formPageOf`: the page that
 * a form was on whose session has expired; there the browser gives back what was typed.
 */
export function signedIn(
  accounts: Pick<Accounts, 'find'>,
  now: () => Date,
  formPageOf: (path: string) => string | undefined = () => undefined,
): RequestHandler {
  return async (req, res, next) => {
    const { accountId, signedInAt } = req.session;
    const account = accountId && signedInAt && now().getTime() - signedInAt < MAX_AGE_MS ? await accounts.find(accountId) : undefined;
    if (!account) {
      const back = req.method === 'GET' ? req.originalUrl : formPageOf(req.originalUrl.split('?')[0] ?? '');
      return goTo(req, res, back === undefined ? '/sign-in' : `/sign-in?next=${encodeURIComponent(back)}`);
    }
    res.locals.account = account;
    next();
  };
}

/** The account put there by `signedIn`. Throws where a route forgot it. */
export function accountOf(req: Request): SignedIn {
  const account: SignedIn | undefined = req.res?.locals.account;
  if (!account) throw new DomainError({ code: 'NOT_SIGNED_IN', kind: 'unauthenticated', detail: 'Sign in first.' });
  return account;
}

/** The account that signed in within the last hour: fresh enough to stand for the person (RULEBOOK section 4, L2). */
export function freshAccountOf(req: Request, now: Date): string | undefined {
  const { accountId, signedInAt } = req.session;
  return accountId !== undefined && signedInAt !== undefined && now.getTime() - signedInAt < FRESH_PROOF_MS ? accountId : undefined;
}
