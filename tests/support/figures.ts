import { dayNumber, monthNumber } from '../../domain/sla/day-number.js';
import type { Figure } from '../../domain/sla/figures.js';

const figure = (measure: Figure['measure'], facet: string, value: string, bucket: number, n: number): Figure => ({
  measure,
  facet,
  value,
  bucket,
  n,
});
const TODAY = dayNumber('2026-11-23');
const NOVEMBER = monthNumber('2026-11');

/** Figures of an invented desk on 23 November 2026, for pages that are tested without a database. */
export const FIGURES: readonly Figure[] = [
  ...Object.entries({ deciding: 4, identity: 2, assessing: 6, answered: 30 }).map(([status, n]) => figure('status', 'all', status, 0, n)),
  ...Object.entries({ access: 8, erasure: 4 }).map(([right, n]) => figure('open', 'right', right, 0, n)),
  ...Object.entries({ form: 9, email: 3 }).map(([channel, n]) => figure('open', 'channel', channel, 0, n)),
  figure('open', 'jurisdiction', 'UK', 0, 12),
  figure('open', 'issuer', 'harbour-institute', 0, 2),
  figure('due', 'us', String(Date.UTC(2026, 10, 21) / 1000), TODAY - 3, 1),
  figure('due', 'us', String(Date.UTC(2026, 10, 24) / 1000), TODAY, 1),
  figure('due', 'us', String(Date.UTC(2026, 10, 27) / 1000), TODAY + 3, 2),
  figure('due', 'us', String(Date.UTC(2026, 11, 12) / 1000), TODAY + 18, 6),
  figure('due', 'requester', '', TODAY + 11, 2),
  ...Array.from({ length: 13 }, (_, n) => [
    figure('on-time', 'all', '', NOVEMBER - n, 9 + (n % 4)),
    figure('late', 'all', '', NOVEMBER - n, n % 3),
    figure('on-time', 'right', 'access', NOVEMBER - n, 6 + (n % 4)),
    figure('late', 'right', 'access', NOVEMBER - n, n % 3),
    figure('on-time', 'right', 'erasure', NOVEMBER - n, 3),
    figure('days', 'month', String(NOVEMBER - n), 9 + n, 6),
    figure('days', 'month', String(NOVEMBER - n), 21 + (n % 9), 4),
  ]).flat(),
  figure('days', 'all', '', 9, 60),
  figure('days', 'all', '', 21, 40),
  figure('days', 'right', 'access', 9, 60),
  ...Array.from({ length: 70 }, (_, n) => [
    figure('received', 'all', '', TODAY - n, 1 + (n % 2)),
    figure('answered', 'all', '', TODAY - n, 1),
  ]).flat(),
];
