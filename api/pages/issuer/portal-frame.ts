import type { Request } from 'express';
import type { PageDeps } from '../../deps.js';
import { accountOf } from '../../middleware/signed-in.js';

/** What every page of the issuer's portal shows around its content; the notice of what was just done is taken once. */
export async function portalFrame(deps: Pick<PageDeps, 'desk'>, req: Request) {
  const account = accountOf(req);
  const { notice } = req.session;
  if (notice) delete req.session.notice;
  return { layout: 'issuer' as const, account, notice: notice ?? '', issuerName: await deps.desk.issuers.name(account.issuerSlug ?? '') };
}
