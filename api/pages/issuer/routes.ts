import { type Request, type Response, Router } from 'express';
import { DomainError } from '../../../domain/errors.js';
import type { IssuerCase } from '../../../domain/rectification/view.js';
import type { Actor } from '../../../domain/request/filing.js';
import type { PageDeps } from '../../deps.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { accountOf, signedIn } from '../../middleware/signed-in.js';
import { maySeeIssuerPortal } from '../../policies/issuer.js';
import { sendFile } from '../../send-file.js';
import { goTo, languageOf, listField, type Problem, readForm, sendPage, textField } from '../page.js';
import { orRefusal } from '../refusal.js';
import { dayOf } from '../words.js';
import { issuerBatchPages } from './batches.js';
import { issuerLetterheadPages } from './letterhead.js';
import { issuerMembersPages } from './members.js';
import { issuerCaseView, readAnswers, readerOf, refusalText } from './present.js';
import { replaceSealPages } from './replace-seal.js';
import { issuerSealPages } from './seals.js';
import { issuerSettingsPages } from './settings.js';
import { issuerWebhookPages } from './webhooks.js';

const LIST_LIMIT = 100;

/** The portal of an issuer: what waits for it, old and new side by side, answered one by one or many at once. */
export function issuerPages(deps: PageDeps): Router {
  const router = Router();
  router.use('/issuer', signedIn(deps.accounts, deps.now), async (req, res, next) => {
    const account = accountOf(req);
    if (maySeeIssuerPortal(account)) {
      res.locals.otherwiseLanguage = await deps.desk.issuers.language(account.issuerSlug ?? '');
      return next();
    }
    next(new DomainError({ code: 'NOT_FOR_THIS_ROLE', kind: 'forbidden', detail: 'This is open to the accounts of issuers.' }));
  });
  router.use(
    issuerSealPages(deps),
    replaceSealPages(deps),
    issuerMembersPages(deps),
    issuerSettingsPages(deps),
    issuerLetterheadPages(deps),
    issuerWebhookPages(deps),
    issuerBatchPages(deps),
  );
  router.get('/issuer', (req, res) => showList(deps, req, res, []));
  router.post('/issuer/answers', readForm, csrfProtection, (req, res) => answerMany(deps, req, res));
  router.get('/issuer/requests/:reference', async (req, res) => showCase(deps, req, res, await ownCase(deps, req), []));
  router.post('/issuer/requests/:reference', readForm, csrfProtection, async (req, res) => {
    const found = await ownCase(deps, req);
    const { text } = readerOf(deps.pages, languageOf(req));
    const read = readAnswers(found, req.body, { mayWait: true, text });
    if ('problems' in read) return showCase(deps, req, res, found, read.problems);
    const done = await orRefusal(deps.desk.issuers.answer(found.reference, read.answers, actorOf(req)), ['conflict', 'invalid']);
    if ('refusal' in done) return showCase(deps, req, res, found, [{ field: 'main', text: refusalText(done.refusal, text) }]);
    req.session.notice = text('issuer.recorded', { reference: found.reference });
    goTo(req, res, '/issuer');
  });
  router.get('/issuer/requests/:reference/files/:file', async (req, res) => {
    const found = await ownCase(deps, req);
    await sendFile(res, await deps.desk.issuers.openFile(found.reference, String(req.params.file), actorOf(req)));
  });
  return router;
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
  const { timeZone } = deps.controller;
  const filesAt = `/issuer/requests/${found.reference}/files`;
  sendPage(deps, req, res, 'issuer/case', {
    ...(await frameOf(deps, req)),
    title: found.reference,
    problems,
    case: issuerCaseView(found, {
      reader: readerOf(deps.pages, languageOf(req)),
      timeZone,
      today: dayOf(deps.now(), timeZone),
      body: req.body,
      problems,
      filesAt,
    }),
    isByLink: false,
  });
}

async function showList(deps: PageDeps, req: Request, res: Response, problems: Problem[]): Promise<void> {
  const { timeZone } = deps.controller;
  const reader = readerOf(deps.pages, languageOf(req));
  const { cases, hasMore } = await deps.desk.issuers.waiting(accountOf(req).issuerSlug ?? '', LIST_LIMIT);
  const { notice } = req.session;
  if (notice) delete req.session.notice;
  const chosen = listField(req.body, 'choose');
  const today = dayOf(deps.now(), timeZone);
  const views = cases.map((found) => issuerCaseView(found, { reader, timeZone, today, body: undefined, problems: [], filesAt: '' }));
  const openCount = views.reduce((sum, { open }) => sum + open, 0);
  sendPage(deps, req, res, 'issuer/list', {
    ...(await frameOf(deps, req)),
    title: reader.text('issuer.corrections'),
    notice: notice ?? '',
    problems,
    hasMore,
    openCount,
    isMany: openCount > 1,
    isAll: textField(req.body, 'choose-all') === 'yes',
    why: textField(req.body, 'reason'),
    verdict: textField(req.body, 'verdict'),
    cases: views.map((view, n) => ({ ...view, fields: view.fields.map((field) => pickable(view.reference, field, { n, views, chosen })) })),
  });
}

type FieldView = ReturnType<typeof issuerCaseView>['fields'][number];

/** A field of the list with its box; the first box of the page is where the error summary leads. */
function pickable(
  reference: string,
  field: FieldView,
  { n, views, chosen }: { n: number; views: readonly { fields: readonly FieldView[] }[]; chosen: readonly string[] },
) {
  const key = `${reference}/${field.id}`;
  const first = views.findIndex(({ fields }) => fields.some(({ isOpen }) => isOpen));
  const isFirst = n === first && field === views[n]?.fields.find(({ isOpen }) => isOpen);
  return { ...field, key, pickId: isFirst ? 'choose' : `choose-${field.id}`, isChosen: chosen.includes(key) };
}

const BULK = ['approve', 'refuse'] as const;

/** One answer to many fields, of several cases too: each case is recorded whole; one that has moved on is named and left. */
async function answerMany(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const { text } = readerOf(deps.pages, languageOf(req));
  const verdict = BULK.find((known) => known === textField(req.body, 'verdict'));
  const reason = textField(req.body, 'reason');
  // "All" means those that stood on the page: what came in meanwhile was not looked at.
  const keys = listField(req.body, textField(req.body, 'choose-all') === 'yes' ? 'shown' : 'choose');
  const chosen = keys.map((key) => key.split('/'));
  const problems = [
    ...(chosen.length === 0 ? [{ field: 'choose', text: text('issuer.errorChoose') }] : []),
    ...(verdict === undefined ? [{ field: 'verdict', text: text('issuer.errorBulk') }] : []),
    ...(verdict === 'refuse' && !reason ? [{ field: 'reason', text: text('issuer.errorBulkReason') }] : []),
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
  const words = [
    done === 1 ? text('issuer.doneOne') : text('issuer.doneMany', { n: done }),
    ...(left.length > 0 ? [text('issuer.left', { references: left.join(', ') })] : []),
  ];
  req.session.notice = words.join(' ');
  goTo(req, res, '/issuer');
}
