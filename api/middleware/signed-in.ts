import type { Request, RequestHandler } from 'express';
import { DomainError } from '../../domain/errors.js';
import type { Accounts, SignedIn } from '../accounts.js';
import { pageOfForm } from '../pages/form-page.js';
import { goTo } from '../pages/page.js';
import { FRESH_PROOF_MS } from './authenticate.js';

/** Longest a sign-in lasts: a working day. */
export const WORKING_DAY_MS = 12 * 60 * 60 * 1000;

/** Whether the session is one of somebody signed in, and not older than a working day. */
export function isSignedIn(req: Request, now: Date): boolean {
  const { accountId, signedInAt } = req.session;
  return accountId !== undefined && signedInAt !== undefined && now.getTime() - signedInAt < WORKING_DAY_MS;
}

/** Puts who is signed in into `res.locals.account`; sends everyone else to the sign-in page and back afterwards, to the page of a form. */
export function signedIn(accounts: Pick<Accounts, 'find'>, now: () => Date): RequestHandler {
  return async (req, res, next) => {
    const account = isSignedIn(req, now()) ? await accounts.find(req.session.accountId ?? '') : undefined;
    if (!account) {
      const back = req.method === 'GET' ? req.originalUrl : pageOfForm(req.originalUrl.split('?')[0] ?? '');
      return goTo(req, res, `/sign-in?next=${encodeURIComponent(back)}`);
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

/**
 * The account that signed in within the last hour: fresh enough to stand for the person (RULEBOOK section 4, L2). A browser let in because
 * it was remembered has not signed in.
 */
export function freshAccountOf(req: Request, now: Date, maxAgeMs = FRESH_PROOF_MS): string | undefined {
  const { accountId, signedInAt, isRemembered } = req.session;
  if (accountId === undefined || signedInAt === undefined || isRemembered === true) return undefined;
  return now.getTime() - signedInAt < maxAgeMs ? accountId : undefined;
}
