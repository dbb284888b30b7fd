import { type Request, type Response, Router } from 'express';
import { FACT_ATTEMPTS, type FactKind } from '../../../domain/identity-facts.js';
import type { RequestDetail } from '../../../domain/request/detail.js';
import type { PageDeps } from '../../deps.js';
import { sameOriginOnly } from '../../middleware/csrf.js';
import { goTo, languageOf, type Problem, readForm, sendPage, textField } from '../page.js';
import { homeOf, load, notNow } from './load.js';
import { hasFreshProof } from './proof.js';

const MAX_ANSWER = 200;

/** The mailed link was used and the case needs more than that. */
export const needsMoreThanLink = (detail: Pick<RequestDetail, 'status' | 'identityLevel'>): boolean =>
  detail.status === 'identity' && detail.identityLevel !== 'L0';

/** The second step of proving who asks: two facts from our registers (RULEBOOK section 4, L3), for the browser that used the mailed link. */
export function factPages(deps: PageDeps): Router {
  const router = Router();
  const page = '/status/:reference/:key/identity';
  router.get(page, async (req, res) => {
    const detail = await loadProven(deps, req, res);
    if (detail !== undefined) show(deps, req, res, await deps.desk.facts.questions(detail.reference), []);
  });
  router.post(page, readForm, sameOriginOnly, async (req, res) => {
    const detail = await loadProven(deps, req, res);
    if (detail === undefined) return;
    const asked = await deps.desk.facts.questions(detail.reference);
    if (asked.length === 0) return goTo(req, res, `${homeOf(req)}/identity`);
    const given = asked.map((kind) => [kind, textField(req.body, kind).slice(0, MAX_ANSWER)] as const);
    const empty = given.filter(([, answer]) => answer === '').map(([field]) => ({ field, text: words(deps, req, 'facts.empty') }));
    if (empty.length > 0) return show(deps, req, res, asked, empty);
    if ((await deps.desk.facts.answer(detail.reference, Object.fromEntries(given))) === 'proven') {
      req.session.notice = 'facts.done';
      return goTo(req, res, homeOf(req));
    }
    const left = await deps.desk.facts.questions(detail.reference);
    // The same at each of them: nothing tells which one was wrong.
    const wrong = left.map((field) => ({ field, text: words(deps, req, 'facts.wrong') }));
    show(deps, req, res, left, wrong);
  });
  return router;
}

const words = (deps: PageDeps, req: Request, key: string, values?: Record<string, string | number>) =>
  deps.pages.text(languageOf(req), key, values);

/** The case, where this browser may answer for it; everybody else is sent to the status page, which says how to go on. */
async function loadProven(deps: PageDeps, req: Request, res: Response): Promise<RequestDetail | undefined> {
  const detail = await load(deps, req, res);
  if (needsMoreThanLink(detail) && hasFreshProof(req, detail.id, deps.now())) return detail;
  if (req.method === 'POST') notNow(req, res);
  else goTo(req, res, homeOf(req));
  return undefined;
}

function show(deps: PageDeps, req: Request, res: Response, asked: readonly FactKind[], problems: Problem[]): void {
  sendPage(deps, req, res, 'status-facts', {
    title: words(deps, req, 'facts.title'),
    backHref: homeOf(req),
    problems,
    // What was typed is not shown again: it would stand in the page.
    questions: asked.map((kind) => ({
      kind,
      label: words(deps, req, `facts.${kind}`),
      hint: words(deps, req, `facts.${kind}Hint`),
      error: problems.find(({ field }) => field === kind)?.text ?? '',
    })),
    lead: asked.length === 0 ? '' : words(deps, req, 'facts.lead', { max: FACT_ATTEMPTS }),
    mailbox: deps.controller.email,
    phone: deps.controller.phone,
  });
}
