import { type Request, type RequestHandler, type Response, Router } from 'express';
import { awaitsAuthority } from '../../../domain/behalf.js';
import type { RequestDetail } from '../../../domain/request/detail.js';
import { PROOF_LIMITS, type ProofKind } from '../../../domain/request/proof.js';
import type { PageDeps } from '../../deps.js';
import { sameOriginOnly } from '../../middleware/csrf.js';
import { takeUploads, uploadNamesOf, uploadsOf } from '../../middleware/uploads.js';
import { goTo, languageOf, type Problem, sendPage, textField } from '../page.js';
import { orRefusal } from '../refusal.js';
import { looksLikeEmail } from '../request-form/step.js';
import { sizeInWords } from '../words.js';
import { fileProblem } from '../wrong-file.js';
import { homeOf, load, notNow } from './load.js';
import { hasFreshProof } from './proof.js';

/** Whoever asks for another can show that they may; also after the case was closed for want of it. */
export const canShowAuthority = ({ agency, status, outcome }: RequestDetail): boolean =>
  agency !== undefined && awaitsAuthority(agency.authority) && (status !== 'closed' || outcome === 'refused');

/** A document is taken only where one was asked for. */
export const isDocumentAsked = ({ raisedLevel, isIdentityProven, status, agency }: RequestDetail): boolean =>
  raisedLevel?.level === 'L4' && !isIdentityProven && status !== 'closed' && !awaitsAuthority(agency?.authority ?? null);

interface ShownPage {
  kind: ProofKind;
  template: string;
  title: string;
  done: string;
  isOpen(req: Request, detail: RequestDetail): boolean;
}

/** Pages where files are shown for a check (RULEBOOK section 4): of the authority to ask for another, and of who somebody is. */
export function shownPages(deps: PageDeps): Router {
  const router = Router();
  const isProven = (req: Request, detail: RequestDetail) => hasFreshProof(req, detail.id, deps.now());
  const pages: Record<string, ShownPage> = {
    authority: {
      kind: 'authority',
      template: 'status-authority',
      title: 'shown.title',
      done: 'shown.done',
      isOpen: (_req, detail) => canShowAuthority(detail),
    },
    document: {
      kind: 'identity',
      template: 'status-document',
      title: 'shown.docTitle',
      done: 'shown.docDone',
      isOpen: (req, detail) => isDocumentAsked(detail) && isProven(req, detail),
    },
  };
  for (const [name, page] of Object.entries(pages)) {
    const path = `/status/:reference/:key/${name}`;
    router.get(path, async (req, res) => show(deps, req, res, page, await load(deps, req, res), []));
    // Whether anything is waited for is known before a byte of the files is read.
    router.post(path, onlyWhileOpen(deps, page), ...takeUploads(PROOF_LIMITS[page.kind]), sameOriginOnly, (req, res) =>
      take(deps, req, res, page),
    );
  }
  return router;
}

const onlyWhileOpen =
  (deps: PageDeps, page: ShownPage): RequestHandler =>
  async (req, res, next) => {
    const detail = await load(deps, req, res);
    if (page.isOpen(req, detail)) next();
    else notNow(req, res);
  };

const words = (deps: PageDeps, req: Request, key: string, values?: Record<string, string | number>) =>
  deps.pages.text(languageOf(req), key, values);

async function take(deps: PageDeps, req: Request, res: Response, page: ShownPage): Promise<void> {
  const detail = await load(deps, req, res);
  const personEmail = textField(req.body, 'personEmail');
  if (personEmail !== '' && !looksLikeEmail(personEmail))
    return show(deps, req, res, page, detail, [{ field: 'personEmail', text: words(deps, req, 'shown.errorEmail') }]);
  const add = async () => {
    const files = uploadsOf(res);
    if (files.length > 0)
      await deps.desk.proofs.add(
        detail.reference,
        { kind: page.kind, via: 'page', files, ...(personEmail === '' ? {} : { personEmail }) },
        { id: detail.id, role: 'requester' },
      );
    return files.length;
  };
  const done = await orRefusal(add(), ['invalid', 'conflict']);
  if ('value' in done && done.value === 0)
    return show(deps, req, res, page, detail, [{ field: 'files', text: words(deps, req, 'shown.errorNone') }]);
  if ('refusal' in done) {
    const problem = fileProblem(done.refusal, uploadNamesOf(res), 'shown', (key, values) => words(deps, req, key, values));
    return show(deps, req, res, page, detail, [problem]);
  }
  req.session.notice = page.done;
  goTo(req, res, homeOf(req));
}

function show(deps: PageDeps, req: Request, res: Response, page: ShownPage, detail: RequestDetail, problems: Problem[]): void {
  if (!page.isOpen(req, detail)) {
    goTo(req, res, homeOf(req));
    return;
  }
  const language = languageOf(req);
  sendPage(deps, req, res, page.template, {
    title: words(deps, req, page.title),
    backHref: homeOf(req),
    problems,
    typed: textField(req.body, 'personEmail'),
    wantsEmail: detail.agency !== undefined && detail.agency.personEmail === undefined,
    mailbox: deps.controller.email,
    phone: deps.controller.phone,
    files: detail.proofs
      .filter(({ kind }) => kind === page.kind)
      .map(({ sizeBytes, deletedAt }, index) =>
        words(deps, req, 'shown.file', {
          n: index + 1,
          size: sizeInWords(sizeBytes, language),
          state: words(deps, req, deletedAt === null ? 'shown.waits' : 'shown.gone'),
        }),
      ),
  });
}
