import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import type { Client } from '@temporalio/client';
import { createActivities } from '../activities/index.js';
import { recordAct } from '../adapters/db/requests/acts.js';
import { fileRequest } from '../adapters/db/requests/intake.js';
import { createCaseSteps } from '../adapters/db/requests/steps/case-steps.js';
import { openEngineClient, openWorker } from '../adapters/temporal/engine.js';
import { createRequestWorkflows } from '../adapters/temporal/request-workflows.js';
import type { Foundation } from '../bin/compose.js';
import { keepDraining } from '../bin/worker-loops.js';
import { workflowIdOf } from '../domain/request/ids.js';
import type { Right } from '../domain/request/types.js';
import { seedHolder } from '../tests/support/holder.js';
import { subscribeRequester } from '../tests/support/newsletter-row.js';
import { testTemporal } from '../tests/support/temporal.js';
import { workflowTypeOf } from '../workflows/workflow-type.js';
import { CASE_PLANS, type CasePlan, isAct, type StepMove } from './case-plans.js';
import { createSkeleton } from './case-skeleton.js';
import { createWatch } from './case-watch.js';
import type { BenchFigure } from './clock.js';
import { benchFoundation } from './foundation.js';
import { median, round2 } from './intake.js';

const GOAL = 1.25;
const ALONE = 12;

/** One way to run a case from its start to its answer; resolves with its id when it is answered. */
type RunCase = () => Promise<string>;

/**
 * A whole case of one right (filed, identified, searched, decided, carried out, answered) beside the sum of its skeleton, which is the
 * same workflow with the same activities, signals and payloads and empty bodies, and of the bodies run alone without an engine. In ms.
 */
export async function benchCase(right: Right): Promise<BenchFigure[]> {
  const [foundation, apart] = [await benchFoundation(), await benchFoundation()];
  for (const one of [foundation, apart]) await seedHolder(one); // the issuers whom a rectification asks
  const plan: CasePlan = CASE_PLANS[right];
  const bench = await openBench(right, plan, { foundation, apart });
  try {
    const warm = [await bench.product(), await bench.skeleton()] as const; // bundle loaded, fonts read, pools open
    await bench.requireSameSteps(...warm);
    await bench.bodies();
    const alone = { product: [] as number[], skeleton: [] as number[], bodies: [] as number[] };
    for (let n = 0; n < ALONE; n++)
      for (const name of ['product', 'skeleton', 'bodies'] as const) alone[name].push(await timed(bench[name]));
    const burst = (run: RunCase) => timed(() => Promise.all(Array.from({ length: plan.together }, run)));
    const together = { product: await burst(bench.product), skeleton: await burst(bench.skeleton), bodies: await burst(bench.bodies) };
    return figuresOf(`${right}-case`, plan.together, {
      alone: { product: median(alone.product), skeleton: median(alone.skeleton), bodies: median(alone.bodies) },
      together,
    });
  } finally {
    await bench.close();
    await Promise.all([foundation.close(), apart.close()]);
  }
}

interface Times {
  product: number;
  skeleton: number;
  bodies: number;
}

function figuresOf(name: string, count: number, { alone, together }: { alone: Times; together: Times }): BenchFigure[] {
  const ratioOf = ({ product, skeleton, bodies }: Times) => product / (skeleton + bodies);
  const held = (what: string, ratio: number): BenchFigure => ({
    name: what,
    value: round2(ratio),
    unit: 'of skeleton + bodies',
    goal: `<= ${GOAL}`,
    holds: ratio <= GOAL,
  });
  const told = (what: string, value: number, unit: string): BenchFigure => ({ name: what, value, unit, goal: '-', holds: true });
  return [
    held(name, ratioOf(alone)),
    held(`${name} ${count} at once`, ratioOf(together)),
    ...Object.entries(alone).map(([part, ms]) => told(`${name} ${part}`, Math.round(ms), 'ms')),
    told(`${name} rate, ${count} at once`, round2(count / (together.product / 1000)), 'cases/s'),
  ];
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}

async function openBench(right: Right, plan: CasePlan, { foundation, apart }: { foundation: Foundation; apart: Foundation }) {
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
  const fresh = await createCaseSteps(apart).readCase((await file(apart, right, plan)).id);
  const skeleton = createSkeleton(plan, fresh, workflowTypeOf(right));
  const workers = [
    await openWorker(mine, createActivities(createCaseSteps(foundation)), workflows),
    await openWorker(empty, createActivities(skeleton.steps), workflows),
  ];
  const running = workers.map(({ worker }) => worker.run());
  const stopping = new AbortController();
  const requests = createRequestWorkflows(engine.client, { taskQueue: mine.taskQueue });
  const letters = { enqueueLetter: (letterId: string) => markSent(foundation, 'id', letterId) };
  const draining = keepDraining(
    { pool: foundation.pool, requests, letters, engineId: async () => 'bench', wakeMatter: async () => undefined },
    stopping.signal,
    (error) => process.stderr.write(`${String(error)}\n`),
  );
  const reached = createWatch(foundation.pool);
  const hollow = createRequestWorkflows(engine.client, { taskQueue: empty.taskQueue });
  return {
    product: () => runProduct(foundation, right, plan, reached),
    skeleton: () => skeleton.run(hollow),
    bodies: () => runBodies(apart, right, plan),
    requireSameSteps: async (product: string, skeletal: string) => {
      const [whole, bare] = [await stepsOf(engine.client, product), await stepsOf(engine.client, skeletal)];
      if (!isDeepStrictEqual(whole, bare)) throw new Error(`the skeleton takes other steps: ${whole.join(' ')}; it: ${bare.join(' ')}`);
    },
    close: async () => {
      stopping.abort();
      for (const { worker } of workers) worker.shutdown();
      await Promise.all([...running, draining]);
      await Promise.all(workers.map(({ close }) => close()));
      await engine.close();
    },
  };
}

/** The activities that a case asked the engine for, in order. */
async function stepsOf(client: Client, requestId: string): Promise<string[]> {
  const { events } = await client.workflow.getHandle(workflowIdOf(requestId)).fetchHistory();
  return (events ?? []).flatMap((event) => event.activityTaskScheduledEventAttributes?.activityType?.name ?? []);
}

async function file(foundation: Foundation, right: Right, { filing }: CasePlan): Promise<{ id: string; reference: string }> {
  const email = `case-${randomUUID()}@bench.example`;
  const requester = { name: 'Bench Person', email };
  const filed = await fileRequest(
    foundation,
    { rights: [right], requester, channel: 'api', language: 'en', ...filing },
    { id: 'anyone', role: 'anyone' },
  );
  if (right === 'erasure') await subscribeRequester(foundation, filed.reference, requester);
  return filed;
}

/** The mail room of a bench takes every letter: an erasure waits until those of its person are on no way any more. */
async function markSent({ pool }: Foundation, by: 'id' | 'request_id', id: string): Promise<void> {
  await pool.query(`UPDATE letter SET status = 'sent', sent_at = now() WHERE ${by} = $1 AND status = 'queued'`, [id]);
}

async function runProduct(foundation: Foundation, right: Right, plan: CasePlan, reached: ReturnType<typeof createWatch>): Promise<string> {
  const { id, reference } = await file(foundation, right, plan);
  for (const move of plan.moves) {
    if (!isAct(move)) continue;
    await reached(id, move.after);
    await recordAct(foundation, reference, move.act, move.by);
  }
  const last = plan.moves.at(-1);
  if (last !== undefined && !isAct(last)) await reached(id, 'isAnswered');
  return id;
}

/** The effects of the case one after the other, called directly, on a database whose outbox nobody follows. */
async function runBodies(foundation: Foundation, right: Right, plan: CasePlan): Promise<string> {
  const steps = createCaseSteps(foundation);
  const { id, reference } = await file(foundation, right, plan);
  for (const move of plan.moves) {
    if (isAct(move)) await recordAct(foundation, reference, move.act, move.by);
    else await takeStep(steps, id, move);
    if (!isAct(move) && move.step === 'tellRecipients') await markSent(foundation, 'request_id', id);
  }
  return id;
}

type Steps = ReturnType<typeof createCaseSteps>;

function takeStep(steps: Steps, id: string, { step, system, told }: StepMove): Promise<unknown> {
  const now = new Date();
  switch (step) {
    case 'searchSystem':
    case 'eraseSystem':
      return steps[step](id, system ?? '', now);
    case 'tellRecipients':
      return steps.tellRecipients(id, told ?? 'erased', now);
    case 'acknowledge':
    case 'askIdentity':
    case 'startSearch':
    case 'finishSearch':
    case 'buildAnswer':
    case 'buildPortable':
    case 'startTransfer':
    case 'sortCorrections':
    case 'askIssuers':
    case 'applyCorrections':
    case 'planErasure':
    case 'shredCopies':
    case 'setRestriction':
    case 'stopProcessing':
    case 'answerByLetter':
      return steps[step](id, now);
  }
}
