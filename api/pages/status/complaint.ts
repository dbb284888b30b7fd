import { type Request, type Response, Router } from 'express';
import type { RequestDetail } from '../../../domain/request/detail.js';
import type { PageDeps } from '../../deps.js';
import { sameOriginOnly } from '../../middleware/csrf.js';
import { goTo, languageOf, type Problem, readForm, sendPage, textField } from '../page.js';
import { orRefusal } from '../refusal.js';
import { dayInWords } from '../words.js';
import { homeOf, load } from './load.js';

const MAX_COMPLAINT = 10_000;

const words = (deps: PageDeps, req: Request, key: string, values?: Record<string, string | number>) =>
  deps.pages.text(languageOf(req), key, values);

/** The complaint form that every letter names (DPA 2018 s.164A: an electronic form); elsewhere it asks for a review. */
export function complaintPages(deps: PageDeps): Router {
  const router = Router();
  const page = '/status/:reference/:key/complaint';
  router.get(page, async (req, res) => show(deps, req, res, await load(deps, req, res), []));
  router.post(page, readForm, sameOriginOnly, async (req, res) => {
    const detail = await load(deps, req, res);
    const text = textField(req.body, 'text');
    if (text === '' || text.length > MAX_COMPLAINT) {
      const key = text === '' ? 'complaint.error' : 'status.replyLong';
      return show(deps, req, res, detail, [{ field: 'text', text: words(deps, req, key, { max: MAX_COMPLAINT }) }]);
    }
    const done = await orRefusal(deps.desk.act(detail.reference, { type: 'complaint', text }, { id: detail.id, role: 'requester' }), [
      'conflict',
    ]);
    // One is open already: what is new belongs to it.
    if ('refusal' in done) await deps.desk.addMessage(detail.reference, text);
    req.session.notice = 'refusal' in done ? 'complaint.added' : 'complaint.done';
    goTo(req, res, homeOf(req));
  });
  return router;
}

function show(deps: PageDeps, req: Request, res: Response, detail: RequestDetail, problems: Problem[]): void {
  const open = detail.complaints.find(({ finding }) => finding === undefined);
  const isUk = detail.jurisdiction === 'UK';
  sendPage(deps, req, res, 'status-complaint', {
    title: words(deps, req, 'complaint.title', { reference: detail.reference }),
    backHref: homeOf(req),
    problems,
    typed: textField(req.body, 'text'),
    since:
      open === undefined ? '' : words(deps, req, 'complaint.since', { date: dayInWords(open.receivedAt.slice(0, 10), languageOf(req)) }),
    rule: words(deps, req, isUk ? 'complaint.ruleUk' : 'complaint.ruleEu'),
    mailbox: deps.controller.email,
    phone: deps.controller.phone,
  });
}
