import type { Request } from 'express';
import type { Language } from '../../../domain/request/types.js';
import { LANGUAGES } from '../../../domain/request/types.js';
import type { MemberView } from '../../../domain/seals/view.js';
import type { PageDeps } from '../../deps.js';
import { accountOf } from '../../middleware/signed-in.js';
import type { SealDisplay } from '../../seals-display/door.js';
import { type Reader, readerOf } from '../issuer/present.js';
import { languageOf } from '../page.js';

/** What the pages of members stand on; where a seal was misused is kept by those who show seals. */
export interface MemberPageDeps extends PageDeps {
  sealDisplay: { misuse: Pick<SealDisplay['misuse'], 'list'> };
}

/** By what everything here is read: the account's own member, whatever the address says. */
export function ownIds(req: Request): { issuerSlug: string; memberId: string } {
  const { issuerSlug = '', memberId = '' } = accountOf(req);
  return { issuerSlug, memberId };
}

export function ownMember(deps: PageDeps, req: Request): Promise<MemberView> {
  const { issuerSlug, memberId } = ownIds(req);
  return deps.sealDesk.members.find({ id: memberId, issuerSlug });
}

export const isLanguage = (text: string): text is Language => LANGUAGES.some((language) => language === text);

export const reader = (deps: PageDeps, req: Request): Reader => readerOf(deps.pages, languageOf(req));

/** What every page of a member shows around its content. */
export async function frameOf(deps: PageDeps, req: Request) {
  const { notice } = req.session;
  if (notice) delete req.session.notice;
  const [{ name }, issuer] = await Promise.all([ownMember(deps, req), deps.desk.issuers.name(ownIds(req).issuerSlug)]);
  return { layout: 'issuer' as const, account: accountOf(req), notice: notice ?? '', issuerName: name, issuer };
}
