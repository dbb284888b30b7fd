import { Router } from 'express';
import { COOKIES, cookieNamed, TAB_STORAGE } from '../cookies.js';
import type { PageDeps } from '../deps.js';
import { sameOriginOnly } from '../middleware/csrf.js';
import { goTo, languageOf, ownPath, readForm, sendPage, textField } from './page.js';

/** The start page, the cookie register and the appearance switch. */
export function startPages(deps: PageDeps): Router {
  const router = Router();
  router.get('/', (req, res) => {
    sendPage(deps, req, res, 'start', {
      title: deps.pages.text(languageOf(req), 'start.title'),
      phoneHref: deps.controller.phone.replace(/[^+\d]/g, ''),
    });
  });
  router.get('/cookies', (req, res) => {
    sendPage(deps, req, res, 'cookies', {
      title: deps.pages.text(languageOf(req), 'cookies.title'),
      cookies: COOKIES.map((cookie) => ({
        ...cookie,
        name: cookieNamed(cookie.name, req.secure),
        purposeKey: `cookies.is.${cookie.name}`,
        sort: cookie.lifetime === 'session' ? 'perSession' : 'persistent',
      })),
      stored: TAB_STORAGE.map(({ name, purpose }) => ({
        name: name.endsWith(':') ? `${name}…` : name,
        purposeKey: `cookieRegister.${purpose}`,
      })),
    });
  });
  // No form token: the worst a stranger could do is change a colour, and a token would start a session for every visitor.
  router.post('/preferences', sameOriginOnly, readForm, (req, res) => {
    const theme = (['light', 'dark', 'system'] as const).find((name) => name === textField(req.body, 'theme'));
    if (theme) req.session.theme = theme;
    goTo(req, res, ownPath(textField(req.body, 'back')));
  });
  return router;
}
