import { slaReport } from '../../../domain/sla/report.js';
import { documentPdf } from '../../letters/pdf.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { slaFigures } from './read-figures.js';

/** The report of a month on paper, in the same sheet as the letters. Undefined for a month that the figures do not hold. */
export async function slaReportPdf(
  deps: Pick<DeskDeps, 'pool' | 'now' | 'settings'>,
  month: string,
): Promise<{ content: Buffer; filename: string } | undefined> {
  const figures = await slaFigures(deps);
  const document = slaReport(figures, month);
  if (document === undefined) return undefined;
  const { controller } = deps.settings;
  const content = await documentPdf(document, { controller, language: 'en', writtenOn: figures.today, reference: `Report ${month}` });
  return { content, filename: `report-${month}.pdf` };
}
