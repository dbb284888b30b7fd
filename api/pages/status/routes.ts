import { type Request, type Response, Router } from 'express';
import type { RequestDetail } from '../../../domain/request/detail.js';
import type { PageDeps } from '../../deps.js';
import { sameOriginOnly } from '../../middleware/csrf.js';
import { sendPdf } from '../letter-file.js';
import { goTo, languageOf, type Problem, readForm, sendPage, textField } from '../page.js';
import { orRefusal } from '../refusal.js';
import { wordsOf } from '../request-form/present.js';
import { accountProof } from './account.js';
import { factPages } from './facts.js';
import { feePages } from './fee.js';
import { homeOf, load, notNow } from './load.js';
import { statusView } from './present.js';
import { hasFreshProof } from './proof.js';
import { shownPages } from './shown.js';
import { transferPages } from './transfer.js';

const MAX_MESSAGE = 10_000;

/** The person's pages of one request, behind the key in the link of every mail. */
export function statusPages(deps: PageDeps): Router {
  const router = Router();
  const page = '/status/:reference/:key';
  router.get(page, async (req, res) => showStatus(deps, req, res, await load(deps, req, res), []));
  router.post(`${page}/messages`, readForm, sameOriginOnly, async (req, res) => {
    const detail = await load(deps, req, res);
    const text = textField(req.body, 'text');
    if (!text || text.length > MAX_MESSAGE) return showStatus(deps, req, res, detail, [messageProblem(deps, req, text)], text);
    await deps.desk.addMessage(detail.reference, text);
    back(req, res, 'status.replySent');
  });
  router.get(`${page}/withdraw`, async (req, res) => {
    const detail = await load(deps, req, res);
    const title = deps.pages.text(languageOf(req), 'status.withdrawTitle', { reference: detail.reference });
    sendPage(deps, req, res, 'status-withdraw', { title, backHref: homeOf(req), home: homeOf(req) });
  });
  router.post(`${page}/withdraw`, readForm, sameOriginOnly, async (req, res) => {
    const detail = await load(deps, req, res);
    const reason = textField(req.body, 'reason').slice(0, MAX_MESSAGE);
    const act = { type: 'withdrawal', ...(reason ? { reason } : {}) } as const;
    const done = await orRefusal(deps.desk.act(detail.reference, act, { id: detail.id, role: 'requester' }), ['conflict']);
    'refusal' in done ? notNow(req, res) : back(req, res, 'status.withdrawn');
  });
  router.post(`${page}/restrict`, readForm, sameOriginOnly, async (req, res) => {
    const detail = await load(deps, req, res);
    if (!detail.allowedActs.includes('restrict-meanwhile')) return notNow(req, res);
    const act = { type: 'restrict-meanwhile' } as const;
    const done = await orRefusal(deps.desk.act(detail.reference, act, { id: detail.id, role: 'requester' }), ['conflict']);
    'refusal' in done ? notNow(req, res) : back(req, res, 'status.restrictSent');
  });
  router.post(`${page}/answer-link`, readForm, sameOriginOnly, async (req, res) => {
    const detail = await load(deps, req, res);
    await (detail.package
      ? deps.desk.renewAnswerLink(detail.reference)
      : deps.desk.mailStatusLink(detail.reference, detail.requester.email));
    back(req, res, 'status.downloadMailed');
  });
  router.get(`${page}/answer`, async (req, res) => {
    const detail = await load(deps, req, res);
    const view = viewOf(deps, req, detail);
    if (!view.isProven || !view.file) return goTo(req, res, homeOf(req));
    sendPage(deps, req, res, 'status-answer', {
      ...view,
      title: deps.pages.text(languageOf(req), 'status.downloadTitle'),
      backHref: homeOf(req),
      fileUrl: detail.package?.url ?? '',
    });
  });
  router.get(`${page}/letters/:letter`, async (req, res) => {
    const detail = await load(deps, req, res);
    if (!hasFreshProof(req, detail.id, deps.now())) return goTo(req, res, homeOf(req));
    sendPdf(res, await deps.desk.letters.pdf(detail.reference, String(req.params.letter), { id: detail.id, role: 'requester' }));
  });
  return router.use(
    factPages(deps),
    shownPages(deps),
    accountProof(deps),
    feePages(deps),
    transferPages(deps, (req, res) => load(deps, req, res)),
  );
}

function viewOf(deps: PageDeps, req: Request, detail: RequestDetail) {
  const language = languageOf(req);
  const now = deps.now();
  return statusView(detail, {
    language,
    now,
    text: wordsOf(deps.pages, language),
    calendars: deps.calendars,
    isProven: hasFreshProof(req, detail.id, now),
  });
}

function showStatus(deps: PageDeps, req: Request, res: Response, detail: RequestDetail, problems: Problem[], typed = ''): void {
  const { notice } = req.session;
  if (notice) delete req.session.notice;
  const view = viewOf(deps, req, detail);
  sendPage(deps, req, res, 'status', {
    ...view,
    problems,
    typed,
    home: homeOf(req),
    notice: notice ? deps.pages.text(languageOf(req), notice) : '',
  });
}

function messageProblem(deps: PageDeps, req: Request, text: string): Problem {
  const key = text ? 'status.replyLong' : 'status.replyError';
  return { field: 'text', text: deps.pages.text(languageOf(req), key, { max: MAX_MESSAGE }) };
}

function back(req: Request, res: Response, noticeKey: string): void {
  req.session.notice = noticeKey;
  goTo(req, res, homeOf(req));
}
