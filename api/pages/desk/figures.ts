import { Router } from 'express';
import type { SlaFigures } from '../../../domain/request/filing.js';
import { CHANNELS, RIGHTS, STATUSES } from '../../../domain/request/types.js';
import type { PageDeps } from '../../deps.js';
import { accountOf } from '../../middleware/signed-in.js';
import { mayActOnRequest } from '../../policies/request.js';
import { sendPage } from '../page.js';
import { dayInWords, dayOf, dayShort } from '../words.js';
import { CHANNEL_WORDS, RIGHT_WORDS, STATUS_WORDS } from './words.js';

const URGENCIES = ['late', 'soon', 'calm', 'held'] as const;
const CHART = { height: 120, step: 24, bar: 18 } as const;

/** What is due and how it went: every number opens the list behind it. */
export function figureRoutes(deps: PageDeps): Router {
  return Router().get('/desk/sla', async (req, res) => {
    const figures = await deps.desk.sla();
    const account = accountOf(req);
    sendPage(deps, req, res, 'desk/sla', {
      layout: 'desk',
      account,
      section: 'sla',
      mayAct: mayActOnRequest(account),
      title: 'Figures',
      ...figuresView(figures, dayOf(deps.now(), deps.controller.timeZone)),
    });
  });
}

function figuresView(figures: SlaFigures, today: string) {
  const { p50, p90, p99 } = figures.daysToAnswer;
  const inDays = (days: number | null) => (days === null ? 'none yet' : `${Math.round(days)} days`);
  return {
    figures: [
      { value: figures.open, label: 'open', href: '/desk' },
      { value: figures.overdue, label: 'overdue', href: '/desk?overdue=true', kind: figures.overdue > 0 ? 'late' : 'calm' },
      {
        value: figures.dueWithin7Days,
        label: 'due within a week',
        href: `/desk?dueBefore=${addDays(today, 8)}`,
        kind: figures.dueWithin7Days > 0 ? 'soon' : 'calm',
      },
      { value: figures.waiting, label: 'waiting for others', href: '/desk?show=waiting', kind: 'held' },
      {
        value: figures.onTimeShare === null ? '–' : `${Math.round(figures.onTimeShare * 100)} %`,
        label: `on time, of ${figures.answeredThisMonth} answered this month`,
        href: '/desk?status=answered',
        kind: 'calm',
      },
    ].map((figure) => ({ kind: '', ...figure })),
    chart: horizonChart(figures.horizon),
    horizon: figures.horizon
      .filter((day) => URGENCIES.some((kind) => day[kind] > 0))
      .map((day) => ({ ...day, on: dayInWords(day.date, 'en') })),
    days: [
      { label: 'Half within', value: inDays(p50) },
      { label: 'Nine in ten within', value: inDays(p90) },
      { label: '99 in 100 within', value: inDays(p99) },
    ],
    byStatus: STATUSES.flatMap((key) => countRow(figures.byStatus[key], STATUS_WORDS[key], `/desk?status=${key}`)),
    byRight: RIGHTS.flatMap((key) => countRow(figures.byRight[key], RIGHT_WORDS[key], `/desk?show=all&right=${key}`)),
    byChannel: CHANNELS.flatMap((key) => countRow(figures.byChannel[key], CHANNEL_WORDS[key], '')),
  };
}

const countRow = (n: number | undefined, label: string, href: string) => (n ? [{ n, label, href }] : []);

function addDays(on: string, days: number): string {
  return new Date(Date.parse(`${on}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** A bar per day, stacked by urgency, each day a link to what is due until then. */
function horizonChart(horizon: SlaFigures['horizon']) {
  const most = Math.max(1, ...horizon.map((day) => URGENCIES.reduce((sum, kind) => sum + day[kind], 0)));
  const unit = CHART.height / most;
  const days = horizon.map((day, n) => {
    let top = CHART.height;
    const parts = URGENCIES.filter((kind) => day[kind] > 0).map((kind) => {
      const height = day[kind] * unit;
      top -= height;
      return { kind, y: top.toFixed(1), height: Math.max(1, height - 1.5).toFixed(1) };
    });
    const total = URGENCIES.reduce((sum, kind) => sum + day[kind], 0);
    const on = dayInWords(day.date, 'en');
    return {
      x: n * CHART.step,
      parts,
      total,
      label: `${on}: ${total} due`,
      href: `/desk?dueBefore=${addDays(day.date, 1)}`,
      tick: n % 7 === 0 ? dayShort(day.date) : '',
    };
  });
  return { days, width: Math.max(1, horizon.length) * CHART.step, height: CHART.height, total: CHART.height + 22, bar: CHART.bar, most };
}
