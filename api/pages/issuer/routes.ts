import { pipeline } from 'node:stream/promises';
import { type Request, type Response, Router } from 'express';
import { DomainError } from '../../../domain/errors.js';
import type { IssuerCase } from '../../../domain/rectification/view.js';
import type { Actor } from '../../../domain/request/filing.js';
import type { OpenedFile, PageDeps } from '../../deps.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { accountOf, signedIn } from '../../middleware/signed-in.js';
import { maySeeIssuerPortal } from '../../policies/issuer.js';
import { goTo, listField, type Problem, readForm, sendPage, textField } from '../page.js';
import { orRefusal } from '../refusal.js';
import { dayOf } from '../words.js';
import { issuerCaseView, readAnswers } from './present.js';
import { issuerSealPages } from './seals.js';

const LIST_LIMIT = 100;

/** The portal of an issuer: what waits for it, old and new side by side, answered one by one or many at once. */
export function issuerPages(deps: PageDeps): Router {
  const router = Router();
  router.use('/issuer', signedIn(deps.accounts, deps.now), (req, _res, next) => {
    if (maySeeIssuerPortal(accountOf(req))) return next();
    next(new DomainError({ code: 'NOT_FOR_THIS_ROLE', kind: 'forbidden', detail: 'This is open to the accounts of issuers.' }));
  });
  router.use(issuerSealPages(deps));
  router.get('/issuer', (req, res) => showList(deps, req, res, []));
  router.post('/issuer/answers', readForm, csrfProtection, (req, res) => answerMany(deps, req, res));
  router.get('/issuer/requests/:reference', async (req, res) => showCase(deps, req, res, await ownCase(deps, req), []));
  router.post('/issuer/requests/:reference', readForm, csrfProtection, async (req, res) => {
    const found = await ownCase(deps, req);
    const read = readAnswers(found, req.body, { mayWait: true });
    if ('problems' in read) return showCase(deps, req, res, found, read.problems);
    const done = await orRefusal(deps.desk.issuers.answer(found.reference, read.answers, actorOf(req)), ['conflict', 'invalid']);
    if ('refusal' in done) return showCase(deps, req, res, found, [{ field: 'main', text: done.refusal.detail }]);
    req.session.notice = `Thank you. Your answer on ${found.reference} is recorded.`;
    goTo(req, res, '/issuer');
  });
  router.get('/issuer/requests/:reference/files/:file', async (req, res) => {
    const found = await ownCase(deps, req);
    await sendFile(res, await deps.desk.issuers.openFile(found.reference, String(req.params.file), actorOf(req)));
  });
  return router;
}

/** A file for saving: never shown inside our origin. */
export async function sendFile(res: Response, file: OpenedFile): Promise<void> {
  res.set({
    'Content-Type': file.mediaType,
    'Content-Length': String(file.sizeBytes),
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
    'Cache-Control': 'no-store',
  });
  await pipeline(file.stream, res);
}

function actorOf(req: Request): Actor {
  const { accountId, issuerSlug } = accountOf(req);
  return { id: accountId, role: 'issuer', ...(issuerSlug === undefined ? {} : { issuerSlug }) };
}

/** The case of this address if it is this issuer's; every other one does not exist. */
async function ownCase(deps: PageDeps, req: Request): Promise<IssuerCase> {
  const { reference } = req.params;
  const slug = accountOf(req).issuerSlug ?? '';
  const found = typeof reference === 'string' ? await deps.desk.issuers.find(reference.toUpperCase(), slug) : undefined;
  if (!found) throw new DomainError({ code: 'NO_SUCH_REQUEST', kind: 'missing', detail: 'There is no case with this reference.' });
  return found;
}

async function frameOf(deps: PageDeps, req: Request) {
  const account = accountOf(req);
  return { layout: 'issuer' as const, account, issuerName: await deps.desk.issuers.name(account.issuerSlug ?? '') };
}

async function showCase(deps: PageDeps, req: Request, res: Response, found: IssuerCase, problems: Problem[]): Promise<void> {
  const today = dayOf(deps.now(), deps.controller.timeZone);
  const filesAt = `/issuer/requests/${found.reference}/files`;
  sendPage(deps, req, res, 'issuer/case', {
    ...(await frameOf(deps, req)),
    title: found.reference,
    problems,
    case: issuerCaseView(found, { today, body: req.body, problems, filesAt }),
    isByLink: false,
  });
}

async function showList(deps: PageDeps, req: Request, res: Response, problems: Problem[]): Promise<void> {
  const today = dayOf(deps.now(), deps.controller.timeZone);
  const { cases, hasMore } = await deps.desk.issuers.waiting(accountOf(req).issuerSlug ?? '', LIST_LIMIT);
  const { notice } = req.session;
  if (notice) delete req.session.notice;
  const chosen = listField(req.body, 'choose');
  sendPage(deps, req, res, 'issuer/list', {
    ...(await frameOf(deps, req)),
    title: 'Corrections',
    notice: notice ?? '',
    problems,
    hasMore,
    why: textField(req.body, 'reason'),
    verdict: textField(req.body, 'verdict'),
    cases: cases.map((found) => {
      const view = issuerCaseView(found, { today, body: undefined, problems: [], filesAt: '' });
      return {
        ...view,
        fields: view.fields.map((field) => ({
          ...field,
          key: `${found.reference}/${field.id}`,
          isChosen: chosen.includes(`${found.reference}/${field.id}`),
        })),
      };
    }),
  });
}

const BULK = ['approve', 'refuse'] as const;

/** One answer to many fields, of several cases too: each case is recorded whole; one that has moved on is named and left. */
async function answerMany(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const verdict = BULK.find((known) => known === textField(req.body, 'verdict'));
  const reason = textField(req.body, 'reason');
  const chosen = listField(req.body, 'choose').map((key) => key.split('/'));
  const problems = [
    ...(chosen.length === 0 ? [{ field: 'choose', text: 'Choose at least one field' }] : []),
    ...(verdict === undefined ? [{ field: 'verdict', text: 'Choose what to answer' }] : []),
    ...(verdict === 'refuse' && !reason ? [{ field: 'reason', text: 'Say why: each person has a right to the reason' }] : []),
  ];
  if (problems.length > 0 || verdict === undefined) return showList(deps, req, res, problems);
  const references = [...new Set(chosen.map(([reference = '']) => reference))];
  let done = 0;
  const left: string[] = [];
  for (const reference of references) {
    const answers = chosen
      .filter(([one]) => one === reference)
      .map(([, correction = '']) => ({ correction, verdict, ...(reason ? { reason } : {}) }));
    const outcome = await orRefusal(deps.desk.issuers.answer(reference, answers, actorOf(req)), ['conflict', 'invalid', 'missing']);
    if ('refusal' in outcome) left.push(reference);
    else done += answers.length;
  }
  req.session.notice = `${done} ${done === 1 ? 'answer is' : 'answers are'} recorded.${left.length > 0 ? ` Not possible any more: ${left.join(', ')}.` : ''}`;
  goTo(req, res, '/issuer');
}
