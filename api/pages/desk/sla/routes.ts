import { type Response, Router } from 'express';
import { DomainError } from '../../../../domain/errors.js';
import type { SlaFigures } from '../../../../domain/sla/figures.js';
import { csvOf, slaTable } from '../../../../domain/sla/table.js';
import type { PageDeps } from '../../../deps.js';
import { sendPdf } from '../../letter-file.js';
import { sendPage } from '../../page.js';
import { instantInWords } from '../../words.js';
import { frameOf } from '../context.js';
import { horizonChart } from './horizon.js';
import { type Names, nowFigures, slaView } from './view.js';

/** What is due and how it went, as a page, for a wall, for a spreadsheet and on paper. Figures only: nobody's data. */
export function figureRoutes(deps: PageDeps): Router {
  const router = Router();
  router.get('/desk/sla', async (req, res) => {
    const figures = await deps.desk.sla();
    sendPage(deps, req, res, 'desk/sla', { ...frameOf(req, 'sla'), title: 'Figures', ...slaView(figures, await namesIn(deps, figures)) });
  });
  router.get('/desk/wall', async (req, res) => {
    const figures = await deps.desk.sla();
    sendPage(deps, req, res, 'desk/wall', {
      layout: 'wall',
      language: 'en',
      title: 'Wall',
      // WCAG 2.2.1, 2.2.2: what moves by itself can be stopped.
      renews: req.query.still !== 'yes',
      now: nowFigures(figures),
      chart: horizonChart(figures.horizon),
      at: instantInWords(deps.now(), 'en', deps.controller.timeZone),
    });
  });
  router.get('/desk/sla.csv', async (_req, res) => {
    const figures = await deps.desk.sla();
    sendCsv(res, csvOf(slaTable(figures)), `figures-${figures.today}.csv`);
  });
  router.get('/desk/sla/reports/:month', async (req, res) => {
    const { month } = req.params;
    const report = await deps.desk.slaReport(month);
    if (report === undefined)
      throw new DomainError({
        code: 'NO_SUCH_REPORT',
        kind: 'missing',
        detail: 'There is a report for each of the last thirteen months, like 2026-11.',
      });
    sendPdf(res, report);
  });
  return router;
}

function sendCsv(res: Response, content: string, filename: string): void {
  res
    .set({ 'Content-Disposition': `attachment; filename="${filename}"`, 'Cache-Control': 'no-store' })
    .type('text/csv')
    .send(content);
}

/** Who the keys in the figures are. */
async function namesIn({ accounts, desk }: PageDeps, { byAssignee, byIssuer, onTimeBy }: SlaFigures): Promise<Names> {
  const slugs = [...new Set([...Object.keys(byIssuer), ...Object.keys(onTimeBy.issuer)])];
  const [colleagues, issuers] = await Promise.all([
    Promise.all(Object.keys(byAssignee).map(async (id) => [id, (await accounts.find(id))?.name ?? ''] as const)),
    Promise.all(slugs.map(async (slug) => [slug, await desk.issuers.name(slug)] as const)),
  ]);
  return { colleagues: new Map(colleagues.filter(([, name]) => name !== '')), issuers: new Map(issuers) };
}
