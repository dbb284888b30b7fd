import { type Request, Router } from 'express';
import type { PageDeps } from '../deps.js';
import { sameOriginOnly } from '../middleware/csrf.js';
import { goTo, languageOf, sendPage } from './page.js';

const ID = /^[0-9a-f-]{36}$/;
const KEY = /^[A-Za-z0-9_-]{1,200}$/;

/** Where an organisation that received data confirms that it has corrected, erased or restricted its copy (GDPR Art. 19). */
export function recipientPages(deps: PageDeps): Router {
  const router = Router();
  router.get('/recipient/:id/:key', async (req, res) => {
    const place = placeOf(req);
    const notice = place && (await deps.desk.openNotice(place.id, place.key));
    const text = (key: string, values?: Record<string, string>) => deps.pages.text(languageOf(req), key, values);
    if (!notice) return sendPage(deps, req, res, 'link-dead', { status: 410, title: text('link.deadTitle') });
    sendPage(deps, req, res, 'recipient', {
      title: text('recipient.title'),
      ...notice,
      what: text(`recipient.act.${notice.act}`),
      isCorrection: notice.act === 'rectified',
    });
  });
  // The key in the address is the capability: no session is made for it, but another website cannot press the button.
  router.post('/recipient/:id/:key', sameOriginOnly, async (req, res) => {
    const place = placeOf(req);
    const isConfirmed = place !== undefined && (await deps.desk.confirmNotice(place.id, place.key));
    if (!isConfirmed)
      return sendPage(deps, req, res, 'link-dead', { status: 410, title: deps.pages.text(languageOf(req), 'link.deadTitle') });
    goTo(req, res, `/recipient/${place.id}/${place.key}`);
  });
  return router;
}

function placeOf(req: Request): { id: string; key: string } | undefined {
  const { id, key } = req.params;
  if (typeof id !== 'string' || typeof key !== 'string' || !ID.test(id) || !KEY.test(key)) return undefined;
  return { id, key };
}
