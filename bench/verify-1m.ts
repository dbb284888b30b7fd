import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchFigure } from './clock.js';
import { median, round2 } from './intake.js';
import { fillShelf, sealIdOf } from './many-seals.js';
import { type MeasuredServer, startMeasured } from './verify-load.js';

const GOAL = 1.2;
const FEW = 1_000;
const MANY = 1_000_000;
const ASKED = 20_000;
const ROUNDS = 3;
const SECONDS = 2;

const KINDS = { verification: (id: string) => `/verify/${id}`, badge: (id: string) => `/seals/${id}/badge.svg` } as const;

/** Ids drawn at random from the first `count`; the same draw each time. */
function draw(count: number): string[] {
  let state = 42;
  return Array.from({ length: ASKED }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return sealIdOf(state % count);
  });
}

/**
 * A verification and a badge at 1,000,000 seals in 8 lists a purpose beside the same at 1,000: processor time of the server per call,
 * through HTTP. Each is made anew for every call, so that the figure is what finding, reading and drawing cost and not what a cache
 * hides; seals are drawn at random from all there are. How it is where answers are kept ready stands below it.
 */
export async function benchVerifyMillion(many = MANY): Promise<BenchFigure[]> {
  const homes = { few: mkdtempSync(join(tmpdir(), 'rightsdesk-bench-')), many: mkdtempSync(join(tmpdir(), 'rightsdesk-bench-')) };
  try {
    await fillShelf(join(homes.few, 'published', 'bench-1'), FEW);
    await fillShelf(join(homes.many, 'published', 'bench-1'), many);
    const paths = { few: draw(FEW), many: draw(many) };
    const cold = await measure(homes, paths, true);
    const kept = await measure(homes, { few: draw(FEW), many: draw(FEW) }, false);
    return [...figuresOf('verify-1m', cold, true), ...figuresOf('verify-1m kept ready', kept, true)].concat({
      name: 'verify-1m memory',
      value: cold.peakMb,
      unit: 'MB of the process at most, with 1,000,000 seals',
      goal: '-',
      holds: true,
    });
  } finally {
    for (const home of Object.values(homes)) rmSync(home, { recursive: true, force: true });
  }
}

type Times = Record<keyof typeof KINDS, { few: number; many: number }> & { peakMb: number };

async function measure(homes: Record<'few' | 'many', string>, ids: Record<'few' | 'many', string[]>, isCold: boolean): Promise<Times> {
  const servers: Record<'few' | 'many', MeasuredServer> = {
    few: await startMeasured({ server: 'ours', home: homes.few, isCold }),
    many: await startMeasured({ server: 'ours', home: homes.many, isCold }),
  };
  const times: Times = { verification: { few: 0, many: 0 }, badge: { few: 0, many: 0 }, peakMb: 0 };
  try {
    for (const kind of ['verification', 'badge'] as const) {
      const runs = { few: [] as number[], many: [] as number[] };
      for (let round = 0; round <= ROUNDS; round += 1)
        for (const size of ['few', 'many'] as const) {
          const { cpuMicros, peakMb } = await servers[size].load({ paths: ids[size].map(KINDS[kind]), seconds: SECONDS });
          if (round > 0) runs[size].push(cpuMicros);
          times.peakMb = Math.max(times.peakMb, size === 'many' ? peakMb : 0);
        }
      times[kind] = { few: median(runs.few), many: median(runs.many) };
    }
  } finally {
    for (const server of Object.values(servers)) server.stop();
  }
  return times;
}

function figuresOf(name: string, times: Times, hasGoal: boolean): BenchFigure[] {
  return (['verification', 'badge'] as const).map((kind) => {
    const ratio = times[kind].many / times[kind].few;
    const unit = `times its ${Math.round(times[kind].few)} µs at 1,000 seals`;
    return { name: `${name} ${kind}`, value: round2(ratio), unit, goal: hasGoal ? `<= ${GOAL}` : '-', holds: ratio <= GOAL };
  });
}
