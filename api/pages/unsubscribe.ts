import { type Request, Router, text as readText } from 'express';
import { isOneClick } from '../../domain/suppression.js';
import type { PageDeps } from '../deps.js';
import { languageOf, sendPage } from './page.js';

const FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data'];

/**
 * One-click unsubscribe (RFC 8058). Looking changes nothing: link scanners look. The POST of a mail program or of the button needs no
 * cookie, no sign-in and no second question, and is not redirected; the token alone says whose address it is.
 */
export function unsubscribePages(deps: Pick<PageDeps, 'pages' | 'controller' | 'unsubscribing'>): Router {
  const router = Router();
  const page = '/unsubscribe/:token';
  const words = (req: Request, key: string) => deps.pages.text(languageOf(req), key);
  router.get(page, (req, res) => {
    if (!deps.unsubscribing.isKnown(req.params.token)) return sendDead(req, res);
    sendPage(deps, req, res, 'unsubscribe', { title: words(req, 'unsubscribe.title'), isDone: false, token: req.params.token });
  });
  router.post(page, readText({ type: FORMS, limit: '10kb' }), async (req, res) => {
    if (!deps.unsubscribing.isKnown(req.params.token ?? '')) return sendDead(req, res);
    const body: unknown = req.body;
    const isMeant = typeof body === 'string' && isOneClick(body);
    if (!isMeant)
      return sendPage(deps, req, res, 'unsubscribe', {
        status: 400,
        title: words(req, 'unsubscribe.title'),
        isDone: false,
        token: req.params.token,
      });
    if (!(await deps.unsubscribing.end(req.params.token))) return sendDead(req, res);
    sendPage(deps, req, res, 'unsubscribe', { title: words(req, 'unsubscribe.doneTitle'), isDone: true, token: req.params.token });
  });
  const sendDead: (req: Request, res: Parameters<typeof sendPage>[2]) => void = (req, res) =>
    sendPage(deps, req, res, 'unsubscribe-dead', { status: 404, title: words(req, 'unsubscribe.deadTitle') });
  return router;
}
