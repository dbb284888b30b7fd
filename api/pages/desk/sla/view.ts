import { CHANNELS, JURISDICTIONS, RIGHTS, STATUSES } from '../../../../domain/request/types.js';
import { SOON_DAYS } from '../../../../domain/request/urgency.js';
import { daysAfter } from '../../../../domain/sla/day-number.js';
import type { Facet, MonthFigures, SlaFigures } from '../../../../domain/sla/figures.js';
import { NO_PERCENTILES } from '../../../../domain/sla/percentiles.js';
import { count, dayInWords, dayShort } from '../../words.js';
import { inboxLink } from '../inbox-query.js';
import { CHANNEL_WORDS, RIGHT_WORDS, STATUS_WORDS } from '../words.js';
import { horizonChart, horizonTable } from './horizon.js';
import { type Multiple, monthInWords, monthsOfAll, multipleView, percent } from './multiples.js';

/** The names that the figures themselves do not know: colleagues and issuers by their keys. */
export interface Names {
  colleagues: ReadonlyMap<string, string>;
  issuers: ReadonlyMap<string, string>;
}

/** The page of figures: what is due, how it went, what is coming. Every number is a link to the list that has as many cases. */
export function slaView(figures: SlaFigures, names: Names) {
  return {
    monthly: monthlyFigures(figures),
    now: nowFigures(figures),
    chart: horizonChart(figures.horizon),
    horizon: horizonTable(figures.horizon),
    waitingFor: waitingRows(figures),
    byAssignee: countRows(
      figures.byAssignee,
      (id) => names.colleagues.get(id) ?? 'a former colleague',
      (id) => inboxLink({ assigned: id }),
    ),
    byIssuer: countRows(
      figures.byIssuer,
      (slug) => names.issuers.get(slug) ?? slug,
      (slug) => inboxLink({ issuer: slug }),
    ),
    byStatus: STATUSES.flatMap((key) => countRow(figures.byStatus[key], STATUS_WORDS[key], inboxLink({ status: key }))),
    byRight: [
      ...RIGHTS.flatMap((key) => countRow(figures.byRight[key], RIGHT_WORDS[key], inboxLink({ right: key }))),
      ...countRow(figures.byRight.triage, 'Not read yet', inboxLink({ status: 'triage' })),
    ],
    byChannel: CHANNELS.flatMap((key) => countRow(figures.byChannel[key], CHANNEL_WORDS[key], inboxLink({ channel: key }))),
    byJurisdiction: JURISDICTIONS.flatMap((key) => countRow(figures.byJurisdiction[key], key, inboxLink({ jurisdiction: key }))),
    multiples: multiplesOf(figures, names).map((one) => multipleView(one, figures.today)),
    months: [...figures.months.slice(firstWithAny(figures))].reverse().map(monthRow),
    forecast: forecastView(figures),
    reportMonths: [...figures.months]
      .reverse()
      .slice(0, 6)
      .map(({ month }) => ({ month, name: monthInWords(month) })),
  };
}

const countRow = (n: number | undefined, label: string, href: string) => (n ? [{ n, label, href }] : []);

const countRows = (counts: Record<string, number>, labelOf: (key: string) => string, hrefOf: (key: string) => string) =>
  Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .flatMap(([key, n]) => countRow(n, labelOf(key), hrefOf(key)));

/** Months before the first in which anything happened are left out; the present one is always there. */
function firstWithAny({ months }: SlaFigures): number {
  const first = months.findIndex(({ received, answered }) => received + answered > 0);
  return first < 0 ? months.length - 1 : first;
}

/** Five figures of this month, each with what it was last month. */
function monthlyFigures({ months }: SlaFigures) {
  const [last, present] = [months.at(-2), months.at(-1)];
  if (last === undefined || present === undefined) return [];
  const lastName = monthInWords(last.month).replace(/ \d+$/, '');
  const figure = (label: string, of: (month: MonthFigures) => string | number, href: string, kind = '') => ({
    label,
    value: of(present),
    last: `${lastName}: ${of(last)}`,
    href,
    kind,
  });
  const { month } = present;
  const shareOf = ({ answered, onTime }: MonthFigures) => (answered === 0 ? '–' : percent(onTime / answered));
  const lateOf = ({ answered, onTime }: MonthFigures) => answered - onTime;
  const medianOf = ({ daysToAnswer: { p50 } }: MonthFigures) => (p50 === null ? '–' : count(p50, 'day'));
  return [
    figure('came in this month', ({ received }) => received, inboxLink({ show: 'all', received: month })),
    figure('answered this month', ({ answered }) => answered, inboxLink({ show: 'all', answered: month })),
    figure('of these on time', shareOf, inboxLink({ show: 'all', answered: month, inTime: 'yes' }), lateOf(present) > 0 ? 'soon' : 'calm'),
    figure('of these late', lateOf, inboxLink({ show: 'all', answered: month, inTime: 'no' }), lateOf(present) > 0 ? 'late' : 'calm'),
    figure('until half were answered', medianOf, inboxLink({ show: 'all', answered: month })),
  ];
}

/** What is pressing now. Kinds are those of the inbox. */
export function nowFigures(figures: SlaFigures) {
  const { today } = figures;
  const pressing = (n: number, kind: string) => (n > 0 ? kind : 'calm');
  return [
    { value: figures.overdue, label: 'overdue', href: inboxLink({ overdue: 'true' }), kind: pressing(figures.overdue, 'late') },
    {
      value: figures.dueToday,
      label: 'due today',
      href: inboxLink({ overdue: 'false', dueFrom: today, dueBefore: daysAfter(today, 1) }),
      kind: pressing(figures.dueToday, 'soon'),
    },
    {
      value: figures.dueWithin7Days,
      label: 'due within a week',
      href: inboxLink({ overdue: 'false', dueFrom: today, dueBefore: daysAfter(today, SOON_DAYS + 1) }),
      kind: pressing(figures.dueWithin7Days, 'soon'),
    },
    {
      value: figures.atRisk,
      label: 'at risk: due within a week, not decided',
      href: inboxLink({ risk: 'true' }),
      kind: pressing(figures.atRisk, 'soon'),
    },
    { value: figures.waiting, label: 'waiting for others', href: inboxLink({ show: 'waiting' }), kind: 'held' },
    { value: figures.open, label: 'open in all', href: inboxLink({}), kind: 'calm' },
  ];
}

function waitingRows({ waitingFor, waitingForApproval }: SlaFigures) {
  return [
    ...countRow(waitingFor.us, 'Us', inboxLink({ turn: 'us' })),
    ...countRow(waitingFor.decided, 'Us, to release', inboxLink({ turn: 'decided' })),
    ...countRow(waitingFor.requester, 'The person', inboxLink({ turn: 'requester' })),
    ...countRow(waitingFor.issuer, 'An issuer', inboxLink({ turn: 'issuer' })),
    ...countRow(waitingForApproval, 'A second person', inboxLink({ show: 'approval' })),
  ];
}

function multiplesOf(figures: SlaFigures, names: Names): Multiple[] {
  const of = (facet: Facet, value: string, values: string, title: string, filter: Multiple['filter']): Multiple[] => {
    const months = figures.onTimeBy[facet][value];
    const percentiles = figures.daysToAnswerBy[facet][value] ?? NO_PERCENTILES;
    return months === undefined ? [] : [{ title, values, months, percentiles, filter }];
  };
  return [
    { title: 'All', values: 'all', months: monthsOfAll(figures), percentiles: figures.daysToAnswer, filter: {} },
    ...RIGHTS.flatMap((key) => of('right', key, 'right', RIGHT_WORDS[key], { right: key })),
    ...CHANNELS.flatMap((key) => of('channel', key, 'channel', CHANNEL_WORDS[key], { channel: key })),
    ...JURISDICTIONS.flatMap((key) => of('jurisdiction', key, 'jurisdiction', key, { jurisdiction: key })),
    ...Object.keys(figures.onTimeBy.issuer).flatMap((slug) =>
      of('issuer', slug, 'issuer', names.issuers.get(slug) ?? slug, { issuer: slug }),
    ),
  ];
}

function monthRow({ month, received, answered, onTime, daysToAnswer: { p50, p90, p99 } }: MonthFigures) {
  return {
    name: monthInWords(month),
    received,
    receivedHref: inboxLink({ show: 'all', received: month }),
    answered,
    answeredHref: inboxLink({ show: 'all', answered: month }),
    share: answered === 0 ? '–' : percent(onTime / answered),
    late: answered - onTime,
    lateHref: inboxLink({ show: 'all', answered: month, inTime: 'no' }),
    p50: p50 ?? '–',
    p90: p90 ?? '–',
    p99: p99 ?? '–',
  };
}

const FORECAST = { height: 90, step: 92, bar: 24 } as const;

/** The weeks ahead: what falls due, beside what usually comes in and what is usually answered. */
function forecastView({ forecast }: SlaFigures) {
  const most = Math.max(1, ...forecast.flatMap(({ due, expectedNew, expectedAnswers }) => [due, expectedNew, expectedAnswers]));
  const bar = (n: number, value: number, at: number, kind: string) => {
    const height = (value / most) * FORECAST.height;
    return {
      kind,
      x: n * FORECAST.step + at * (FORECAST.bar + 2),
      y: (FORECAST.height - height + 14).toFixed(1),
      height: height.toFixed(1),
      width: FORECAST.bar,
      value,
    };
  };
  return {
    width: forecast.length * FORECAST.step,
    base: FORECAST.height + 14,
    height: FORECAST.height + 34,
    weeks: forecast.map((week, n) => ({
      ...week,
      x: n * FORECAST.step,
      label: n === 0 ? 'This week' : dayShort(week.from),
      name: `${dayInWords(week.from, 'en')} to ${dayInWords(week.to, 'en')}`,
      href: n === 0 ? inboxLink({ dueBefore: daysAfter(week.to, 1) }) : inboxLink({ dueFrom: week.from, dueBefore: daysAfter(week.to, 1) }),
      bars: [bar(n, week.due, 0, 'due'), bar(n, week.expectedNew, 1, 'new'), bar(n, week.expectedAnswers, 2, 'answers')],
      says: saysOf(week),
    })),
  };
}

function saysOf({ due, expectedAnswers }: SlaFigures['forecast'][number]): string {
  if (expectedAnswers === 0) return due === 0 ? 'nothing due' : 'no answers in the last eight weeks to compare with';
  return due > expectedAnswers ? 'more than is usually answered in a week' : 'within what is usually answered in a week';
}
