import type { Facet, OnTime, SlaFigures } from './figures.js';
import { FACETS } from './figures.js';

/** The figures as rows for a spreadsheet: what is counted, of what, in which month (empty: now), and the number. Codes, no names of persons. */
export function slaTable(figures: SlaFigures): string[][] {
  const now: [string, number | string][] = [
    ['open', figures.open],
    ['overdue', figures.overdue],
    ['due today', figures.dueToday],
    ['due within 7 days', figures.dueWithin7Days],
    ['at risk', figures.atRisk],
    ['waiting for others', figures.waiting],
    ['waiting for a second person', figures.waitingForApproval],
  ];
  const counts: [string, Record<string, number>][] = [
    ['state', figures.byStatus],
    ['right', figures.byRight],
    ['channel', figures.byChannel],
    ['jurisdiction', figures.byJurisdiction],
    ['issuer', figures.byIssuer],
    ['urgency', figures.byUrgency],
    ['next step', figures.waitingFor],
  ];
  return [
    ['figure', 'by', 'value', 'month', 'number'],
    ...now.map(([name, n]) => [name, '', '', '', String(n)]),
    ...counts.flatMap(([by, values]) =>
      Object.entries(values).map(([value, n]) => [by === 'state' ? 'cases' : 'open', by, value, '', String(n)]),
    ),
    ...figures.months.flatMap(({ month, received, answered, onTime, daysToAnswer: { p50, p90, p99 } }) => [
      ['received', '', '', month, String(received)],
      ...answersOf('', '', { month, answered, onTime }),
      ...Object.entries({ 'days, half within': p50, 'days, nine in ten within': p90, 'days, 99 in 100 within': p99 }).flatMap(
        ([name, days]) => (days === null ? [] : [[name, '', '', month, String(days)]]),
      ),
    ]),
    ...FACETS.flatMap((facet) => facetRows(figures, facet)),
  ];
}

const answersOf = (by: string, value: string, { month, answered, onTime }: OnTime): string[][] =>
  answered === 0
    ? []
    : [
        ['answered', by, value, month, String(answered)],
        ['answered on time', by, value, month, String(onTime)],
      ];

const facetRows = (figures: SlaFigures, facet: Facet): string[][] =>
  Object.entries(figures.onTimeBy[facet]).flatMap(([value, months]) => months.flatMap((month) => answersOf(facet, value, month)));

/** RFC 4180, with the mark that lets spreadsheets read it as UTF-8. A cell that would be a formula gets a sign that makes it text (CWE-1236). */
export function csvOf(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
