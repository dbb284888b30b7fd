import pg from 'pg';
import { createRequestDesk } from '../adapters/db/requests/desk.js';
import { slaFigures } from '../adapters/db/sla/read-figures.js';
import type { Foundation } from '../bin/compose.js';
import { openTestDoor, type TestDoor } from '../tests/support/door.js';
import { copyCases } from '../tests/support/many-cases.js';
import { joinRun } from '../tests/support/shared-folder.js';
import type { BenchFigure } from './clock.js';
import { median, round2 } from './intake.js';
import { measurePages } from './public-pages.js';

const GOAL = 1.5;
const PAGES_GOAL_MS = 100;
const FEW = 10_000;
const MANY = 1_000_000;

const PUBLIC_PAGES = ['/', '/request', '/check', '/deadline', '/cookies', '/sign-in', '/verify', '/verify?domain=nobody.example'];

/** With 1,000,000 requests stored: the figures of the SLA page beside the same at 10,000, and the slowest of the public pages. */
export async function benchSla(): Promise<BenchFigure[]> {
  joinRun(); // the shared test servers stay up as long as this process lives
  const door = await openTestDoor(0);
  const { foundation } = door;
  try {
    await copyCases(foundation, 0, FEW);
    const few = await measure(door);
    await copyCases(foundation, FEW, MANY);
    const many = await measure(door);
    const ratio = many / few;
    const pages = await measurePages(door.app, [...PUBLIC_PAGES, await statusOfOne(foundation)]);
    for (const { path, p95 } of pages) process.stderr.write(`  ${path.split('/').slice(0, 2).join('/')}: ${round2(p95)} ms\n`);
    const slowest = Math.max(...pages.map(({ p95 }) => p95));
    return [
      { name: 'sla-1m', value: round2(ratio), unit: 'times its time at 10,000 requests', goal: `<= ${GOAL}`, holds: ratio <= GOAL },
      { name: 'sla-1m answer', value: round2(many), unit: 'ms', goal: '-', holds: true },
      {
        name: 'pages-1m',
        value: round2(slowest),
        unit: 'ms at the 95th percentile, the slowest public page',
        goal: `<= ${PAGES_GOAL_MS}`,
        holds: slowest <= PAGES_GOAL_MS,
      },
    ];
  } finally {
    await door.close();
  }
}

/** The status page of a case in the middle of them, as the link in a mail names it. */
async function statusOfOne(foundation: Foundation): Promise<string> {
  const { rows } = await foundation.pool.query<{ id: string; reference: string }>(
    `SELECT id, reference FROM request WHERE reference = 'RR-2026-X${MANY / 2}'`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('the copied cases are not there');
  return new URL(createRequestDesk(foundation).statusUrl(row)).pathname;
}

/** The median of fifty answers, after what the database's own cleaning does within a minute. */
async function measure({ foundation, ownerUrl }: TestDoor): Promise<number> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query('VACUUM ANALYZE sla_count, sla_delta');
  await owner.end();
  const runs: number[] = [];
  for (let run = 0; run < 60; run++) {
    const startedAt = performance.now();
    await slaFigures(foundation);
    if (run >= 10) runs.push(performance.now() - startedAt);
  }
  return median(runs);
}
