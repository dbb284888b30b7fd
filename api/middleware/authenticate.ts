import type { Request, RequestHandler } from 'express';
import { DomainError } from '../../domain/errors.js';
import type { Actor } from '../../domain/request/filing.js';
import type { Role } from '../../domain/request/types.js';
import type { Accounts } from '../accounts.js';

declare global {
  namespace Express {
    interface Locals {
      actor?: Actor;
      /** The actor came with a bearer token, so no browser can be made to send the call. */
      isByToken?: boolean;
    }
  }
}

/** Finds out who calls: a machine by its bearer token, a person by the browser session. Nobody is refused here. */
export function authenticate(accounts: Pick<Accounts, 'find' | 'findToken'>): RequestHandler {
  return async (req, res, next) => {
    const header = req.get('authorization');
    if (header !== undefined) {
      const token = /^Bearer ([A-Za-z0-9._~+/=-]{8,256})$/.exec(header)?.[1];
      const actor = token === undefined ? undefined : await accounts.findToken(token);
      if (actor === undefined)
        throw new DomainError({
          code: 'TOKEN_NOT_VALID',
          kind: 'unauthenticated',
          detail: 'The bearer token is not valid or was revoked. Make one with: npm run -s rightsdesk -- token create --role staff',
        });
      res.locals.actor = actor;
      res.locals.isByToken = true;
    } else if (req.session?.accountId !== undefined) {
      const account = await accounts.find(req.session.accountId);
      if (account !== undefined)
        res.locals.actor = {
          id: account.accountId,
          role: account.role,
          ...(account.issuerSlug === undefined ? {} : { issuerSlug: account.issuerSlug }),
        };
    }
    next();
  };
}

/** The caller, or 401/403. Acts need a token: a browser session alone could be made to act by another page. */
export function requireActor(res: { locals: Express.Locals }, roles: readonly Role[], options: { byToken?: boolean } = {}): Actor {
  const { actor, isByToken } = res.locals;
  if (actor === undefined || (options.byToken === true && isByToken !== true))
    throw new DomainError({
      code: 'NOT_SIGNED_IN',
      kind: 'unauthenticated',
      detail: 'Send a token: Authorization: Bearer … Make one with: npm run -s rightsdesk -- token create --role staff',
    });
  if (actor.role === 'anyone' || actor.role === 'requester' || actor.role === 'system' || !roles.includes(actor.role))
    throw new DomainError({ code: 'ROLE_NOT_ALLOWED', kind: 'forbidden', detail: `This needs the role ${roles.join(' or ')}.` });
  return actor;
}

/** How long a used link counts as a fresh sign-in for opening the answer. */
export const FRESH_PROOF_MS = 3_600_000;

/** The person whose mailed link this browser has used for this case. */
export function isProvenFor(req: Request, requestId: string, options: { isFresh?: boolean } = {}): boolean {
  const provenAtMs = req.session?.proven?.[requestId];
  return provenAtMs !== undefined && (options.isFresh !== true || Date.now() - provenAtMs < FRESH_PROOF_MS);
}
