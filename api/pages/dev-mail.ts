import { type RequestHandler, Router } from 'express';
import { DomainError } from '../../domain/errors.js';
import type { CaughtMails, PageDeps } from '../deps.js';
import { sendPage } from './page.js';
import { instantInWords } from './words.js';

const MOST_SHOWN = 5000;
const SHOWN_HEADERS = ['from', 'to', 'date', 'x-rightsdesk-letter', 'x-rightsdesk-reference'];
const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** The mail catcher's window: page and JSON by Accept. There only while mail is caught, and only for callers on this machine. */
export function devMailPages(deps: PageDeps): Router {
  const { mails } = deps;
  const router = Router();
  if (!mails) return router;
  router.use('/dev/mail', loopbackOnly);
  router.get('/dev/mail', async (req, res) => {
    const to = typeof req.query.to === 'string' && req.query.to !== '' ? req.query.to : undefined;
    const asked = Number(req.query.limit);
    const isJson = req.accepts(['html', 'json']) === 'json';
    const most = Number.isInteger(asked) && asked > 0 ? Math.min(asked, MOST_SHOWN) : isJson ? MOST_SHOWN : 100;
    const items = await mails.list({ limit: most, ...(to ? { to } : {}) });
    res.vary('accept');
    if (isJson) return res.set('cache-control', 'no-store').json({ items });
    const shown = items.map((item) => ({ ...item, at: instantInWords(item.sentAt, 'en', deps.controller.timeZone) }));
    sendPage(deps, req, res, 'mail/list', {
      language: 'en',
      title: 'Caught mail',
      items: shown,
      to: to ?? '',
      isCut: items.length === most,
    });
  });
  router.get('/dev/mail/:id', async (req, res) => {
    const mail = await findMail(mails, req.params.id);
    res.vary('accept');
    if (req.accepts(['html', 'json']) === 'json') return res.set('cache-control', 'no-store').json(mail);
    const headers = Object.entries(mail.headers).map(([name, value]) => ({ name, value }));
    const attachments = mail.attachments.map((file) => ({ ...file, size: `${Math.ceil(file.size / 1000)} kB` }));
    sendPage(deps, req, res, 'mail/mail', {
      language: 'en',
      title: mail.headers.subject ?? 'Mail',
      backHref: '/dev/mail',
      id: req.params.id,
      mail,
      headers,
      attachments,
      shownHeaders: SHOWN_HEADERS,
    });
  });
  // A page of its own without scripts, forms or outside loads: whatever a mail holds can do nothing here.
  router.get('/dev/mail/:id/html', async (req, res) => {
    const mail = await findMail(mails, req.params.id);
    res.set({
      'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'",
      'cache-control': 'no-store',
    });
    res.type('html').send(mail.html || '<!doctype html><title>No HTML</title><p>This mail has no HTML part.');
  });
  return router;
}

/** A proxy on this machine speaks from the loopback address too: whom it speaks for counts as well. */
const loopbackOnly: RequestHandler = (req, _res, next) => {
  const spokenFor = (req.get('x-forwarded-for') ?? '').split(',').flatMap((address) => address.trim() || []);
  const isLocal = [req.socket.remoteAddress ?? '', ...spokenFor].every((address) => LOOPBACK.has(address));
  next(isLocal ? undefined : missing());
};

async function findMail(mails: CaughtMails, id: string | string[] | undefined) {
  const mail = typeof id === 'string' && /^\d{1,18}$/.test(id) ? await mails.find(id) : undefined;
  if (!mail) throw missing();
  return mail;
}

function missing(): DomainError {
  return new DomainError({ code: 'NO_SUCH_MAIL', kind: 'missing', detail: 'There is no such mail.' });
}
