import type { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { msToTs } from '@temporalio/common/lib/time.js';
import { waitUntil } from '../../adapters/embedded/wait.js';
import { createPayloadCodec } from '../../adapters/temporal/codec.js';
import { workflowIdOf } from '../../domain/request/ids.js';

/** Which engine a test speaks to. */
export interface TestEngine {
  client: Client;
  namespace: string;
  taskQueue: string;
  payloadKey: string;
}

/** Starts the workflow of a case so that the engine leaps over every wait while nothing else is due: a month passes in a second. */
export async function startSkippingTime(engine: TestEngine, one: { requestId: string; workflowType: string }): Promise<void> {
  const argument = defaultPayloadConverter.toPayload({ requestId: one.requestId });
  await engine.client.workflowService.startWorkflowExecution({
    namespace: engine.namespace,
    workflowId: workflowIdOf(one.requestId),
    workflowType: { name: one.workflowType },
    taskQueue: { name: engine.taskQueue },
    input: { payloads: await createPayloadCodec(engine.payloadKey).encode([argument]) },
    requestId: one.requestId,
    timeSkippingConfig: { enabled: true },
  });
}

let forwards = 0;

/** Moves the time of a running workflow forward; what falls due meanwhile happens at its instant. Returns when it has arrived there. */
export const fastForward = (engine: TestEngine, requestId: string, ms: number): Promise<void> =>
  fastForwardWorkflow(engine, workflowIdOf(requestId), ms);

/** The same for a workflow of any kind. */
export async function fastForwardWorkflow(engine: TestEngine, workflowId: string, ms: number): Promise<void> {
  forwards += 1;
  const id = `forward-${process.pid}-${forwards}`;
  const workflowExecution = { workflowId };
  try {
    await engine.client.workflowService.updateWorkflowExecutionOptions({
      namespace: engine.namespace,
      workflowExecution,
      workflowExecutionOptions: { timeSkippingConfig: { enabled: true, fastForwardConfig: { id, duration: msToTs(ms) } } },
      updateMask: { paths: ['time_skipping_config'] },
    });
  } catch (error) {
    if (error instanceof Error && error.message.includes('already completed')) return; // it ended by itself: no time passes for it any more
    throw error;
  }
  const hasArrived = await waitUntil(async () => {
    const { workflowExtendedInfo, workflowExecutionInfo } = await engine.client.workflowService.describeWorkflowExecution({
      namespace: engine.namespace,
      execution: workflowExecution,
    });
    const isOver = workflowExecutionInfo?.closeTime != null;
    return isOver || workflowExtendedInfo?.timeSkippingInfo?.effectiveConfig?.enabled === false;
  }, 60_000);
  if (!hasArrived) throw new Error(`the workflow ${workflowId} did not arrive in the future`);
}
