import { type Request, type Response, Router } from 'express';
import type { PageDeps } from '../../deps.js';
import { sameOriginOnly } from '../../middleware/csrf.js';
import { sendFile } from '../../send-file.js';
import { languageOf, type Problem, readForm, sendPage } from '../page.js';
import { orRefusal } from '../refusal.js';
import { dayOf } from '../words.js';
import { issuerCaseView, readAnswers, readerOf, refusalText } from './present.js';

const TOKEN = /^[A-Za-z0-9_-]{16,200}$/;

/** The single-use link of a mail to an issuer. Looking uses nothing up; the button that sends the answers does. */
export function issuerLinkPages(deps: PageDeps): Router {
  const router = Router();
  router.get('/issuer/link/:token', async (req, res) => show(deps, req, res, await peek(deps, req, res), []));
  // The token is the capability: no account is needed, but another website cannot press the button.
  router.post('/issuer/link/:token', sameOriginOnly, readForm, async (req, res) => {
    const link = await peek(deps, req, res);
    if (!link) return show(deps, req, res, undefined, []);
    const { text } = readerOf(deps.pages, languageOf(req));
    const read = readAnswers(link.case, req.body, { mayWait: false, text });
    if ('problems' in read) return show(deps, req, res, link, read.problems);
    const done = await orRefusal(deps.desk.issuers.answerByLink(tokenOf(req), read.answers), ['conflict', 'invalid', 'missing']);
    if ('refusal' in done)
      return show(deps, req, res, await peek(deps, req, res), [{ field: 'main', text: refusalText(done.refusal, text) }]);
    const isQuestion = read.answers.some((answer) => answer.verdict === 'ask');
    sendPage(deps, req, res, 'issuer/thanks', {
      layout: 'issuer',
      ...NOBODY,
      issuerName: done.value.issuer,
      title: text('issuer.thanks'),
      reference: done.value.reference,
      isQuestion,
    });
  });
  router.get('/issuer/link/:token/files/:file', async (req, res) => {
    await sendFile(res, await deps.desk.issuers.openFileByLink(tokenOf(req), String(req.params.file)));
  });
  return router;
}

/** Whoever has the link is not signed in. */
const NOBODY = { account: undefined };

type Peeked = Awaited<ReturnType<PageDeps['desk']['issuers']['peekLink']>>;

function tokenOf(req: Request): string {
  const { token } = req.params;
  return typeof token === 'string' && TOKEN.test(token) ? token : '';
}

/** Looks at the link without using it up; the page prefers the language of the letters to this issuer. */
async function peek(deps: PageDeps, req: Request, res: Response): Promise<Peeked> {
  const token = tokenOf(req);
  const link = token === '' ? undefined : await deps.desk.issuers.peekLink(token);
  if (link !== undefined) res.locals.language = link.issuer.language;
  return link;
}

function show(deps: PageDeps, req: Request, res: Response, link: Peeked, problems: Problem[]): void {
  const reader = readerOf(deps.pages, languageOf(req));
  if (!link) {
    sendPage(deps, req, res, 'issuer/link-dead', {
      layout: 'issuer',
      ...NOBODY,
      issuerName: '',
      status: 410,
      title: reader.text('issuer.deadTitle'),
    });
    return;
  }
  const { timeZone } = deps.controller;
  const today = dayOf(deps.now(), timeZone);
  sendPage(deps, req, res, 'issuer/case', {
    layout: 'issuer',
    ...NOBODY,
    issuerName: link.issuer.name,
    title: link.case.reference,
    problems,
    case: issuerCaseView(link.case, { reader, timeZone, today, body: req.body, problems, filesAt: `/issuer/link/${tokenOf(req)}/files` }),
    isByLink: true,
  });
}
