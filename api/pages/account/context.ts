import type { Request } from 'express';
import type { Language, Role } from '../../../domain/request/types.js';
import type { PageDeps } from '../../deps.js';
import { accountOf } from '../../middleware/signed-in.js';
import type { DoneBy, PasswordFault } from '../../own-account.js';
import { isOfTheHouse } from '../../policies/account.js';
import { mayActOnRequest } from '../../policies/request.js';
import { languageOf } from '../page.js';

/** The desk reads English; everyone else their own language. */
export const languageFor = (req: Request): Language => (isOfTheHouse(accountOf(req)) ? 'en' : languageOf(req));

export function wordsFor(deps: PageDeps, req: Request) {
  const language = languageFor(req);
  return (key: string, values?: Record<string, string | number>) => deps.pages.text(language, key, values);
}

export const doneBy = (req: Request): DoneBy => ({
  sessionId: req.sessionID,
  from: req.ip ?? '',
  language: languageFor(req),
  ...(req.session.series === undefined ? {} : { series: req.session.series }),
});

/** What the pages of an account show around their content: the frame its owner works in. */
export async function frameOf(deps: PageDeps, req: Request) {
  const account = accountOf(req);
  const { notice } = req.session;
  if (notice) delete req.session.notice;
  const around = { account, notice: notice ?? '', section: 'account' as const, mayAct: mayActOnRequest(account) };
  if (isOfTheHouse(account)) return { ...around, layout: 'desk' as const, issuerName: '' };
  return { ...around, layout: 'issuer' as const, issuerName: await organisationOf(deps, account) };
}

async function organisationOf(
  deps: PageDeps,
  { role, issuerSlug, memberId }: { role: Role; issuerSlug?: string; memberId?: string },
): Promise<string> {
  if (issuerSlug === undefined) return '';
  if (role === 'member' && memberId !== undefined) return (await deps.sealDesk.members.find({ id: memberId, issuerSlug })).name;
  return deps.desk.issuers.name(issuerSlug);
}

/** What is said of a password that is not taken. */
export const FAULT_WORDS = {
  short: 'accountSetup.passwordShort',
  long: 'account.passwordLong',
  common: 'account.passwordCommon',
  'own-name': 'account.passwordOwn',
} as const satisfies Record<PasswordFault, string>;
