import { loadClientConnectConfig } from '@temporalio/envconfig';
import { readPartEnvironment } from './env.js';

/** The one task queue: every worker serves every right. */
export const TASK_QUEUE = 'rightsdesk';

/**
 * How to reach Temporal. TEMPORAL_ADDRESS, namespace, API key and TLS are read by the SDK's own reader (temporal.toml and TEMPORAL_*);
 * only what it does not know stands here.
 */
export function temporalConfig() {
  const env = readPartEnvironment();
  const { connectionOptions, namespace } = loadClientConnectConfig();
  return {
    connectionOptions: { ...connectionOptions, address: env.TEMPORAL_ADDRESS },
    namespace: namespace ?? env.TEMPORAL_NAMESPACE,
    taskQueue: TASK_QUEUE,
    payloadKey: env.PAYLOAD_KEY,
    workflowBundlePath: env.TEMPORAL_WORKFLOW_BUNDLE,
  };
}
export type TemporalConfig = ReturnType<typeof temporalConfig>;
