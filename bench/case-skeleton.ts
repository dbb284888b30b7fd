import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CaseToRun, RequestWorkflows } from '../adapters/temporal/request-workflows.js';
import type { CaseSteps } from '../domain/request/case-steps.js';
import type { CaseView } from '../domain/request/case-view.js';
import { type CasePlan, isAct, type StepMove } from './case-plans.js';

const POLL_MS = 5;

/** What the record of one case of the skeleton would say, and which moves of its plan were made. */
interface Hollow {
  view: CaseView;
  made: number;
}

/** Answers of steps that answer something. */
const ANSWERS: Partial<Record<keyof CaseSteps, (move: StepMove, isLast: boolean) => unknown>> = {
  startSearch: () => ['rightsdesk'],
  searchSystem: ({ system }) => ({ system, status: 'answered' }),
  shredCopies: () => 'done',
  applyCorrections: (_move, isLast) => (isLast ? 'done' : 'by-hand'),
};

/** `steps` for the worker of the skeleton; `run` takes one case from its start to its answer, each from the record `fresh`. */
export interface Skeleton {
  steps: CaseSteps;
  /** Answers the id of the case. */
  run(workflows: RequestWorkflows): Promise<string>;
}

/** The steps of a plan with empty bodies: each makes the change to the record that the workflow looks for, and nothing else. */
export function createSkeleton(plan: CasePlan, fresh: CaseView, workflowType: string): Skeleton {
  const cases = new Map<string, Hollow>();
  const of = (id: string): Hollow => {
    const found = cases.get(id);
    if (found === undefined) throw new Error(`no case ${id} in the skeleton`);
    return found;
  };
  const makeMove = (id: string, step: keyof CaseSteps): unknown => {
    const one = of(id);
    const move = plan.moves[one.made];
    if (move === undefined || isAct(move) || move.step !== step) throw new Error(`the plan has no ${step} as its move ${one.made}`);
    Object.assign(one.view, move.change?.());
    one.made += 1;
    const isLast = !plan.moves.slice(one.made).some((later) => !isAct(later) && later.step === step);
    return ANSWERS[step]?.(move, isLast);
  };
  const named = plan.moves.flatMap((move) => (isAct(move) ? [] : [move.step]));
  const steps = {
    readCase: async (id: string) => structuredClone(of(id).view),
    ...Object.fromEntries(named.map((step) => [step, async (id: string) => makeMove(id, step)])),
  };
  return {
    steps: steps as Partial<CaseSteps> as CaseSteps, // a case takes no other steps; one that did would fail here
    run: async (workflows) => {
      const requestId = randomUUID();
      const hollow: Hollow = { view: { ...structuredClone(fresh), requestId }, made: 0 };
      cases.set(requestId, hollow);
      await runSkeleton(plan, hollow, workflows, { requestId, workflowType });
      return requestId;
    },
  };
}

async function runSkeleton(plan: CasePlan, hollow: Hollow, workflows: RequestWorkflows, one: CaseToRun): Promise<void> {
  await workflows.start(one);
  for (const [index, move] of plan.moves.entries()) {
    if (!isAct(move)) continue;
    while (hollow.made < index) await sleep(POLL_MS);
    Object.assign(hollow.view, move.change());
    hollow.made += 1;
    await workflows.nudge(one);
  }
  while (!hollow.view.isAnswered) await sleep(POLL_MS);
}
