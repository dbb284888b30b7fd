import { isAtRisk, SOON_DAYS, TURNS, type Turn, type Urgency, urgencyOf } from '../request/urgency.js';
import { dayNumber, dayOfNumber, daysAfter, firstDayOf, monthNumber, monthOfNumber, monthsAfter } from './day-number.js';
import { type ForecastWeek, forecastOf } from './forecast.js';
import { type Percentiles, percentilesOf } from './percentiles.js';

/** One rolled-up count: see the function sla_figures of the database. */
export interface Figure {
  measure: 'status' | 'open' | 'due' | 'received' | 'answered' | 'on-time' | 'late' | 'days';
  facet: string;
  value: string;
  bucket: number;
  n: number;
}

export const FACETS = ['right', 'channel', 'jurisdiction', 'issuer'] as const;
export type Facet = (typeof FACETS)[number];

export interface OnTime {
  month: string;
  answered: number;
  onTime: number;
}

export interface MonthFigures extends OnTime {
  received: number;
  daysToAnswer: Percentiles;
}

/** The figures of the SLA page and of GET /api/v1/sla. Shares are 0 to 1, days whole days from receipt to answer, dates YYYY-MM-DD, months YYYY-MM. */
export interface SlaFigures {
  open: number;
  overdue: number;
  /** Due today or within the seven days after it, and not overdue. */
  dueWithin7Days: number;
  waiting: number;
  answeredThisMonth: number;
  onTimeShare: number | null;
  byStatus: Record<string, number>;
  byRight: Record<string, number>;
  byChannel: Record<string, number>;
  byUrgency: Record<Urgency, number>;
  daysToAnswer: Percentiles;
  horizon: ({ date: string } & Record<Urgency, number>)[];
  /** The day all of it is counted for. */
  today: string;
  dueToday: number;
  /** Not overdue, due within a week, not decided. */
  atRisk: number;
  waitingFor: Record<Turn, number>;
  waitingForApproval: number;
  byJurisdiction: Record<string, number>;
  byIssuer: Record<string, number>;
  byAssignee: Record<string, number>;
  /** The last thirteen months, oldest first; the last is the present one. */
  months: MonthFigures[];
  /** Answers of the last thirteen months in which there were any. */
  onTimeBy: Record<Facet, Record<string, OnTime[]>>;
  daysToAnswerBy: Record<Facet, Record<string, Percentiles>>;
  forecast: ForecastWeek[];
}

/** When the figures are looked at: the instant (ms since 1970) and the calendar date at the controller's place. */
export interface Moment {
  nowMs: number;
  today: string;
}

export const MONTHS_SHOWN = 13;
const HORIZON_DAYS = 30;

/** Reads the rolled-up counts. Time only chooses among their buckets; nothing is counted here that a transition did not count. */
export function slaOf(figures: readonly Figure[], moment: Moment, waitingForApproval: number): SlaFigures {
  const of = (measure: Figure['measure'], facet?: string) =>
    figures.filter((figure) => figure.measure === measure && (facet === undefined || figure.facet === facet));
  const due = of('due').map((figure) => dueOf(figure, moment));
  const months = monthsOf(figures, moment);
  const shown = { 'on-time': of('on-time', 'all'), late: of('late', 'all') };
  const [onTime, late] = [sumOf(shown['on-time']), sumOf(shown.late)];
  const soonUntil = daysAfter(moment.today, SOON_DAYS);
  return {
    open: sumOf(due),
    overdue: sumOf(due.filter(({ isOverdue }) => isOverdue)),
    dueWithin7Days: sumOf(due.filter(({ isOverdue, sortOn }) => !isOverdue && sortOn >= moment.today && sortOn <= soonUntil)),
    waiting: sumOf(due.filter(({ turn }) => turn === 'requester' || turn === 'issuer')),
    answeredThisMonth: months.at(-1)?.answered ?? 0,
    onTimeShare: onTime + late === 0 ? null : onTime / (onTime + late),
    byStatus: byValue(of('status')),
    byRight: byValue(of('open', 'right')),
    byChannel: byValue(of('open', 'channel')),
    byUrgency: byUrgency(due),
    daysToAnswer: percentilesOf(of('days', 'all')),
    horizon: horizonOf(due, moment.today),
    today: moment.today,
    dueToday: sumOf(due.filter(({ isOverdue, sortOn }) => !isOverdue && sortOn === moment.today)),
    atRisk: sumOf(due.filter((one) => isAtRisk(one, soonUntil))),
    waitingFor: byTurn(due),
    waitingForApproval,
    byJurisdiction: byValue(of('open', 'jurisdiction')),
    byIssuer: byValue(of('open', 'issuer')),
    byAssignee: byValue(of('open', 'assignee')),
    months,
    onTimeBy: perFacet((facet) => onTimeBy(figures, facet, moment.today)),
    daysToAnswerBy: perFacet((facet) => daysBy(of('days', facet))),
    forecast: forecastOf({ due, received: of('received'), answered: of('answered') }, moment.today),
  };
}

interface Due {
  n: number;
  turn: Turn;
  sortOn: string;
  isOverdue: boolean;
  urgency: Urgency;
}

function dueOf({ facet, value, bucket, n }: Figure, { nowMs, today }: Moment): Due {
  const turn = TURNS.find((known) => known === facet) ?? 'us';
  const sortOn = dayOfNumber(bucket);
  const isOverdue = value !== '' && Number(value) * 1000 <= nowMs;
  return { n, turn, sortOn, isOverdue, urgency: urgencyOf({ isOverdue, turn, sortOn }, daysAfter(today, SOON_DAYS)) };
}

const sumOf = (counts: readonly { n: number }[]): number => counts.reduce((sum, { n }) => sum + n, 0);

const byValue = (figures: readonly Figure[]): Record<string, number> =>
  Object.fromEntries(figures.filter(({ n }) => n !== 0).map(({ value, n }) => [value, n]));

const byUrgency = (due: readonly Due[]): Record<Urgency, number> => {
  const of = (urgency: Urgency) => sumOf(due.filter((one) => one.urgency === urgency));
  return { calm: of('calm'), soon: of('soon'), late: of('late'), held: of('held') };
};

const byTurn = (due: readonly Due[]): Record<Turn, number> => {
  const of = (turn: Turn) => sumOf(due.filter((one) => one.turn === turn));
  return { us: of('us'), decided: of('decided'), requester: of('requester'), issuer: of('issuer') };
};

function horizonOf(due: readonly Due[], today: string): SlaFigures['horizon'] {
  const days = Array.from({ length: HORIZON_DAYS }, (_, n) => ({ date: daysAfter(today, n), calm: 0, soon: 0, late: 0, held: 0 }));
  const byDate = new Map(days.map((day) => [day.date, day]));
  for (const { sortOn, urgency, n } of due) {
    const day = byDate.get(sortOn);
    if (day !== undefined) day[urgency] += n;
  }
  return days;
}

function monthsOf(figures: readonly Figure[], { today }: Moment): MonthFigures[] {
  const thisMonth = today.slice(0, 7);
  return Array.from({ length: MONTHS_SHOWN }, (_, n) => {
    const month = monthsAfter(thisMonth, n + 1 - MONTHS_SHOWN);
    const [from, to] = [dayNumber(firstDayOf(month)), dayNumber(firstDayOf(monthsAfter(month, 1)))];
    const number = monthNumber(month);
    const count = (isIn: (figure: Figure) => boolean) => sumOf(figures.filter(isIn));
    const onTime = count(({ measure, facet, bucket }) => measure === 'on-time' && facet === 'all' && bucket === number);
    const late = count(({ measure, facet, bucket }) => measure === 'late' && facet === 'all' && bucket === number);
    return {
      month,
      received: count(({ measure, bucket }) => measure === 'received' && bucket >= from && bucket < to),
      answered: onTime + late,
      onTime,
      daysToAnswer: percentilesOf(
        figures.filter(({ measure, facet, value }) => measure === 'days' && facet === 'month' && Number(value) === number),
      ),
    };
  });
}

function onTimeBy(figures: readonly Figure[], facet: Facet, today: string): Record<string, OnTime[]> {
  const from = monthNumber(today.slice(0, 7)) + 1 - MONTHS_SHOWN;
  const found = new Map<string, Map<number, OnTime>>();
  for (const { measure, facet: of, value, bucket, n } of figures) {
    if (of !== facet || bucket < from || (measure !== 'on-time' && measure !== 'late')) continue;
    const months = found.get(value) ?? new Map<number, OnTime>();
    const month = months.get(bucket) ?? { month: monthOfNumber(bucket), answered: 0, onTime: 0 };
    months.set(bucket, { ...month, answered: month.answered + n, onTime: month.onTime + (measure === 'on-time' ? n : 0) });
    found.set(value, months);
  }
  const inOrder = (months: Map<number, OnTime>) =>
    [...months.values()].filter(({ answered }) => answered > 0).sort((a, b) => a.month.localeCompare(b.month));
  return Object.fromEntries([...found].map(([value, months]) => [value, inOrder(months)]));
}

function daysBy(days: readonly Figure[]): Record<string, Percentiles> {
  const values = [...new Set(days.map(({ value }) => value))].sort();
  return Object.fromEntries(values.map((value) => [value, percentilesOf(days.filter((one) => one.value === value))]));
}

const perFacet = <T>(of: (facet: Facet) => T): Record<Facet, T> => ({
  right: of('right'),
  channel: of('channel'),
  jurisdiction: of('jurisdiction'),
  issuer: of('issuer'),
});
