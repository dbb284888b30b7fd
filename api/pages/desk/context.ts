import type { Request } from 'express';
import { DomainError } from '../../../domain/errors.js';
import type { RequestDetail } from '../../../domain/request/detail.js';
import type { Actor, ActType } from '../../../domain/request/filing.js';
import type { SignedIn } from '../../accounts.js';
import type { PageDeps } from '../../deps.js';
import { accountOf } from '../../middleware/signed-in.js';
import { mayAct, mayActOnRequest } from '../../policies/request.js';

declare module 'express-session' {
  interface SessionData {
    /** Case references whose personal data this sign-in has asked to see, with the instant (ms). */
    shown: Record<string, number>;
  }
}

/** How long personal data stay visible after somebody asked for them; the next look is asked for, and logged, again. */
const SHOWN_MS = 15 * 60 * 1000;

export const homeOf = (reference: string): string => `/desk/requests/${reference}`;

export const actorOf = (account: SignedIn): Actor => ({ id: account.accountId, role: account.role });

/** The case of this address, or 404. With `opened` the look at its personal data becomes evidence. */
export async function loadCase(deps: PageDeps, req: Request, opened?: Actor): Promise<RequestDetail> {
  const { reference } = req.params;
  const detail =
    typeof reference === 'string' ? await deps.desk.detail(reference, { timelineIn: 'en', ...(opened && { opened }) }) : undefined;
  if (!detail) throw new DomainError({ code: 'NO_SUCH_REQUEST', kind: 'missing', detail: 'There is no case with this reference.' });
  return detail;
}

/** The actor of an act, or of work that only the rights desk does; or 403. */
export function requireActor(req: Request, act?: ActType): Actor {
  const account = accountOf(req);
  if (!(act === undefined ? mayActOnRequest(account) : mayAct(account, act)))
    throw new DomainError({ code: 'NOT_FOR_THIS_ROLE', kind: 'forbidden', detail: 'Your role does not do this on cases.' });
  return actorOf(account);
}

export function isShown(req: Request, reference: string, now: Date): boolean {
  const at = req.session.shown?.[reference];
  return at !== undefined && now.getTime() - at < SHOWN_MS;
}

/** Remembers since when the personal data of a case are shown; undefined hides them again. */
export function setShown(req: Request, reference: string, at: Date | undefined): void {
  const { [reference]: _, ...others } = req.session.shown ?? {};
  req.session.shown = at ? { ...others, [reference]: at.getTime() } : others;
}

/** What every desk page prints around its content. */
export function frameOf(req: Request, section: 'cases' | 'new' | 'sla' | 'absence' | 'incoming' | 'newsletters' | 'registers') {
  const account = accountOf(req);
  return { layout: 'desk' as const, account, section, mayAct: mayActOnRequest(account) };
}
