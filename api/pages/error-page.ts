import type { Request } from 'express';
import type { PageDeps } from '../deps.js';
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
  { detail = '', errorId = '' }: { detail?: string; errorId?: string } = {},
): string {
  const language = languageOf(req);
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
