import { createRequestDesk } from '../adapters/db/requests/desk.js';
import type { Foundation } from '../bin/compose.js';
import type { ListFilter } from '../domain/request/list-item.js';
import { addressOf, fileMany, readsWithoutIndex } from '../tests/support/many-requests.js';
import type { BenchFigure } from './clock.js';
import { benchFoundation } from './foundation.js';
import { median, round2 } from './intake.js';

const GOAL = 1.5;
const FEW = 1_000;
const MANY = 100_000;

const SEARCH = 'part of an address';

const READS: Record<string, ListFilter> = {
  'first page': { limit: 50 },
  'by status': { limit: 50, status: 'deciding' },
  'by right': { limit: 50, right: 'erasure' },
  overdue: { limit: 50, overdue: true },
  [SEARCH]: { limit: 50, q: addressOf(77).slice(1, 10) },
};

/**
 * The request list at 100,000 rows beside the same list at 1,000, in milliseconds of the median; the worst of its reads counts. The search, whose answer
 * grows with what it finds, is a figure of its own.
 */
export async function benchList(): Promise<BenchFigure[]> {
  const foundation = await benchFoundation();
  try {
    await fileMany(foundation, 0, FEW);
    const few = await measure(foundation);
    await fileMany(foundation, FEW, MANY);
    const many = await measure(foundation);
    const scanned = await readsWithoutIndex(foundation);
    if (scanned.length > 0) throw new Error(`no index is used:\n${scanned.join('\n')}`);
    const ratioOf = (name: string) => (many[name] ?? 0) / (few[name] ?? 1);
    const worst = Math.max(
      ...Object.keys(READS)
        .map(ratioOf)
        .filter((_ratio, index) => Object.keys(READS)[index] !== SEARCH),
    );
    return [
      { name: 'list-100k', value: round2(worst), unit: 'times its time at 1,000 rows', goal: `<= ${GOAL}`, holds: worst <= GOAL },
      { name: 'list-100k search', value: round2(ratioOf(SEARCH)), unit: 'times its time at 1,000 rows', goal: '-', holds: true },
      ...Object.entries(many).map(([name, ms]) => ({ name: `list-100k ${name}`, value: round2(ms), unit: 'ms', goal: '-', holds: true })),
    ];
  } finally {
    await foundation.close();
  }
}

async function measure(foundation: Foundation): Promise<Record<string, number>> {
  const desk = createRequestDesk(foundation);
  const times: Record<string, number> = {};
  for (const [name, filter] of Object.entries(READS)) {
    const runs: number[] = [];
    for (let run = 0; run < 60; run++) {
      const startedAt = performance.now();
      await desk.list(filter);
      if (run >= 10) runs.push(performance.now() - startedAt);
    }
    times[name] = median(runs);
  }
  return times;
}
