import { type Request, type Response, Router } from 'express';
import type { DomainError } from '../../../domain/errors.js';
import type { RequestDetail } from '../../../domain/request/detail.js';
import type { PageDeps } from '../../deps.js';
import { sameOriginOnly } from '../../middleware/csrf.js';
import { takeUploads, uploadNamesOf, uploadsOf } from '../../middleware/uploads.js';
import { goTo, languageOf, type Problem, sendPage, textField } from '../page.js';
import { chosenField, proofFields, proofProblem } from '../proof-fields.js';
import { orRefusal } from '../refusal.js';
import { wordsOf } from './present.js';

/**
 * The last question of a form that asks for a correction: papers that show what is right (GDPR Art. 16; C-247/23). Asked once the
 * request is filed, so that its time runs already and no file is kept for a form that is never sent.
 */
export function proofStep(deps: PageDeps): Router {
  const router = Router();
  router.get('/request/proof', (req, res) => (req.session.filed ? showProof(deps, req, res, []) : goTo(req, res, '/request/done')));
  router.post('/request/proof', ...takeUploads(), sameOriginOnly, (req, res) => takeProof(deps, req, res));
  return router;
}

async function takeProof(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const { filed } = req.session;
  if (!filed) return takeLateProof(deps, req, res);
  const about = await correctionOf(deps, [filed.reference, ...filed.linked]);
  const done = await orRefusal(addFiles(deps, req, res, about), ['invalid', 'conflict']);
  if ('refusal' in done || done.value === 0) return showProof(deps, req, res, [problemOf(deps, req, res, done)]);
  req.session.filed = { ...filed, proofCount: (filed.proofCount ?? 0) + done.value };
  goTo(req, res, '/request/done');
}

/** The session has ended meanwhile: the form itself says which request it is for, by its key, so that no file has to be chosen again. */
async function takeLateProof(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const [reference = '', key = ''] = textField(req.body, 'at').split('/');
  const about = await lateCorrectionOf(deps, req);
  if (about === undefined) return goTo(req, res, '/request/done');
  const done = await orRefusal(addFiles(deps, req, res, about), ['invalid', 'conflict']);
  if ('refusal' in done || done.value === 0) return showProof(deps, req, res, [problemOf(deps, req, res, done)]);
  req.session.notice = 'proof.done';
  goTo(req, res, `/status/${reference}/${key}`);
}

/** Keeps the files of the form with the correction it is about, or with all of them; answers how many. */
async function addFiles(deps: PageDeps, req: Request, res: Response, about: RequestDetail | undefined): Promise<number> {
  const files = uploadsOf(res);
  if (files.length > 0 && about !== undefined) await deps.desk.issuers.addFiles(about.reference, files, chosenField(req.body));
  return files.length;
}

function problemOf(deps: PageDeps, req: Request, res: Response, done: { refusal: DomainError } | { value: number }): Problem {
  const text = wordsOf(deps.pages, languageOf(req));
  return 'refusal' in done ? proofProblem(done.refusal, uploadNamesOf(res), text) : { field: 'files', text: text('proof.errorNone') };
}

/** Which of the cases of one form asks for a correction. */
async function correctionOf(deps: PageDeps, references: readonly string[]): Promise<RequestDetail | undefined> {
  for (const reference of references) {
    const detail = await deps.desk.detail(reference);
    if (detail?.right === 'rectification') return detail;
  }
  return undefined;
}

async function lateCorrectionOf(deps: PageDeps, req: Request): Promise<RequestDetail | undefined> {
  const [reference = '', key = ''] = textField(req.body, 'at').split('/');
  const detail = await deps.desk.status(reference, key);
  return detail && correctionOf(deps, [detail.reference, ...detail.linked]);
}

/** Reference and key of a status page, as its address names them. */
const placeOf = (statusUrl: string): string => new URL(statusUrl, 'http://this').pathname.replace('/status/', '');

async function showProof(deps: PageDeps, req: Request, res: Response, problems: Problem[]): Promise<void> {
  const text = wordsOf(deps.pages, languageOf(req));
  const { filed } = req.session;
  const at = filed ? placeOf(filed.statusUrl) : textField(req.body, 'at');
  // Whoever has just filed it in this browser has typed these words; who comes back by the key of the page need not be the same.
  const about = filed ? await correctionOf(deps, [filed.reference, ...filed.linked]) : await lateCorrectionOf(deps, req);
  const title = text('proof.formTitle');
  const fields = proofFields(about, req.body, { isOwn: filed !== undefined, text });
  sendPage(deps, req, res, 'request/proof', { title, problems, at, reference: at.split('/')[0] ?? '', ...fields });
}
