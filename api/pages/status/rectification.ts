import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { RequestDetail } from '../../../domain/request/detail.js';
import type { PageDeps } from '../../deps.js';
import { sameOriginOnly } from '../../middleware/csrf.js';
import { takeUploads, uploadNamesOf, uploadsOf } from '../../middleware/uploads.js';
import { goTo, languageOf, type Problem, readForm, sendPage, textField } from '../page.js';
import { chosenField, proofFields, proofProblem } from '../proof-fields.js';
import { orRefusal } from '../refusal.js';
import { sizeInWords } from '../words.js';
import { homeOf, load, notNow } from './load.js';

const MAX_STATEMENT = 10_000;

/** Proof can be sent until a correction is decided. */
export const canProve = (detail: RequestDetail): boolean =>
  detail.right === 'rectification' && detail.decision === undefined && detail.status !== 'closed';

/** GDPR Art. 16 second sentence: where something stays as it is, the person can have their view added. */
export const canState = (detail: RequestDetail): boolean =>
  detail.right === 'rectification' &&
  detail.isIdentityProven &&
  detail.decision !== undefined &&
  detail.outcome !== 'granted' &&
  detail.status !== 'closed';

/** What the person of a rectification can add on pages of their own: files as proof, and a statement. */
export function rectificationPages(deps: PageDeps): Router {
  const router = Router();
  const page = '/status/:reference/:key';
  router.get(`${page}/proof`, async (req, res) => showProof(deps, req, res, await load(deps, req, res), []));
  // The key of the address is looked at before a byte of the files is read.
  router.post(`${page}/proof`, knownLink(deps), ...takeUploads(), sameOriginOnly, (req, res) => takeProof(deps, req, res));
  router.get(`${page}/statement`, async (req, res) => showStatement(deps, req, res, await load(deps, req, res), []));
  router.post(`${page}/statement`, readForm, sameOriginOnly, (req, res) => takeStatement(deps, req, res));
  return router;
}

/** Nothing of a form is read for an address that leads nowhere. */
const knownLink =
  (deps: PageDeps): RequestHandler =>
  async (req, res, next) => {
    await load(deps, req, res);
    next();
  };

const words = (deps: PageDeps, req: Request, key: string, values?: Record<string, string | number>) =>
  deps.pages.text(languageOf(req), key, values);

const wordsOf = (deps: PageDeps, req: Request) => (key: string, values?: Record<string, string | number>) => words(deps, req, key, values);

async function takeProof(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const detail = await load(deps, req, res);
  const add = async () => {
    const files = uploadsOf(res);
    if (files.length > 0) await deps.desk.issuers.addFiles(detail.reference, files, chosenField(req.body));
    return files.length;
  };
  const done = await orRefusal(add(), ['invalid', 'conflict']);
  if ('value' in done && done.value === 0)
    return showProof(deps, req, res, detail, [{ field: 'files', text: words(deps, req, 'proof.errorNone') }]);
  if ('refusal' in done && done.refusal.kind === 'conflict') return decidedMeanwhile(req, res);
  if ('refusal' in done) return showProof(deps, req, res, detail, [proofProblem(done.refusal, uploadNamesOf(res), wordsOf(deps, req))]);
  req.session.notice = 'proof.done';
  goTo(req, res, homeOf(req));
}

function decidedMeanwhile(req: Request, res: Response): void {
  req.session.notice = 'proof.NOT_NOW';
  goTo(req, res, homeOf(req));
}

function showProof(deps: PageDeps, req: Request, res: Response, detail: RequestDetail, problems: Problem[]): void {
  if (!canProve(detail)) {
    goTo(req, res, homeOf(req));
    return;
  }
  const { files = [] } = detail.rectification ?? {};
  sendPage(deps, req, res, 'status-proof', {
    title: words(deps, req, 'proof.title'),
    backHref: homeOf(req),
    problems,
    count: files.length,
    files: files.map(({ sizeBytes }, index) => ({ n: index + 1, size: sizeInWords(sizeBytes, languageOf(req)) })),
    ...proofFields(detail, req.body, { isOwn: detail.isIdentityProven, text: wordsOf(deps, req) }),
  });
}

async function takeStatement(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const detail = await load(deps, req, res);
  const text = textField(req.body, 'text');
  if (!canState(detail)) return notNow(req, res);
  if (!text || text.length > MAX_STATEMENT)
    return showStatement(deps, req, res, detail, [{ field: 'text', text: words(deps, req, 'statement.error', { max: MAX_STATEMENT }) }]);
  const done = await orRefusal(deps.desk.act(detail.reference, { type: 'statement', text }, { id: detail.id, role: 'requester' }), [
    'conflict',
  ]);
  if ('refusal' in done) return notNow(req, res);
  req.session.notice = 'statement.done';
  goTo(req, res, homeOf(req));
}

function showStatement(deps: PageDeps, req: Request, res: Response, detail: RequestDetail, problems: Problem[]): void {
  if (!canState(detail)) {
    goTo(req, res, homeOf(req));
    return;
  }
  const title = words(deps, req, 'statement.title');
  sendPage(deps, req, res, 'status-statement', { title, backHref: homeOf(req), problems, typed: textField(req.body, 'text') });
}
