import type { Request } from 'express';
import type { PageDeps } from '../../deps.js';
import { accountOf, WORKING_DAY_MS } from '../../middleware/signed-in.js';
import { languageOf } from '../page.js';
import { instantInWords } from '../words.js';

/** What every page of the issuer's portal shows around its content; the notice of what was just done is taken once. */
export async function portalFrame(deps: Pick<PageDeps, 'desk'>, req: Request) {
  const account = accountOf(req);
  const { notice } = req.session;
  if (notice) delete req.session.notice;
  return { layout: 'issuer' as const, account, notice: notice ?? '', issuerName: await deps.desk.issuers.name(account.issuerSlug ?? '') };
}

/** Said where a file is chosen: one that comes after the sign-in has ended is not kept (decision 92). */
export function signedInUntil(deps: Pick<PageDeps, 'controller' | 'now'>, req: Request): string {
  const endsAt = (req.session.signedInAt ?? deps.now().getTime()) + WORKING_DAY_MS;
  return instantInWords(new Date(endsAt), languageOf(req), deps.controller.timeZone);
}
