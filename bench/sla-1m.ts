import { slaFigures } from '../adapters/db/sla/read-figures.js';
import type { Foundation } from '../bin/compose.js';
import { copyCases } from '../tests/support/many-cases.js';
import type { BenchFigure } from './clock.js';
import { benchFoundation } from './foundation.js';
import { median, round2 } from './intake.js';

const GOAL = 1.5;
const FEW = 10_000;
const MANY = 1_000_000;

/** The figures of the SLA page at 1,000,000 requests beside the same at 10,000, in milliseconds of the median. */
export async function benchSla(): Promise<BenchFigure[]> {
  const foundation = await benchFoundation();
  try {
    await copyCases(foundation, 0, FEW);
    const few = await measure(foundation);
    await copyCases(foundation, FEW, MANY);
    const many = await measure(foundation);
    const ratio = many / few;
    return [
      { name: 'sla-1m', value: round2(ratio), unit: 'times its time at 10,000 requests', goal: `<= ${GOAL}`, holds: ratio <= GOAL },
      { name: 'sla-1m answer', value: round2(many), unit: 'ms', goal: '-', holds: true },
    ];
  } finally {
    await foundation.close();
  }
}

async function measure(foundation: Foundation): Promise<number> {
  await foundation.pool.query('VACUUM ANALYZE sla_count');
  await foundation.pool.query('VACUUM ANALYZE sla_delta');
  const runs: number[] = [];
  for (let run = 0; run < 60; run++) {
    const startedAt = performance.now();
    await slaFigures(foundation);
    if (run >= 10) runs.push(performance.now() - startedAt);
  }
  return median(runs);
}
