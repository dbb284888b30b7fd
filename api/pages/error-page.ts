import type { Request } from 'express';
import type { Language } from '../../domain/request/types.js';
import type { SignedIn } from '../accounts.js';
import type { PageDeps } from '../deps.js';
import { type KeptForm, typedIn } from '../middleware/kept-typing.js';
import { isOfTheHouse } from '../policies/account.js';
import { mayActOnRequest } from '../policies/request.js';
import { keptView } from './again.js';
import { frame, languageOf } from './page.js';

type Deps = Pick<PageDeps, 'pages' | 'controller'>;

const STATUSES_WITH_WORDS = ['403', '404', '409', '413', '422', '429', '500', '503'] as const;

/** Where somebody goes on from a page that failed: back to their own work, or to the start. */
const ONWARD = { staff: 'desk', dpo: 'desk', auditor: 'desk', operator: 'system', issuer: 'issuer', member: 'member' } as const;
const ADDRESSES = { desk: '/desk', system: '/desk/system', issuer: '/issuer', member: '/member', link: '/check', start: '/' } as const;

/**
 * The page of a failed call, in the reader's language and the frame they work in, with what to do. `detail` is a public text (a refusal of
 * the law with its article), never a thrown message; `errorId` is the number the log line carries.
 */
export function renderErrorPage(
  deps: Deps,
  req: Request,
  status: number,
  { detail = '', errorId = '', code: reason = '' }: { detail?: string; errorId?: string; code?: string } = {},
): string {
  // Where a server of ours is away, no session is begun for a frame.
  const account: SignedIn | undefined = status < 500 ? req.res?.locals.account : undefined;
  const language = account !== undefined && isOfTheHouse(account) ? 'en' : languageOf(req);
  const kept = reason === 'FORM_EXPIRED' ? typedIn(req) : undefined;
  if (kept !== undefined) return renderAgain(deps, req, language, { kept, account });
  const code = STATUSES_WITH_WORDS.find((known) => known === String(status)) ?? (status >= 500 ? '500' : '422');
  const isLink = reason === 'NO_SUCH_REQUEST' && account === undefined;
  const onward = isLink ? 'link' : (ONWARD[account?.role as keyof typeof ONWARD] ?? 'start'); // a role without work of its own: start
  const text = (part: string) => deps.pages.text(language, isLink ? `errorLink.${part}` : `error.${code}.${part}`);
  return deps.pages.render('error', {
    ...around(deps, req, language, account),
    title: text('title'),
    heading: text('title'),
    text: text('text'),
    todo: text('do'),
    // The refusal itself matters where the law or a field refused; elsewhere the page's own words say it in the reader's language.
    detail: code === '409' || code === '422' ? detail : '',
    errorId: status >= 500 ? errorId : '',
    onward: { href: ADDRESSES[onward], label: deps.pages.text(language, `errorOnward.${onward}`) },
  });
}

function around(deps: Deps, req: Request, language: Language, account: SignedIn | undefined) {
  const shared = { ...frame(req, language), controller: deps.controller, backHref: '', hasErrors: false };
  if (account === undefined) return { ...shared, layout: 'public' };
  const own = { ...shared, account, section: '', mayAct: mayActOnRequest(account), issuerName: '' };
  return { ...own, layout: isOfTheHouse(account) ? 'desk' : 'issuer' };
}

/** The page was open for so long that its form could not be taken: what was typed is there to be sent again. */
function renderAgain(
  deps: Deps,
  req: Request,
  language: Language,
  { kept, account }: { kept: KeptForm; account: SignedIn | undefined },
): string {
  const title = deps.pages.text(language, 'again.title');
  return deps.pages.render('form-again', { ...around(deps, req, language, account), title, ...keptView(kept) });
}
