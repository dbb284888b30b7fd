import { type Request, type Response, Router } from 'express';
import type { PageDeps } from '../../deps.js';
import { sameOriginOnly } from '../../middleware/csrf.js';
import { takeUploads, uploadNamesOf, uploadsOf } from '../../middleware/uploads.js';
import { goTo, languageOf, type Problem, sendPage, textField } from '../page.js';
import { orRefusal } from '../refusal.js';
import { fileProblem } from '../wrong-file.js';
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
  const text = wordsOf(deps.pages, languageOf(req));
  const add = async () => {
    const files = uploadsOf(res);
    const reference = await correctionOf(deps, [filed.reference, ...filed.linked]);
    if (files.length > 0 && reference !== undefined) await deps.desk.issuers.addFiles(reference, files);
    return files.length;
  };
  const done = await orRefusal(add(), ['invalid', 'conflict']);
  if ('refusal' in done) return showProof(deps, req, res, [fileProblem(done.refusal, uploadNamesOf(res), 'proof', text)]);
  if (done.value === 0) return showProof(deps, req, res, [{ field: 'files', text: text('proof.errorNone') }]);
  req.session.filed = { ...filed, proofCount: (filed.proofCount ?? 0) + done.value };
  goTo(req, res, '/request/done');
}

/** The session has ended meanwhile: the form itself says which request it is for, by its key, so that no file has to be chosen again. */
async function takeLateProof(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const [reference = '', key = ''] = textField(req.body, 'at').split('/');
  const detail = await deps.desk.status(reference, key);
  if (detail === undefined) return goTo(req, res, '/request/done');
  const text = wordsOf(deps.pages, languageOf(req));
  const about = await correctionOf(deps, [detail.reference, ...detail.linked]);
  const add = async () => {
    const files = uploadsOf(res);
    if (files.length > 0 && about !== undefined) await deps.desk.issuers.addFiles(about, files);
    return files.length;
  };
  const done = await orRefusal(add(), ['invalid', 'conflict']);
  if ('refusal' in done) return showProof(deps, req, res, [fileProblem(done.refusal, uploadNamesOf(res), 'proof', text)]);
  if (done.value === 0) return showProof(deps, req, res, [{ field: 'files', text: text('proof.errorNone') }]);
  req.session.notice = 'proof.done';
  goTo(req, res, `/status/${reference}/${key}`);
}

/** Which of the cases of one form asks for a correction. */
async function correctionOf(deps: PageDeps, references: readonly string[]): Promise<string | undefined> {
  for (const reference of references) {
    const detail = await deps.desk.detail(reference);
    if (detail?.right === 'rectification') return reference;
  }
  return undefined;
}

/** Reference and key of a status page, as its address names them. */
const placeOf = (statusUrl: string): string => new URL(statusUrl, 'http://this').pathname.replace('/status/', '');

function showProof(deps: PageDeps, req: Request, res: Response, problems: Problem[]): void {
  const text = wordsOf(deps.pages, languageOf(req));
  const at = req.session.filed ? placeOf(req.session.filed.statusUrl) : textField(req.body, 'at');
  sendPage(deps, req, res, 'request/proof', { title: text('proof.formTitle'), problems, at, reference: at.split('/')[0] ?? '' });
}
