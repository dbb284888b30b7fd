import { URGENCIES } from '../../../../domain/request/urgency.js';
import { daysAfter } from '../../../../domain/sla/day-number.js';
import type { SlaFigures } from '../../../../domain/sla/figures.js';
import { dayInWords, dayShort } from '../../words.js';
import { inboxLink } from '../inbox-query.js';

type Day = SlaFigures['horizon'][number];

const CHART = { height: 120, top: 16, step: 30, bar: 22 } as const;

const totalOf = (day: Day): number => URGENCIES.reduce((sum, kind) => sum + day[kind], 0);
const linkOf = ({ date }: Day): string => inboxLink({ dueFrom: date, dueBefore: daysAfter(date, 1) });

/** A bar per day for the next 30 days, stacked by urgency; each day that has cases is a link to exactly these. */
export function horizonChart(horizon: readonly Day[]) {
  const most = Math.max(1, ...horizon.map(totalOf));
  const unit = CHART.height / most;
  const days = horizon.map((day, n) => {
    let top: number = CHART.top + CHART.height;
    const parts = URGENCIES.filter((kind) => day[kind] > 0).map((kind) => {
      const height = day[kind] * unit;
      top -= height;
      return { kind, x: n * CHART.step, y: top.toFixed(1), height: Math.max(1, height - 1.5).toFixed(1) };
    });
    return {
      x: n * CHART.step,
      middle: n * CHART.step + CHART.bar / 2,
      labelY: (top - 4).toFixed(1),
      parts,
      total: totalOf(day),
      label: `${dayInWords(day.date, 'en')}: ${totalOf(day)} due`,
      href: linkOf(day),
      tick: n % 7 === 0 ? dayShort(day.date) : '',
    };
  });
  const base = CHART.top + CHART.height;
  return { days, width: Math.max(1, horizon.length) * CHART.step, height: base, total: base + 22, bar: CHART.bar };
}

/** The same as a table: only the days that have something. */
export function horizonTable(horizon: readonly Day[]) {
  return horizon
    .filter((day) => totalOf(day) > 0)
    .map((day) => ({ ...day, total: totalOf(day), on: dayInWords(day.date, 'en'), href: linkOf(day) }));
}
