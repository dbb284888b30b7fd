import { type Request, type Response, Router } from 'express';
import { DomainError } from '../../../domain/errors.js';
import { SEAL_EVENTS } from '../../../domain/seals/events.js';
import type { PageDeps } from '../../deps.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { accountOf } from '../../middleware/signed-in.js';
import { newWebhook } from '../../webhooks/issuer.js';
import { goTo, languageOf, listField, type Problem, readForm, sendPage, textField } from '../page.js';
import { instantInWords } from '../words.js';
import { portalFrame } from './portal-frame.js';
import { readerOf } from './present.js';

const AT = '/issuer/webhooks';
const LOG_LIMIT = 50;
const URGENCY = { waiting: 'soon', delivered: 'calm', failed: 'late' } as const;

/** Where the issuer's systems are told of changes: endpoints, what each was sent, and sending again. */
export function issuerWebhookPages(deps: PageDeps): Router {
  const router = Router();
  router.get(AT, (req, res) => showAll(deps, req, res, {}));
  router.post(AT, readForm, csrfProtection, (req, res) => add(deps, req, res));
  router.get(`${AT}/:id`, (req, res) => showLog(deps, req, res));
  router.post(`${AT}/:id/end`, readForm, csrfProtection, async (req, res) => {
    await deps.webhookDesk.end(slugOf(req), String(req.params.id));
    done(deps, req, res, 'webhooks.ended', AT);
  });
  router.post(`${AT}/:id/redeliver`, readForm, csrfProtection, async (req, res) => {
    await deps.webhookDesk.redeliver(slugOf(req), String(req.params.id), textField(req.body, 'message'));
    done(deps, req, res, 'webhooks.again', `${AT}/${req.params.id}`);
  });
  return router;
}

const slugOf = (req: Request) => accountOf(req).issuerSlug ?? '';
const textOf = (deps: PageDeps, req: Request) => readerOf(deps.pages, languageOf(req)).text;

function done(deps: PageDeps, req: Request, res: Response, words: string, to: string): void {
  req.session.notice = textOf(deps, req)(words);
  goTo(req, res, to);
}

/** @param made the endpoint that was just made: its secret is shown this once. */
async function showAll(
  deps: PageDeps,
  req: Request,
  res: Response,
  { problems = [], made }: { problems?: Problem[]; made?: { url: string; secret: string } },
): Promise<void> {
  const text = textOf(deps, req);
  const endpoints = await deps.webhookDesk.list(slugOf(req));
  sendPage(deps, req, res, 'issuer/webhooks', {
    ...(await portalFrame(deps, req)),
    title: text('webhooks.title'),
    problems,
    made: made ?? null,
    endpoints: endpoints.map(({ id, url, events }) => ({
      id,
      url,
      events: events.length === 0 ? text('webhooks.all') : events.join(', '),
    })),
    url: textField(req.body, 'url'),
    events: SEAL_EVENTS.map((name) => ({ name, isChosen: listField(req.body, 'events').includes(name) })),
  });
}

async function add(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const read = newWebhook.safeParse({ url: textField(req.body, 'url').trim(), events: listField(req.body, 'events') });
  if (!read.success) return showAll(deps, req, res, { problems: [{ field: 'url', text: textOf(deps, req)('webhooks.error') }] });
  const { secret } = await deps.webhookDesk.create(slugOf(req), read.data);
  await showAll(deps, req, res, { made: { url: read.data.url, secret } });
}

async function showLog(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const text = textOf(deps, req);
  const language = languageOf(req);
  const id = String(req.params.id);
  const [endpoint] = (await deps.webhookDesk.list(slugOf(req))).filter((one) => one.id === id);
  if (endpoint === undefined) throw new DomainError({ code: 'WEBHOOK_NOT_FOUND', kind: 'missing', detail: text('webhooks.notHere') });
  const log = await deps.webhookDesk.deliveries(slugOf(req), id, { limit: LOG_LIMIT });
  const instant = (at: Date | string | null) => (at === null ? '' : instantInWords(at, language, 'UTC'));
  sendPage(deps, req, res, 'issuer/webhook', {
    ...(await portalFrame(deps, req)),
    title: endpoint.url,
    endpoint,
    deliveries: log.map(({ id: message, type, seal, status, attempts, createdAt, nextAt, lastStatus, problem }) => ({
      message,
      type,
      seal,
      attempts,
      at: instant(createdAt),
      nextAt: instant(nextAt),
      state: { word: text(`webhooks.status.${status}`), urgency: URGENCY[status] },
      answer: lastStatus ?? problem ?? '',
    })),
  });
}
