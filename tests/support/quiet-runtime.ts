import { Runtime } from '@temporalio/worker';

let isQuiet = false;

/** The engine's own lines would drown what the tests say. Once a process. */
export function quietRuntime(): void {
  if (isQuiet) return;
  isQuiet = true;
  const quiet = () => undefined;
  Runtime.install({
    logger: { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet },
    telemetryOptions: { logging: { filter: 'OFF', forward: {} } },
    shutdownSignals: [],
  });
}
