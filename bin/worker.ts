import { setMaxListeners } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { withFailures } from '../activities/failure.js';
import { createActivities } from '../activities/index.js';
import { createRetentionActivities } from '../activities/retention.js';
import { createSealActivities } from '../activities/seals.js';
import { indexAddresses } from '../adapters/accounts/index-addresses.js';
import { carryOutHeld } from '../adapters/db/desk/held-acts.js';
import { forgetExpired } from '../adapters/db/forget-expired.js';
import { deleteExpiredProofs } from '../adapters/db/requests/proof-files.js';
import { createCaseSteps } from '../adapters/db/requests/steps/case-steps.js';
import { createRetentionSteps } from '../adapters/db/retention/retention-desk.js';
import { issueBatches } from '../adapters/db/seals/bulk/issue-batch.js';
import { deliverWebhooks } from '../adapters/db/seals/keep/deliver-webhooks.js';
import { followRecords } from '../adapters/db/seals/keep/follow-records.js';
import { createSealSteps } from '../adapters/db/seals/keep/seal-steps.js';
import { foldFigures } from '../adapters/db/sla/fold-figures.js';
import { createRootWriter } from '../adapters/evidence/roots.js';
import { warmUpFonts } from '../adapters/letters/pdf-fonts.js';
import { createLetterQueue } from '../adapters/queue/letter-queue.js';
import { openEngineClient, openWorker } from '../adapters/temporal/engine.js';
import { createRequestWorkflows } from '../adapters/temporal/request-workflows.js';
import { createRetentionWorkflow } from '../adapters/temporal/retention-workflow.js';
import { createSealWorkflows } from '../adapters/temporal/seal-workflows.js';
import { readPartEnvironment } from '../env.js';
import { temporalConfig } from '../temporal.config.js';
import { composeFoundation } from './compose.js';
import { composeDomains } from './compose-domains.js';
import { registerEngineFigures } from './engine-figures.js';
import { keepPulse } from './pulse.js';
import { createTroubles } from './trouble.js';
import { every, keepDraining, keepIssuers, untilDone } from './worker-loops.js';

const env = readPartEnvironment();
const settings = temporalConfig();
const log = pino({ level: env.LOG_LEVEL, base: { part: 'worker' } });
const foundation = composeFoundation(env, { patienceMs: 60_000 });
const letters = createLetterQueue({ databaseUrl: env.DATABASE_URL, redisUrl: env.REDIS_URL });
const stopping = new AbortController();
setMaxListeners(0, stopping.signal); // every loop of the worker waits for it
const troubles = createTroubles(log);
const { note } = troubles;

warmUpFonts();
const engine = await untilDone(() => openEngineClient(settings), stopping.signal, note('temporal'));
const domains = composeDomains(env);
const activities = withFailures(
  {
    ...createActivities(createCaseSteps(foundation)),
    ...createSealActivities(createSealSteps({ ...foundation, domains })),
    ...createRetentionActivities(createRetentionSteps(foundation)),
  },
  (activity, error) => note(activity)(error),
);
const { worker, close } = await untilDone(
  () => openWorker(settings, activities, fileURLToPath(new URL('../workflows/index.js', import.meta.url))),
  stopping.signal,
  note('worker'),
);
const requests = createRequestWorkflows(engine.client, { taskQueue: settings.taskQueue });
const periods = createRetentionWorkflow(engine.client, { taskQueue: settings.taskQueue });
const seals = createSealWorkflows(engine.client, { taskQueue: settings.taskQueue });
const roots = createRootWriter({ pool: foundation.pool, signingKey: env.ROOT_SIGNING_KEY });
const loops = [
  keepPulse({ pool: foundation.pool, part: 'worker', log, troubles }, stopping.signal),
  keepDraining(
    { pool: foundation.pool, requests, letters, engineId: engine.engineId, wakeMatter: seals.wakeMatter },
    stopping.signal,
    note('outbox'),
  ),
  every(2_000, () => followRecords(foundation), stopping.signal, note('records of seals')),
  every(1_000, () => issueBatches(foundation, stopping.signal), stopping.signal, note('batches of seals')),
  every(2_000, () => deliverWebhooks(foundation), stopping.signal, note('webhooks of issuers')),
  every(60_000, () => keepIssuers(foundation.pool, seals), stopping.signal, note('days of issuers')),
  every(500, () => carryOutHeld(foundation), stopping.signal, note('acts of the desk')),
  every(2_000, () => foldFigures(foundation.pool), stopping.signal, note('figures')),
  every(60_000, () => roots.writeRoot(), stopping.signal, note('evidence root')),
  every(3_600_000, () => foundation.blobs.sweep(new Date()), stopping.signal, note('files past their time')),
  every(60_000, () => periods.keep(), stopping.signal, note('storage periods')),
  every(3_600_000, () => forgetExpired(foundation.pool), stopping.signal, note('expired sessions and keys')),
  every(3_600_000, () => indexAddresses(foundation), stopping.signal, note('addresses of accounts')),
  every(3_600_000, () => deleteExpiredProofs(foundation), stopping.signal, note('proofs past their time')),
];

const registry = new Registry();
registerEngineFigures(registry, engine.client);
const figures = createServer((request, response) => {
  if (request.url === '/healthz') return void response.end(`{"status":"${worker.getState()}"}`);
  registry.metrics().then(
    (text) => response.end(text),
    () => response.writeHead(503).end(),
  );
}).listen(env.WORKER_METRICS_PORT, env.HOST);

const stop = () => {
  stopping.abort();
  if (worker.getState() === 'RUNNING') worker.shutdown();
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
log.info('working');
await worker.run();
stop();
await Promise.all(loops);
figures.close();
await Promise.all([close(), engine.close(), letters.close()]);
await foundation.close();
