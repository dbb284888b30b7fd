import { type Request, type RequestHandler, type Response, Router } from 'express';
import { HAND_IN_LIMITS } from '../../../domain/collection/hand-in.js';
import type { DomainError } from '../../../domain/errors.js';
import type { RequestDetail } from '../../../domain/request/detail.js';
import type { PageDeps } from '../../deps.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { takeUploads, uploadsOf } from '../../middleware/uploads.js';
import { goTo, type Problem, sendPage, textField } from '../page.js';
import { orRefusal } from '../refusal.js';
import { frameOf, homeOf, loadCase, requireActor } from './context.js';
import { openTasks } from './offered-acts.js';

/** Where somebody hands in what they found in a system without an interface. */
export function handInPages(deps: PageDeps): Router {
  const router = Router();
  const page = '/desk/requests/:reference/hand-in';
  router.get(page, async (req, res) => {
    requireActor(req, 'task-done');
    show(deps, req, res, await loadCase(deps, req), []);
  });
  router.post(page, onlyForTheDesk(deps), ...takeUploads(HAND_IN_LIMITS), csrfProtection, async (req, res) => {
    const detail = await loadCase(deps, req);
    const note = textField(req.body, 'note');
    const add = async () => {
      const sent = { system: textField(req.body, 'system'), files: uploadsOf(res), ...(note === '' ? {} : { note }) };
      await deps.desk.handIn(detail.reference, sent, requireActor(req, 'task-done'));
    };
    const done = await orRefusal(add(), ['conflict', 'invalid']);
    if ('refusal' in done) return show(deps, req, res, detail, problemsOf(done.refusal), done.refusal);
    req.session.notice = 'The file is in the case; it becomes part of the answer.';
    goTo(req, res, homeOf(detail.reference));
  });
  return router;
}

/** Role and case are known before a byte of the file is read. */
const onlyForTheDesk =
  (deps: PageDeps): RequestHandler =>
  async (req, _res, next) => {
    requireActor(req, 'task-done');
    await loadCase(deps, req);
    next();
  };

const problemsOf = ({ kind, detail }: DomainError): Problem[] => (kind === 'invalid' ? [{ field: 'files', text: detail }] : []);

function show(deps: PageDeps, req: Request, res: Response, detail: RequestDetail, problems: Problem[], refusal?: DomainError): void {
  const typed = textField(req.body, 'system') || (typeof req.query.system === 'string' ? req.query.system : '');
  const systems = openTasks(detail).map(({ system }) => ({ system, isChosen: system === typed }));
  sendPage(deps, req, res, 'desk/hand-in', {
    ...frameOf(req, 'cases'),
    title: `Hand in what was found: ${detail.reference}`,
    reference: detail.reference,
    home: homeOf(detail.reference),
    systems,
    note: textField(req.body, 'note'),
    problems,
    refusal: refusal?.kind === 'conflict' ? { detail: refusal.detail } : null,
    status: refusal?.kind === 'conflict' ? 409 : undefined,
    megabytes: HAND_IN_LIMITS.bytes / 1_048_576,
  });
}
