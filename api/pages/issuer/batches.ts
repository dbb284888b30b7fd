import { Readable } from 'node:stream';
import { type Request, type Response, Router } from 'express';
import { CSV_COLUMNS } from '../../../domain/seals/csv-columns.js';
import type { PageDeps } from '../../deps.js';
import { csrfProtection } from '../../middleware/csrf.js';
import { accountOf } from '../../middleware/signed-in.js';
import { takeUploads, uploadsOf } from '../../middleware/uploads.js';
import { goTo, languageOf, readForm, sendPage } from '../page.js';
import { orRefusal } from '../refusal.js';
import { portalFrame, signedInUntil } from './portal-frame.js';
import { readerOf } from './present.js';

const AT = '/issuer/batches';
/** About 40,000 rows; larger files go over the wire in parts. */
const ONE_CSV = { files: 1, bytes: 5_000_000 };
const FILES = { name: 'issuer-batches', points: 30, seconds: 600 } as const;
const SHOWN_ROWS = 200;
/** Words of the page for what the reading of a file refuses. */
const WRONG_FILE: Readonly<Record<string, string>> = { CSV_NOT_UTF8: 'encoding', CSV_COLUMNS_WRONG: 'columns', CSV_TOO_LARGE: 'size' };

/** Many seals from one CSV file: sent, looked at row by row, and issued; what was stopped goes on by itself. */
export function issuerBatchPages(deps: PageDeps): Router {
  const router = Router();
  router.get(AT, (req, res) => showForm(deps, req, res, []));
  router.post(AT, ...takeUploads(ONE_CSV, FILES), csrfProtection, (req: Request, res: Response) => read(deps, req, res));
  router.get(`${AT}/:id`, (req, res) => showBatch(deps, req, res));
  router.post(`${AT}/:id`, readForm, csrfProtection, (req, res) => confirm(deps, req, res));
  return router;
}

const slugOf = (req: Request) => accountOf(req).issuerSlug ?? '';
const textOf = (deps: PageDeps, req: Request) => readerOf(deps.pages, languageOf(req)).text;

async function showForm(deps: PageDeps, req: Request, res: Response, problems: string[]): Promise<void> {
  const text = textOf(deps, req);
  sendPage(deps, req, res, 'issuer/batches', {
    ...(await portalFrame(deps, req)),
    title: text('batches.title'),
    problems: problems.map((problem) => ({ field: 'file', text: text(`batches.error.${problem}`) })),
    columns: CSV_COLUMNS.join(','),
    signedInUntil: signedInUntil(deps, req),
  });
}

async function read(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const sent = await orRefusal((async () => uploadsOf(res))(), ['invalid']);
  if ('refusal' in sent) return showForm(deps, req, res, ['size']);
  const [file] = sent.value;
  if (file === undefined || file.content.length === 0) return showForm(deps, req, res, ['none']);
  const { accountId } = accountOf(req);
  const actor = { id: accountId, role: 'issuer', issuerSlug: slugOf(req) } as const;
  const judged = await orRefusal(deps.batches.read(slugOf(req), Readable.from([Buffer.from(file.content)]), actor), ['invalid']);
  if ('refusal' in judged) return showForm(deps, req, res, [WRONG_FILE[judged.refusal.code] ?? 'unreadable']);
  goTo(req, res, `${AT}/${judged.value.batch.id}`);
}

async function showBatch(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const text = textOf(deps, req);
  const id = String(req.params.id);
  const batch = await deps.batches.find(slugOf(req), id);
  const [wrong, failed] = await Promise.all(
    ['invalid', 'failed'].map((status) => deps.batches.rows(slugOf(req), id, { status, limit: SHOWN_ROWS })),
  );
  const rows = [...(wrong ?? []), ...(failed ?? [])].sort((one, other) => one.line - other.line);
  sendPage(deps, req, res, 'issuer/batch', {
    ...(await portalFrame(deps, req)),
    title: text('batches.one'),
    batch,
    state: text(`batches.status.${batch.status}`),
    isPreview: batch.status === 'preview',
    mayIssue: batch.status === 'preview' && batch.validCount > 0,
    isUnderWay: batch.status === 'issuing',
    rows: rows.map(({ line, errors }) => ({ line, errors: errors.map(({ pointer, detail }) => `${pointer.slice(1)}: ${detail}`) })),
    isCut: rows.length < batch.invalidCount + batch.failedCount,
  });
}

async function confirm(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const id = String(req.params.id);
  const done = await orRefusal(deps.batches.confirm(slugOf(req), id), ['conflict']);
  req.session.notice = textOf(deps, req)('refusal' in done ? 'batches.empty' : 'batches.confirmed');
  goTo(req, res, `${AT}/${id}`);
}
