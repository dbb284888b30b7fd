import { formatDateInWords } from '../letters/dates.js';
import type { Block, Inline, LetterDocument } from '../letters/document.js';
import { CHANNELS, RIGHTS } from '../request/types.js';
import type { MonthFigures, OnTime, SlaFigures } from './figures.js';

const text = (words: string): readonly Inline[] => [{ kind: 'text', text: words }];
const heading = (words: string): Block => ({ kind: 'heading', level: 2, inlines: text(words) });
const paragraph = (words: string): Block => ({ kind: 'paragraph', inlines: text(words) });
const table = (head: readonly string[], rows: readonly (readonly string[])[]): Block => ({
  kind: 'table',
  head: head.map(text),
  rows: rows.map((row) => row.map(text)),
});
const shareOf = ({ answered, onTime }: OnTime): string => (answered === 0 ? '–' : `${Math.round((onTime / answered) * 100)} %`);
const daysOf = (days: number | null): string => (days === null ? '–' : String(days));

/** 2026-11 as November 2026. */
export const reportMonth = (month: string): string =>
  new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`));

/**
 * The monthly report for the data-protection officer (GDPR Art. 39(1)(b): monitoring of compliance): what came in, what was answered in
 * time, what is late now. Figures only, nobody's name. Undefined for a month that the figures do not hold.
 */
export function slaReport(figures: SlaFigures, month: string): LetterDocument | undefined {
  const index = figures.months.findIndex((one) => one.month === month);
  const [before, present] = [figures.months[index - 1], figures.months[index]];
  if (present === undefined) return undefined;
  return {
    language: 'en',
    title: `Data-rights requests in ${reportMonth(month)}`,
    blocks: [
      paragraph(summaryOf(present)),
      heading('The month'),
      monthTable(present, before),
      heading('By right'),
      facetTable('Right', RIGHTS, figures.onTimeBy.right, month),
      heading('By channel'),
      facetTable('Channel', CHANNELS, figures.onTimeBy.channel, month),
      ...issuerBlocks(figures, month),
      heading(`What is open on ${formatDateInWords(figures.today, 'en')}`),
      table(
        ['What', 'Cases'],
        [
          ['Open', String(figures.open)],
          ['Overdue', String(figures.overdue)],
          ['Due within a week, not decided', String(figures.atRisk)],
          ['Waiting for the person', String(figures.waitingFor.requester)],
          ['Waiting for an issuer', String(figures.waitingFor.issuer)],
          ['Waiting for a second person', String(figures.waitingForApproval)],
        ],
      ),
      heading('How it was counted'),
      paragraph(
        'On time: answered before the period of GDPR Art. 12(3) had expired, with its pauses and its extension. Days: whole days from receipt to answer. Each change of a case was counted in the transaction that recorded it.',
      ),
    ],
  };
}

function summaryOf({ received, answered, onTime }: MonthFigures): string {
  const came = received === 1 ? 'One request came in' : `${received} requests came in`;
  if (answered === 0) return `${came}; none was answered.`;
  const late = answered - onTime;
  return `${came}; ${answered} ${answered === 1 ? 'was' : 'were'} answered, ${late === 0 ? 'all of them on time' : `${late} of them late`}.`;
}

function monthTable(present: MonthFigures, before: MonthFigures | undefined): Block {
  const row = (name: string, of: (month: MonthFigures) => string) => [name, of(present), before === undefined ? '–' : of(before)];
  return table(
    ['Figure', reportMonth(present.month), before === undefined ? 'The month before' : reportMonth(before.month)],
    [
      row('Received', ({ received }) => String(received)),
      row('Answered', ({ answered }) => String(answered)),
      row('Answered on time', shareOf),
      row('Answered late', ({ answered, onTime }) => String(answered - onTime)),
      row('Half answered within, days', ({ daysToAnswer }) => daysOf(daysToAnswer.p50)),
      row('Nine in ten within, days', ({ daysToAnswer }) => daysOf(daysToAnswer.p90)),
      row('99 in 100 within, days', ({ daysToAnswer }) => daysOf(daysToAnswer.p99)),
    ],
  );
}

function facetTable(name: string, values: readonly string[], found: Record<string, OnTime[]>, month: string): Block {
  const rows = values.flatMap((value) => {
    const one = found[value]?.find((entry) => entry.month === month);
    return one === undefined ? [] : [[nameOf(value), String(one.answered), shareOf(one), String(one.answered - one.onTime)]];
  });
  return rows.length === 0 ? paragraph('Nothing was answered.') : table([name, 'Answered', 'On time', 'Late'], rows);
}

function issuerBlocks({ onTimeBy }: SlaFigures, month: string): Block[] {
  const slugs = Object.keys(onTimeBy.issuer).sort();
  return slugs.length === 0 ? [] : [heading('By certificate issuer'), facetTable('Issuer', slugs, onTimeBy.issuer, month)];
}

const nameOf = (code: string): string => `${code.charAt(0).toUpperCase()}${code.slice(1).replaceAll('_', ' ')}`;
