import { type Request, type Response, Router } from 'express';
import { isOpenFee, nextFeeStatus } from '../../../domain/fee-state.js';
import type { FeeItem, RequestDetail } from '../../../domain/request/detail.js';
import type { Act } from '../../../domain/request/filing.js';
import { isActAllowed } from '../../../domain/request/state.js';
import type { PageDeps } from '../../deps.js';
import { sameOriginOnly } from '../../middleware/csrf.js';
import { goTo, languageOf, type Problem, readForm, sendPage, textField } from '../page.js';
import { orRefusal } from '../refusal.js';
import { dayInWords, moneyInWords } from '../words.js';
import { homeOf, load } from './load.js';
import { hasFreshProof } from './proof.js';

const MAX_TEXT = 10_000;

/** The person's pages of a fee: pay it on the provider's page, narrow or withdraw the request, or dispute the fee (GDPR Art. 12(5)). */
export function feePages(deps: PageDeps): Router {
  const router = Router();
  const page = '/status/:reference/:key/fee';
  router.get(page, async (req, res) => showFee(deps, req, res, await load(deps, req, res)));
  router.post(`${page}/pay`, readForm, sameOriginOnly, async (req, res) => {
    const detail = await load(deps, req, res);
    if (deps.fees === undefined) return goBack(req, res, 'status.fee.notNow');
    const opened = await orRefusal(deps.fees.openCheckout(detail.reference), ['conflict']);
    if ('refusal' in opened) return goBack(req, res, 'status.fee.notNow');
    res.redirect(303, opened.value.url);
  });
  router.get(`${page}/paid`, async (req, res) => {
    await load(deps, req, res);
    goBack(req, res, 'status.fee.thanks');
  });
  for (const way of ['narrowing', 'dispute'] as const) {
    router.post(`${page}/${way}`, readForm, sameOriginOnly, async (req, res) => {
      const detail = await load(deps, req, res);
      const text = textField(req.body, way);
      if (text === '' || text.length > MAX_TEXT) return showFee(deps, req, res, detail, [problemOf(deps, req, way, text)], { [way]: text });
      const act: Act = way === 'narrowing' ? { type: 'fee-narrowing', text } : { type: 'fee-dispute', text };
      const done = await orRefusal(deps.desk.act(detail.reference, act, { id: detail.id, role: 'requester' }), ['conflict']);
      goBack(req, res, 'refusal' in done ? 'status.fee.notNow' : `status.fee.${way}Done`);
    });
  }
  return router;
}

function goBack(req: Request, res: Response, notice: string): void {
  req.session.notice = notice;
  goTo(req, res, `${homeOf(req)}/fee`);
}

function problemOf(deps: PageDeps, req: Request, field: string, text: string): Problem {
  const key = text === '' ? 'status.replyError' : 'status.replyLong';
  return { field, text: deps.pages.text(languageOf(req), key, { max: MAX_TEXT }) };
}

function showFee(deps: PageDeps, req: Request, res: Response, detail: RequestDetail, problems: Problem[] = [], typed = {}): void {
  const { fee } = detail;
  // A draft is nobody's business but the desk's.
  if (fee === undefined || fee.status === 'proposed') {
    goTo(req, res, homeOf(req));
    return;
  }
  const { notice } = req.session;
  if (notice) delete req.session.notice;
  const language = languageOf(req);
  letFormsLeadTo(res, deps.fees?.pageOrigin);
  sendPage(deps, req, res, 'status-fee', {
    ...feeView(deps, req, detail, fee),
    title: deps.pages.text(language, 'status.fee.title', { reference: detail.reference }),
    problems,
    narrowing: '',
    dispute: '',
    ...typed,
    home: homeOf(req),
    backHref: homeOf(req),
    notice: notice ? deps.pages.text(language, notice) : '',
  });
}

function feeView(deps: PageDeps, req: Request, detail: RequestDetail, fee: FeeItem) {
  const language = languageOf(req);
  const can = (act: 'fee-narrowing' | 'fee-dispute') => isActAllowed(act, detail.status);
  const isPayable = nextFeeStatus(fee.status, 'pay') === 'paid';
  return {
    reference: detail.reference,
    amount: moneyInWords(fee, language),
    payBy: dayInWords(fee.payByOn, language),
    stateKey: `status.fee.state.${fee.status}`,
    groundKey: `status.fee.ground.${fee.ground}`,
    // What it was worked out from may be about the real owner of the data, while the link is in the hands of whoever filed.
    calculation: hasFreshProof(req, detail.id, deps.now()) ? fee.calculation : '',
    isPayable: isPayable && deps.fees !== undefined,
    isOpen: isOpenFee(fee.status),
    canNarrow: isOpenFee(fee.status) && can('fee-narrowing'),
    canDispute: fee.status === 'notified' && can('fee-dispute'),
    mailbox: deps.controller.email,
  };
}

/** The one page whose form may lead to another site: to pay. A browser holds the redirect after a form to the same rule. */
function letFormsLeadTo(res: Response, origin: string | undefined): void {
  const policy = res.getHeader('content-security-policy');
  if (origin === undefined || typeof policy !== 'string') return;
  res.setHeader('content-security-policy', policy.replace("form-action 'self'", `form-action 'self' ${origin}`));
}
