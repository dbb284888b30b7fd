import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestWorkflows } from '../adapters/temporal/request-workflows.js';
import type { CaseSteps } from '../domain/request/case-steps.js';
import type { CaseView } from '../domain/request/case-view.js';

const POLL_MS = 5;
const DAY_MS = 86_400_000;

/** What the record of each case of the skeleton would say, by the id of the case. */
type Records = Map<string, CaseView>;

/** What a person does to an access case, as the change it makes to the record, and when they can do it. */
const ACTS: readonly { isReady(view: CaseView): boolean; change(): Partial<CaseView> }[] = [
  { isReady: (view) => view.identityAskedAtMs !== null, change: () => ({ needsIdentity: false, status: 'assessing' }) },
  { isReady: (view) => view.isCollected, change: () => ({ isDecided: true, outcome: 'granted', status: 'fulfilling' }) },
  {
    isReady: (view) => view.hasPackage,
    change: () => ({ isAnswered: true, status: 'answered', nextMark: null, closesAtMs: Date.now() + 30 * DAY_MS }),
  },
];

/** The steps that an access case takes, with empty bodies. */
function accessSteps(records: Records) {
  const set = (id: string, change: Partial<CaseView>) => {
    const view = records.get(id);
    if (view !== undefined) Object.assign(view, change);
  };
  const view = (id: string): CaseView => {
    const found = records.get(id);
    if (found === undefined) throw new Error(`no case ${id} in the skeleton`);
    return structuredClone(found);
  };
  return {
    readCase: async (id) => view(id),
    acknowledge: async (id) => set(id, { isAcknowledged: true, status: 'acknowledged' }),
    askIdentity: async (id) => set(id, { identityAskedAtMs: Date.now(), status: 'identity' }),
    startSearch: async () => ['rightsdesk'],
    searchSystem: async (_id, system) => ({ system, status: 'answered' }),
    finishSearch: async (id) => set(id, { isCollected: true, status: 'deciding' }),
    buildAnswer: async (id) => set(id, { hasPackage: true, isFulfilled: true }),
  } satisfies Partial<CaseSteps>;
}

/** `steps` for the worker of the skeleton; `run` takes one case from its start to its answer, each from the record `fresh`. */
export function createSkeleton(fresh: CaseView): { steps: CaseSteps; run(workflows: RequestWorkflows): Promise<void> } {
  const records: Records = new Map();
  const steps = accessSteps(records);
  return {
    steps: steps as Partial<CaseSteps> as CaseSteps, // an access case takes no other steps; one that did would fail here
    run: (workflows) => runSkeleton(records, fresh, workflows),
  };
}

async function runSkeleton(records: Records, fresh: CaseView, workflows: RequestWorkflows): Promise<void> {
  const requestId = randomUUID();
  const one = { requestId, workflowType: 'accessRequest' };
  const view: CaseView = { ...structuredClone(fresh), requestId };
  records.set(requestId, view);
  await workflows.start(one);
  for (const { isReady, change } of ACTS) {
    while (!isReady(view)) await sleep(POLL_MS);
    Object.assign(view, change());
    await workflows.nudge(one);
  }
}
