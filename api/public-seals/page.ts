import { LANGUAGES } from '../../domain/request/types.js';
import { logoPathOf, type PrintedHead } from '../../domain/seals/letterhead.js';
import type { PageDeps } from '../deps.js';
import { verdictView } from '../verify/present.js';
import type { PublicSealsDeps } from './deps.js';

const LANGUAGE_NAMES = { en: 'English', de: 'Deutsch', fr: 'Français' } as const;

/** The page of a seal, without a session: in the language asked for, in the reader's own appearance. */
export function createSealPage({ pages, controller }: Pick<PageDeps, 'pages' | 'controller'>): PublicSealsDeps['page'] {
  return ({ id, verification, language, now, dayCode, head, linkBack }) => {
    const text = (key: string, values?: Record<string, string>) => pages.text(language, key, values);
    const frame = {
      language,
      theme: 'system',
      path: `/verify/${id}`,
      languages: LANGUAGES.map((code) => ({ code, name: LANGUAGE_NAMES[code], isCurrent: code === language })),
      csrf: () => '',
      controller,
      problems: [],
      hasErrors: false,
      errors: {},
    };
    if (verification === undefined)
      return pages.render('verify-unknown', { ...frame, title: text('verify.unknownTitle'), backHref: '/verify', pageUrgency: 'late' });
    const view = verdictView(verification, {
      now,
      language,
      timeZone: controller.timeZone,
      text,
      ...(dayCode === undefined ? {} : { dayCode }),
    });
    return pages.render('verify-seal', {
      ...frame,
      title: `${view.word}: ${view.seal?.domain ?? ''}`,
      backHref: '',
      view,
      linkSaid:
        linkBack === 'agrees' || linkBack === 'differs' ? text(`verifyMore.website.${linkBack}`, { domain: view.seal?.domain ?? '' }) : '',
      head: headView(head, verification.seal?.statement.issuer.slug),
      pageUrgency: view.urgency,
    });
  };
}

function headView(head: PrintedHead | undefined, slug = '') {
  if (head === undefined) return null;
  const { name, address, registration, logo } = head;
  return { name, address, registration: registration ?? '', logoUrl: logo === null ? '' : logoPathOf(slug, logo) };
}
