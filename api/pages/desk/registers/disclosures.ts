import { type Request, Router } from 'express';
import { csvFile } from '../../../../domain/csv.js';
import type { DisclosureFilter, DisclosureLine } from '../../../../domain/processing-record.js';
import type { PageDeps } from '../../../deps.js';
import { sendText } from '../../../send-file.js';
import { sendPage } from '../../page.js';
import { dayOf, instantInWords } from '../../words.js';
import { frameOf } from '../context.js';

const HOME = '/desk/disclosures';
const SHOWN = 200;
const MOST_IN_FILE = 50_000;

/** The register of disclosures: who got what when (GDPR Art. 15(1)(c), 19). Persons stand in it under keyed names. */
export function disclosurePages(deps: PageDeps): Router {
  const router = Router();
  router.get(HOME, async (req, res) => {
    const filter = filterOf(req, SHOWN);
    const [{ lines, hasMore }, recipients] = await Promise.all([
      deps.registers.disclosures.list(filter),
      deps.registers.disclosures.recipients(),
    ]);
    sendPage(deps, req, res, 'desk/disclosures', {
      ...frameOf(req, 'registers'),
      title: 'Disclosures',
      tab: 'disclosures',
      lines: lines.map((line) => ({
        ...line,
        at: instantInWords(line.at, 'en', deps.controller.timeZone),
        categories: line.categories.join(', '),
      })),
      hasMore,
      shown: SHOWN,
      recipients: recipients.map((name) => ({ name, isChosen: name === filter.recipient })),
      from: filter.from ?? '',
      to: filter.to ?? '',
      reference: filter.reference ?? '',
      isFiltered: [filter.recipient, filter.from, filter.to, filter.reference].some((value) => value !== undefined),
      csvHref: `${HOME}.csv${new URL(req.originalUrl, 'http://this').search}`,
    });
  });
  router.get(`${HOME}.csv`, async (req, res) => {
    const { lines } = await deps.registers.disclosures.list(filterOf(req, MOST_IN_FILE));
    sendText(res, { filename: `disclosures-${dayOf(deps.now(), deps.controller.timeZone)}.csv`, content: disclosuresCsv(lines) });
  });
  return router;
}

/** What is not a date or a reference is no filter. */
function filterOf(req: Request, limit: number): DisclosureFilter {
  const matching = (name: string, pattern: RegExp) => {
    const value = req.query[name];
    return typeof value === 'string' && pattern.test(value) ? value : undefined;
  };
  const dateOf = (name: string) => {
    const text = matching(name, /^\d{4}-\d{2}-\d{2}$/);
    return text !== undefined && !Number.isNaN(Date.parse(text)) ? text : undefined;
  };
  const given = {
    recipient: matching('recipient', /^[^\r\n]{1,200}$/),
    from: dateOf('from'),
    to: dateOf('to'),
    reference: matching('reference', /^RR-\d{4}-[0-9A-Z]{6}$/),
  };
  return { ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)), limit };
}

const disclosuresCsv = (lines: readonly DisclosureLine[]): string =>
  csvFile(
    ['at', 'recipient', 'system', 'categories', 'purpose', 'person'],
    lines.map(({ at, recipient, system, categories, purpose, person }) => [at, recipient, system, categories.join('; '), purpose, person]),
  );
