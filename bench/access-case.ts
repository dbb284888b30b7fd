import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createActivities } from '../activities/index.js';
import { recordAct } from '../adapters/db/requests/acts.js';
import { fileRequest } from '../adapters/db/requests/intake.js';
import { createCaseSteps } from '../adapters/db/requests/steps/case-steps.js';
import { openEngineClient, openWorker } from '../adapters/temporal/engine.js';
import { createRequestWorkflows } from '../adapters/temporal/request-workflows.js';
import type { Foundation } from '../bin/compose.js';
import { keepDraining } from '../bin/worker-loops.js';
import type { Act, Actor } from '../domain/request/filing.js';
import { testTemporal } from '../tests/support/temporal.js';
import { createSkeleton } from './access-case-skeleton.js';
import { createWatch, type Milestone } from './access-case-watch.js';
import type { BenchFigure } from './clock.js';
import { benchFoundation } from './foundation.js';
import { median, round2 } from './intake.js';

const GOAL = 1.25;
const ALONE = 12;
const TOGETHER = 50;
const STAFF: Actor = { id: 'bench', role: 'staff' };
const ACTS: readonly Act[] = [
  { type: 'identity', level: 'L2', how: 'bench' },
  { type: 'decision', outcome: 'granted', reasons: 'All data found.' },
  { type: 'release' },
];

/** One way to run a case from its start to its answer; resolves when it is answered. */
type RunCase = () => Promise<void>;

/**
 * A whole access case (filed, identified, searched, decided, packed, released) beside the sum of its skeleton, which is the same
 * workflow with the same activities, signals and payloads and empty bodies, and of the bodies run alone without an engine. Times in ms.
 */
export async function benchAccessCase(): Promise<BenchFigure[]> {
  const foundation = await benchFoundation();
  const apart = await benchFoundation();
  const bench = await openBench(foundation, apart);
  try {
    await bench.product(); // warm: bundle loaded, fonts read, pools open
    await bench.skeleton();
    await bench.bodies();
    const alone = { product: [] as number[], skeleton: [] as number[], bodies: [] as number[] };
    for (let n = 0; n < ALONE; n++)
      for (const name of ['product', 'skeleton', 'bodies'] as const) alone[name].push(await timed(bench[name]));
    const together = { product: await burst(bench.product), skeleton: await burst(bench.skeleton), bodies: await burst(bench.bodies) };
    const [product, skeleton, bodies] = [median(alone.product), median(alone.skeleton), median(alone.bodies)];
    return [
      figure('access-case', product / (skeleton + bodies)),
      figure('access-case 50 at once', together.product / (together.skeleton + together.bodies)),
      ...Object.entries({ product, skeleton, bodies }).map(([name, ms]) => ({
        name: `access-case ${name}`,
        value: Math.round(ms),
        unit: 'ms',
        goal: '-',
        holds: true,
      })),
      {
        name: 'access-case rate, 50 at once',
        value: round2(TOGETHER / (together.product / 1000)),
        unit: 'cases/s',
        goal: '-',
        holds: true,
      },
    ];
  } finally {
    await bench.close();
    await Promise.all([foundation.close(), apart.close()]);
  }
}

function figure(name: string, ratio: number): BenchFigure {
  return { name, value: round2(ratio), unit: 'of skeleton + bodies', goal: `<= ${GOAL}`, holds: ratio <= GOAL };
}

async function timed(run: RunCase): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}

const burst = (run: RunCase) => timed(async () => void (await Promise.all(Array.from({ length: TOGETHER }, run))));

async function openBench(foundation: Foundation, apart: Foundation) {
  const { address, namespace } = await testTemporal();
  const settings = (taskQueue: string) => ({
    connectionOptions: { address },
    namespace,
    taskQueue,
    payloadKey: Buffer.alloc(32, 7).toString('base64'),
  });
  const [mine, empty] = [settings(`bench-${randomUUID()}`), settings(`bench-${randomUUID()}`)];
  const workflows = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));
  const engine = await openEngineClient(mine);
  const skeleton = createSkeleton(await createCaseSteps(apart).readCase((await file(apart)).id));
  const workers = [
    await openWorker(mine, createActivities(createCaseSteps(foundation)), workflows),
    await openWorker(empty, createActivities(skeleton.steps), workflows),
  ];
  const running = workers.map(({ worker }) => worker.run());
  const stopping = new AbortController();
  const requests = createRequestWorkflows(engine.client, { taskQueue: mine.taskQueue });
  const draining = keepDraining(
    { pool: foundation.pool, requests, letters: { enqueueLetter: async () => undefined }, engineId: async () => 'bench' },
    stopping.signal,
    (error) => process.stderr.write(`${String(error)}\n`),
  );
  const reached = createWatch(foundation.pool);
  const hollow = createRequestWorkflows(engine.client, { taskQueue: empty.taskQueue });
  return {
    product: () => runProduct(foundation, reached),
    skeleton: () => skeleton.run(hollow),
    bodies: () => runBodies(apart),
    close: async () => {
      stopping.abort();
      for (const { worker } of workers) worker.shutdown();
      await Promise.all([...running, draining]);
      await Promise.all(workers.map(({ close }) => close()));
      await engine.close();
    },
  };
}

async function file(foundation: Foundation): Promise<{ id: string; reference: string }> {
  const email = `case-${randomUUID()}@bench.example`;
  return fileRequest(
    foundation,
    { rights: ['access'], requester: { name: 'Bench Person', email }, channel: 'api', language: 'en' },
    { id: 'anyone', role: 'anyone' },
  );
}

const MILESTONES: readonly Milestone[] = ['identity_asked_at', 'collected_at', 'fulfilled_at'];

async function runProduct(foundation: Foundation, reached: ReturnType<typeof createWatch>): Promise<void> {
  const { id, reference } = await file(foundation);
  for (const [index, act] of ACTS.entries()) {
    await reached(id, MILESTONES[index] ?? 'fulfilled_at');
    await recordAct(foundation, reference, act, STAFF);
  }
}

/** The effects of the case one after the other, called directly, on a database whose outbox nobody follows. */
async function runBodies(foundation: Foundation): Promise<void> {
  const steps = createCaseSteps(foundation);
  const { id, reference } = await file(foundation);
  const act = (index: number) => recordAct(foundation, reference, ACTS[index] ?? { type: 'release' }, STAFF);
  const now = new Date();
  await steps.acknowledge(id, now);
  await steps.askIdentity(id, now);
  await act(0);
  const systems = await steps.startSearch(id, now);
  await Promise.all(systems.map((system) => steps.searchSystem(id, system, now)));
  await steps.finishSearch(id, now);
  await act(1);
  await steps.buildAnswer(id, now);
  await act(2);
}
