import type { Request } from 'express';
import type { Language } from '../../domain/request/types.js';
import type { PageDeps } from '../deps.js';
import { type KeptForm, typedIn } from '../middleware/kept-typing.js';
import { keptView } from './again.js';
import { frame, languageOf } from './page.js';

const STATUSES_WITH_WORDS = ['403', '404', '409', '413', '422', '429', '500', '503'] as const;

/**
 * The page of a failed call, in the reader's language, with what to do. `detail` is a public text (a refusal of the law with its
 * article), never a thrown message; `errorId` is the number the log line carries.
 */
export function renderErrorPage(
  deps: Pick<PageDeps, 'pages' | 'controller'>,
  req: Request,
  status: number,
  { detail = '', errorId = '', code: reason = '' }: { detail?: string; errorId?: string; code?: string } = {},
): string {
  const language = languageOf(req);
  const kept = reason === 'FORM_EXPIRED' ? typedIn(req) : undefined;
  if (kept !== undefined) return renderAgain(deps, req, language, kept);
  const code = STATUSES_WITH_WORDS.find((known) => known === String(status)) ?? (status >= 500 ? '500' : '422');
  const text = (part: string) => deps.pages.text(language, `error.${code}.${part}`);
  return deps.pages.render('error', {
    ...frame(req, language),
    layout: 'public',
    controller: deps.controller,
    backHref: '',
    hasErrors: false,
    title: text('title'),
    heading: text('title'),
    text: text('text'),
    todo: text('do'),
    // The refusal itself matters where the law or a field refused; elsewhere the page's own words say it in the reader's language.
    detail: code === '409' || code === '422' ? detail : '',
    errorId: status >= 500 ? errorId : '',
  });
}

/** The page was open for so long that its form could not be taken: what was typed is there to be sent again. */
function renderAgain(deps: Pick<PageDeps, 'pages' | 'controller'>, req: Request, language: Language, kept: KeptForm): string {
  return deps.pages.render('form-again', {
    ...frame(req, language),
    layout: 'public',
    controller: deps.controller,
    backHref: '',
    hasErrors: false,
    title: deps.pages.text(language, 'again.title'),
    ...keptView(kept),
  });
}
