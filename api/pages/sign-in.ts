import type { Request, Response } from 'express';
import type { SignedInBy } from '../../domain/evidence/account.js';
import type { Role } from '../../domain/request/types.js';
import type { PageDeps } from '../deps.js';
import { setRememberCookie } from '../middleware/remembered.js';
import { goTo } from './page.js';

/** Lets somebody in whose sign-in is complete: a new session id at the moment the rights change, so that one set before is worth nothing. */
export async function signIn(deps: PageDeps, req: Request, res: Response, who: { accountId: string; by: SignedInBy }): Promise<void> {
  goTo(req, res, await begin(deps, req, res, who));
}

/** The same for a page that goes on by itself: answers where. `signedInAt`: when somebody else saw who it is. */
export async function begin(
  deps: PageDeps,
  req: Request,
  res: Response,
  { accountId, by, signedInAt = deps.now() }: { accountId: string; by: SignedInBy; signedInAt?: Date },
): Promise<string> {
  const { afterSignIn, isToRemember, kept } = req.session;
  await deps.accounts.noteSignIn(accountId, by);
  const next = afterSignIn ?? (await homeOf(deps, accountId));
  const browser = deps.accounts.browserInWords(req.get('user-agent'));
  const remembered = isToRemember ? await deps.remembering.start(accountId, browser) : undefined;
  if (remembered !== undefined) setRememberCookie(req, res, remembered.cookie);
  const series = remembered === undefined ? {} : { series: remembered.series };
  await renewSession(req, { accountId, signedInAt: signedInAt.getTime(), browser, ...series, ...(kept === undefined ? {} : { kept }) });
  return next;
}

const HOMES: Partial<Record<Role, string>> = { issuer: '/issuer', member: '/member', operator: '/desk/system' };

/** Where somebody begins: an issuer at its corrections, a member at its seals, an operator at the state of the system, everyone else at the desk. */
export async function homeOf(deps: PageDeps, accountId: string): Promise<string> {
  const account = await deps.accounts.find(accountId);
  return (account && HOMES[account.role]) ?? '/desk';
}

export function renewSession(req: Request, keep: Partial<Request['session']>): Promise<void> {
  const { language, theme } = req.session;
  return new Promise((resolve, reject) => {
    req.session.regenerate((problem: unknown) => {
      if (problem) return reject(problem);
      Object.assign(req.session, { ...(language ? { language } : {}), ...(theme ? { theme } : {}), ...keep });
      resolve();
    });
  });
}
