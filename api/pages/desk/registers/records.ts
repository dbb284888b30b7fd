import { type Request, type Response, Router } from 'express';
import { categoriesInWords } from '../../../../domain/collection/category-words.js';
import { csvFile } from '../../../../domain/csv.js';
import { DomainError } from '../../../../domain/errors.js';
import {
  ADDITION_FIELDS,
  ADDITION_LIMIT,
  type AdditionField,
  missingIn,
  type ProcessingRecord,
  requireAdditionField,
  standing,
  wholeSystem,
} from '../../../../domain/processing-record.js';
import type { PageDeps } from '../../../deps.js';
import { csrfProtection } from '../../../middleware/csrf.js';
import { accountOf } from '../../../middleware/signed-in.js';
import { mayAddToRecords } from '../../../policies/registers.js';
import { sendText } from '../../../send-file.js';
import { goTo, type Problem, readForm, sendPage, textField } from '../../page.js';
import { dayOf, instantInWords } from '../../words.js';
import { frameOf } from '../context.js';

const HOME = '/desk/records';

const FIELD_WORDS = {
  persons: 'Whose data',
  recipients: 'Recipients',
  transfers: 'Transfers to third countries, and safeguards',
  basis: 'Legal basis',
  measures: 'Security measures',
  note: 'Note',
} as const satisfies Record<AdditionField, string>;

/** The records of processing (GDPR Art. 30) from what the systems say of themselves, with what the data-protection officer added. */
export function recordPages(deps: PageDeps): Router {
  const router = Router();
  const today = () => dayOf(deps.now(), deps.controller.timeZone);
  router.get(HOME, async (req, res) => showRecords(deps, req, res));
  router.get(`${HOME}/sources`, async (req, res) => showSources(deps, req, res));
  router.get(`${HOME}.csv`, async (_req, res) =>
    sendText(res, { filename: `records-of-processing-${today()}.csv`, content: recordsCsv(await deps.registers.records.list()) }),
  );
  router.get(`${HOME}.pdf`, async (_req, res) => {
    const pdf = await deps.registers.records.pdf(await deps.registers.records.list(), today());
    res.set({
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="records-of-processing-${today()}.pdf"`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    });
    res.send(pdf);
  });
  router.get(`${HOME}/one`, async (req, res) => showOne(deps, req, res, []));
  router.post(`${HOME}/one`, readForm, csrfProtection, (req, res) => addTo(deps, req, res));
  return router;
}

/** Categories of data as people call them; the codes stand in the CSV file. */
const said = (categories: readonly string[]) => categoriesInWords(categories, 'en').join(', ');

const linkOf = ({ activity }: ProcessingRecord) => `${HOME}/one?of=${encodeURIComponent(activity)}`;

function noticeOf(req: Request): string {
  const { notice } = req.session;
  if (notice) delete req.session.notice;
  return notice ?? '';
}

async function showRecords(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const records = await deps.registers.records.list();
  sendPage(deps, req, res, 'desk/records', {
    ...frameOf(req, 'registers'),
    title: 'Records of processing',
    tab: 'records',
    notice: noticeOf(req),
    incomplete: records.filter((record) => missingIn(record).length > 0).length,
    records: records.map((record) => ({
      href: linkOf(record),
      name: record.name,
      system: record.system,
      purposes: record.purposes.join('; '),
      persons: standing(record, 'persons'),
      recipients: standing(record, 'recipients'),
      period: record.period,
      missing: missingIn(record).join(', '),
    })),
  });
}

/** GDPR Art. 15(1)(g): where each item of data comes from. */
async function showSources(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const records = await deps.registers.records.list();
  sendPage(deps, req, res, 'desk/sources', {
    ...frameOf(req, 'registers'),
    title: 'Where data come from',
    tab: 'sources',
    sources: records.map(({ name, system, categories, source }) => ({ name, system, categories: said(categories), source })),
  });
}

function recordsCsv(records: readonly ProcessingRecord[]): string {
  const head = [
    'system',
    'activity',
    'purposes',
    'persons',
    'categories',
    'recipients',
    'transfers',
    'period',
    'measures',
    'basis',
    'source',
    'note',
  ];
  const rowOf = (record: ProcessingRecord) => [
    record.system,
    record.name,
    record.purposes.join('; '),
    standing(record, 'persons'),
    record.categories.join('; '),
    standing(record, 'recipients'),
    standing(record, 'transfers'),
    record.period,
    standing(record, 'measures'),
    standing(record, 'basis'),
    record.source,
    standing(record, 'note'),
  ];
  return csvFile(head, records.map(rowOf));
}

async function loadRecord(deps: PageDeps, req: Request): Promise<ProcessingRecord> {
  const found = (await deps.registers.records.list()).find(({ activity }) => activity === req.query.of);
  if (!found) throw new DomainError({ code: 'NO_SUCH_RECORD', kind: 'missing', detail: 'There is no such activity in the records.' });
  return found;
}

async function showOne(deps: PageDeps, req: Request, res: Response, problems: Problem[]): Promise<void> {
  const record = await loadRecord(deps, req);
  const history = await deps.registers.records.history(record.activity);
  const names = await Promise.all(history.map(async ({ by }) => (await deps.accounts.find(by))?.name ?? by));
  sendPage(deps, req, res, 'desk/record', {
    ...frameOf(req, 'registers'),
    title: record.name,
    tab: 'records',
    notice: noticeOf(req),
    problems,
    action: linkOf(record),
    record: { name: record.name, system: record.system, missing: missingIn(record).join(', ') },
    rows: rowsOf(record),
    mayAdd: mayAddToRecords(accountOf(req)),
    fields: ADDITION_FIELDS.map((field) => ({ field, label: FIELD_WORDS[field], isChosen: textField(req.body, 'field') === field })),
    typed: textField(req.body, 'text'),
    history: history.map(({ field, text, at }, n) => ({
      what: `${FIELD_WORDS[requireAdditionField(field)]}: ${text === '' ? 'taken back' : text}`,
      who: names[n] ?? '',
      at: instantInWords(at, 'en', deps.controller.timeZone),
    })),
  });
}

function rowsOf(record: ProcessingRecord) {
  const line = (label: string, value: string, isAdded = false) => ({ label, value, isAdded });
  return [
    line('Purposes', record.purposes.join('; ')),
    line('Categories of data', said(record.categories)),
    ...ADDITION_FIELDS.filter((field) => field !== 'note').map((field) =>
      line(FIELD_WORDS[field], standing(record, field), record.additions[field] !== undefined),
    ),
    line('Erased after', record.period),
    line('Where the data come from', record.source),
    ...(standing(record, 'note') === '' ? [] : [line('Note', standing(record, 'note'), true)]),
  ];
}

async function addTo(deps: PageDeps, req: Request, res: Response): Promise<void> {
  const account = accountOf(req);
  if (!mayAddToRecords(account))
    throw new DomainError({ code: 'NOT_FOR_THIS_ROLE', kind: 'forbidden', detail: 'The data-protection officer adds to the records.' });
  const record = await loadRecord(deps, req);
  const text = textField(req.body, 'text');
  if (text.length > ADDITION_LIMIT) return showOne(deps, req, res, [{ field: 'text', text: `Write at most ${ADDITION_LIMIT} characters` }]);
  const field = requireAdditionField(textField(req.body, 'field'));
  const activity = textField(req.body, 'scope') === 'system' ? wholeSystem(record.activity) : record.activity;
  await deps.registers.records.add({ activity, field, text }, account.accountId);
  req.session.notice = text === '' ? 'Taken back. What the system says stands again.' : 'Added. It is on record with your name.';
  goTo(req, res, linkOf(record));
}
