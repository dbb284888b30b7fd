import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { createPayloadCodec } from './codec.js';

/** Where Temporal is and how to speak to it; temporal.config.ts makes it. */
export interface EngineSettings {
  connectionOptions: { address: string };
  namespace: string;
  taskQueue: string;
  payloadKey: string;
  workflowBundlePath?: string | undefined;
}

/** A client for starting and waking workflows. */
export async function openEngineClient(
  settings: EngineSettings,
): Promise<{ client: Client; engineId(): Promise<string>; close(): Promise<void> }> {
  const connection = await Connection.connect({ ...settings.connectionOptions, connectTimeout: '5 seconds' });
  const client = new Client({
    connection,
    namespace: settings.namespace,
    dataConverter: { payloadCodecs: [createPayloadCodec(settings.payloadKey)] },
  });
  return {
    client,
    engineId: async () => {
      const { namespaceInfo } = await connection.workflowService.describeNamespace({ namespace: settings.namespace });
      return namespaceInfo?.id ?? settings.namespace;
    },
    close: () => connection.close(),
  };
}

/** A worker of the one task queue. `workflowsPath` is bundled at start where no bundle was built before. */
export async function openWorker(
  settings: EngineSettings,
  activities: object,
  workflowsPath: string,
): Promise<{ worker: Worker; close(): Promise<void> }> {
  const connection = await NativeConnection.connect(settings.connectionOptions);
  const source: Pick<WorkerOptions, 'workflowBundle' | 'workflowsPath'> =
    settings.workflowBundlePath === undefined ? { workflowsPath } : { workflowBundle: { codePath: settings.workflowBundlePath } };
  const worker = await Worker.create({
    connection,
    namespace: settings.namespace,
    taskQueue: settings.taskQueue,
    activities,
    ...source,
    dataConverter: { payloadCodecs: [createPayloadCodec(settings.payloadKey)] },
    workflowTaskPollerBehavior: { type: 'autoscaling' },
    activityTaskPollerBehavior: { type: 'autoscaling' },
    maxConcurrentActivityTaskExecutions: 24,
    shutdownGraceTime: '8s',
    shutdownForceTime: '10s',
  });
  return { worker, close: () => connection.close() };
}
