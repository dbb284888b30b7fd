import { type Request, type Response, Router } from 'express';
import type { RequestDetail } from '../../../domain/request/detail.js';
import type { PageDeps } from '../../deps.js';
import { sameOriginOnly } from '../../middleware/csrf.js';
import { goTo, languageOf, readForm, sendPage, textField } from '../page.js';
import { orRefusal } from '../refusal.js';
import { instantInWords } from '../words.js';
import { homeOf, notNow } from './load.js';
import { hasFreshProof } from './proof.js';

type Load = (req: Request, res: Response) => Promise<RequestDetail>;

/** Where the person sees what would go to whom and to which host, and confirms it or not; only after the mailed link was used. */
export function transferPages(deps: PageDeps, load: Load): Router {
  const router = Router();
  const page = '/status/:reference/:key/transfer';
  router.get(page, async (req, res) => {
    const detail = await load(req, res);
    const question = await deps.desk.transfers.question(detail.reference);
    if (question === undefined || !hasFreshProof(req, detail.id, deps.now())) return goTo(req, res, homeOf(req));
    const language = languageOf(req);
    sendPage(deps, req, res, 'status-transfer', {
      title: deps.pages.text(language, 'transfer.title', { organisation: question.organisation }),
      backHref: homeOf(req),
      home: homeOf(req),
      ...question,
      confirmBy: instantInWords(question.confirmBy, language, detail.timeZone),
      included: question.included.map((one) => ({ ...one, fields: one.fields.join(', ') })),
    });
  });
  router.post(page, readForm, sameOriginOnly, async (req, res) => {
    const detail = await load(req, res);
    if (detail.transfer?.status !== 'asked') return notNow(req, res);
    if (!hasFreshProof(req, detail.id, deps.now())) return goTo(req, res, homeOf(req));
    const verdict = textField(req.body, 'verdict') === 'confirm' ? 'confirm' : 'decline';
    const done = await orRefusal(deps.desk.transfers.answer(detail.reference, verdict), ['conflict']);
    if ('refusal' in done) return notNow(req, res);
    req.session.notice = verdict === 'confirm' ? 'transfer.confirmed' : 'transfer.declined';
    goTo(req, res, homeOf(req));
  });
  router.post(`${page}-link`, readForm, sameOriginOnly, async (req, res) => {
    const detail = await load(req, res);
    if (detail.transfer?.status !== 'asked') return notNow(req, res);
    await deps.desk.transfers.mailLink(detail.reference);
    req.session.notice = 'status.downloadMailed';
    goTo(req, res, homeOf(req));
  });
  return router;
}
