import { monthsAfter } from '../../../../domain/sla/day-number.js';
import { MONTHS_SHOWN, type OnTime, type SlaFigures } from '../../../../domain/sla/figures.js';
import type { Percentiles } from '../../../../domain/sla/percentiles.js';
import { count, dayShort } from '../../words.js';
import { type InboxQuery, inboxLink } from '../inbox-query.js';

const CHART = { height: 48, step: 14, bar: 10 } as const;

/** 2026-11 as Nov 2026, or November 2026 in full. */
export const monthInWords = (month: string, form: 'long' | 'short' = 'long'): string =>
  new Intl.DateTimeFormat('en-GB', { month: form, year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`));

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** One small chart: the share answered on time, a bar a month; what is missing from the full height was late. */
export interface Multiple {
  title: string;
  values: string;
  months: readonly OnTime[];
  percentiles: Percentiles;
  /** The filter behind it, without the month. */
  filter: Partial<InboxQuery>;
}

export function multipleView({ title, values, months, percentiles, filter }: Multiple, today: string) {
  const thisMonth = today.slice(0, 7);
  const shown = Array.from({ length: MONTHS_SHOWN }, (_, n) => monthsAfter(thisMonth, n + 1 - MONTHS_SHOWN));
  const by = new Map(months.map((month) => [month.month, month]));
  const bars = shown.flatMap((month, n) => {
    const found = by.get(month);
    if (found === undefined || found.answered === 0) return [];
    const share = found.onTime / found.answered;
    const height = share * CHART.height;
    const late = found.answered - found.onTime;
    return [
      {
        x: n * CHART.step,
        width: CHART.bar,
        full: CHART.height,
        y: (CHART.height - height).toFixed(1),
        height: height.toFixed(1),
        lateHeight: late === 0 ? '' : (CHART.height - height).toFixed(1),
        label: `${monthInWords(month)}: ${percent(share)} on time, ${found.onTime} of ${found.answered}`,
        href: inboxLink({ show: 'all', answered: month, ...filter }),
        month: monthInWords(month),
        answered: found.answered,
        onTime: found.onTime,
        share: percent(share),
        late,
        lateHref: inboxLink({ show: 'all', answered: month, inTime: 'no', ...filter }),
      },
    ];
  });
  const [answered, onTime] = [sum(months, 'answered'), sum(months, 'onTime')];
  return {
    title,
    values,
    bars,
    width: MONTHS_SHOWN * CHART.step,
    height: CHART.height,
    overall: answered === 0 ? 'no answers yet' : `${percent(onTime / answered)} on time of ${count(answered, 'answer')}`,
    median: percentiles.p50 === null ? '' : `half within ${count(percentiles.p50, 'day')}, nine in ten within ${percentiles.p90 ?? 0}`,
    from: dayShort(`${shown[0]}-01`).replace(/^1 /, ''),
    to: dayShort(`${thisMonth}-01`).replace(/^1 /, ''),
  };
}

const sum = (months: readonly OnTime[], key: 'answered' | 'onTime'): number => months.reduce((total, month) => total + month[key], 0);

/** All months together, as one more small chart. */
export const monthsOfAll = ({ months }: SlaFigures): OnTime[] => months.filter(({ answered }) => answered > 0);
