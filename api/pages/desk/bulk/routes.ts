import { type Request, type Response, Router } from 'express';
import { DomainError } from '../../../../domain/errors.js';
import type { Act, Actor } from '../../../../domain/request/filing.js';
import { readReference } from '../../../../domain/request/ids.js';
import { isHeld } from '../../../../domain/request/undo.js';
import type { PageDeps } from '../../../deps.js';
import { csrfProtection } from '../../../middleware/csrf.js';
import { listField, type Problem, readForm, sendPage, textField } from '../../page.js';
import { orRefusal } from '../../refusal.js';
import { count, dayInWords } from '../../words.js';
import { frameOf, homeOf, requireActor } from '../context.js';
import { fieldView } from '../field-view.js';
import { RIGHT_WORDS } from '../words.js';
import { BULK_ACTS, BULK_WORDS, type BulkAct, bulkFields, isToConfirm, readBulk } from './acts.js';

const MOST = 100;
/** Longer than for one case: a hundred rows are read more slowly, and the last is held some seconds after the first. */
const BULK_UNDO_MS = 60_000;

/** One thing done to many cases: what it would do to each is shown first, and what it did afterwards. */
export function bulkRoutes(deps: PageDeps): Router {
  const router = Router();
  router.get('/desk/bulk', async (req, res) => {
    requireActor(req);
    await showBulk(deps, req, res, { type: actIn(req.query.act), references: referencesIn(req.query.case) });
  });
  router.post('/desk/bulk', readForm, csrfProtection, async (req, res) => {
    const type = actIn(textField(req.body, 'act'));
    const actor = requireActor(req, type);
    const references = referencesIn(listField(req.body, 'case'));
    const read = readBulk(type, req.body);
    if ('problems' in read) return showBulk(deps, req, res, { type, references, problems: read.problems });
    const isPreview = textField(req.body, 'preview') !== '';
    if (!isPreview && isToConfirm(type) && textField(req.body, 'confirm') !== String(references.length))
      return showBulk(deps, req, res, {
        type,
        references,
        problems: [{ field: 'confirm', text: `Type ${references.length}, the number of cases` }],
      });
    const each = isPreview ? tryOne : doOne;
    const rows: BulkRow[] = [];
    // One after the other: each is a transaction of its own, and one that is refused stops no other.
    for (const reference of references) rows.push(await each(deps, reference, read.act, actor));
    if (isPreview) return showBulk(deps, req, res, { type, references, rows });
    showResult(deps, req, res, { type, rows });
  });
  router.post('/desk/bulk/undo', readForm, csrfProtection, async (req, res) => {
    const type = actIn(textField(req.body, 'act'));
    const actor = requireActor(req, type);
    const rows: BulkRow[] = [];
    for (const place of listField(req.body, 'held').slice(0, MOST)) rows.push(await undoOne(deps, place, actor));
    showResult(deps, req, res, { type, rows, isUndone: true });
  });
  return router;
}

interface BulkRow {
  reference: string;
  href: string;
  isDone: boolean;
  says: string;
  /** Where it can be taken back: reference and id of what is held. */
  held?: string;
}

const rowOf = (reference: string, isDone: boolean, says: string): BulkRow => ({ reference, href: homeOf(reference), isDone, says });

async function tryOne(deps: PageDeps, reference: string, act: Act, actor: Actor): Promise<BulkRow> {
  const tried = await orRefusal(deps.deskTools.held.rehearse(reference, act, actor), ['conflict', 'invalid', 'missing']);
  if ('refusal' in tried) return rowOf(reference, false, tried.refusal.detail);
  if (act.type !== 'extension') return rowOf(reference, true, 'Will be done.');
  const { dueOn } = tried.value;
  return rowOf(reference, true, dueOn === null ? 'A letter goes out.' : `Due ${dayInWords(dueOn, 'en')} then; a letter goes out.`);
}

async function doOne(deps: PageDeps, reference: string, act: Act, actor: Actor): Promise<BulkRow> {
  if (isHeld(act.type)) return holdOne(deps, reference, act, actor);
  const done = await orRefusal(deps.desk.act(reference, act, actor), ['conflict', 'invalid', 'missing']);
  return 'refusal' in done ? rowOf(reference, false, done.refusal.detail) : rowOf(reference, true, 'Done.');
}

/** What writes to people waits, as for one case (decision 66). */
async function holdOne(deps: PageDeps, reference: string, act: Act, actor: Actor): Promise<BulkRow> {
  const held = await orRefusal(deps.deskTools.held.hold(reference, act, actor, BULK_UNDO_MS), ['conflict', 'invalid', 'missing']);
  if ('refusal' in held) return rowOf(reference, false, held.refusal.detail);
  const at = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: deps.controller.timeZone }).format(held.value.dueAt);
  return { ...rowOf(reference, true, `Goes out at ${at}.`), held: `${reference}/${held.value.id}` };
}

async function undoOne(deps: PageDeps, place: string, { id: accountId }: Actor): Promise<BulkRow> {
  const [reference = '', id = ''] = place.split('/');
  const isUndone = /^[0-9a-f-]{36}$/.test(id) && (await deps.deskTools.held.undo(reference, id, accountId));
  return rowOf(reference, isUndone, isUndone ? 'Taken back. Nothing was sent.' : 'Too late: it was carried out already.');
}

interface Shown {
  type: BulkAct;
  references: readonly string[];
  problems?: Problem[];
  rows?: readonly BulkRow[];
}

async function showBulk(deps: PageDeps, req: Request, res: Response, { type, references, problems = [], rows }: Shown): Promise<void> {
  const [colleagues, details] = await Promise.all([
    deps.deskTools.colleagues(),
    Promise.all(references.map((one) => deps.desk.detail(one))),
  ]);
  const possible = rows?.filter(({ isDone }) => isDone).length;
  sendPage(deps, req, res, 'desk/bulk', {
    ...frameOf(req, 'cases'),
    title: BULK_WORDS[type].title,
    heading: BULK_WORDS[type].title,
    effect: BULK_WORDS[type].effect,
    type,
    problems,
    fields: bulkFields(type, colleagues).map((field) => fieldView(field, req.body ?? {}, problems)),
    choiceKinds: ['radio', 'check'],
    confirm: isToConfirm(type)
      ? {
          count: references.length,
          value: textField(req.body, 'confirm'),
          error: problems.find(({ field }) => field === 'confirm')?.text ?? '',
        }
      : null,
    countWords: count(references.length, 'case'),
    previewed: possible === undefined ? '' : `Possible for ${possible} of ${references.length}. What is refused below is left as it is.`,
    cases: references.map((reference, n) => {
      const detail = details[n];
      const row = rows?.[n];
      return {
        reference,
        href: homeOf(reference),
        right: detail?.right ? RIGHT_WORDS[detail.right] : 'Not read yet',
        due: detail ? dayInWords(detail.dueOn ?? detail.safeOn, 'en') : 'There is no such case.',
        says: row?.says ?? '',
        kind: row === undefined ? '' : row.isDone ? 'calm' : 'late',
      };
    }),
  });
}

interface Result {
  type: BulkAct;
  rows: readonly BulkRow[];
  isUndone?: boolean;
}

function showResult(deps: PageDeps, req: Request, res: Response, { type, rows, isUndone = false }: Result): void {
  const done = rows.filter(({ isDone }) => isDone).length;
  const held = rows.flatMap((row) => row.held ?? []);
  const doneWord = isUndone ? 'Taken back' : held.length > 0 ? 'Kept for a minute, then carried out,' : 'Done';
  sendPage(deps, req, res, 'desk/bulk-done', {
    ...frameOf(req, 'cases'),
    title: BULK_WORDS[type].title,
    heading: BULK_WORDS[type].title,
    sentence:
      done === rows.length
        ? `${doneWord} for ${count(done, 'case')}.`
        : `${doneWord} for ${done} of ${count(rows.length, 'case')}; the others are as they were.`,
    type,
    held,
    rows: rows.map((row) => ({ ...row, kind: row.isDone ? 'calm' : 'late' })),
  });
}

function actIn(given: unknown): BulkAct {
  const type = BULK_ACTS.find((known) => known === given);
  if (type === undefined) throw new DomainError({ code: 'NO_SUCH_ACT', kind: 'missing', detail: 'There is no such act for many cases.' });
  return type;
}

function referencesIn(given: unknown): string[] {
  const values: unknown[] = Array.isArray(given) ? given : [given];
  const found = values.flatMap((value) => (typeof value === 'string' ? (readReference(value) ?? []) : []));
  const references = [...new Set(found)];
  if (references.length === 0 || references.length > MOST)
    throw new DomainError({
      code: 'CHOOSE_CASES',
      kind: 'invalid',
      detail: `Go back to the list and choose cases: at least one, at most ${MOST}.`,
    });
  return references;
}
