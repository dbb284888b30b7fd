import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { SessionStore } from '../adapters/accounts/session-store.js';
import { createVisitLog } from '../adapters/apart/visit-log.js';
import { createKeyrings } from '../adapters/crypto/keyring.js';
import { createDeskTools } from '../adapters/db/desk/desk-tools.js';
import { createIdempotency } from '../adapters/db/idempotency.js';
import { createCommunications } from '../adapters/db/marketing/communications.js';
import { createNewsletterDesk } from '../adapters/db/marketing/newsletter-desk.js';
import { createPromotionListDesk } from '../adapters/db/marketing/promotion-list-desk.js';
import { createSignUpDoor } from '../adapters/db/marketing/sign-up-door.js';
import { createTopicDesk } from '../adapters/db/marketing/topic-desk.js';
import { createUnsubscribing } from '../adapters/db/marketing/unsubscribe.js';
import { createOnce } from '../adapters/db/once.js';
import { createOperationDesk } from '../adapters/db/operation/operation-desk.js';
import { createPortabilityDoor } from '../adapters/db/portability/incoming-desk.js';
import { createRegisterDesk } from '../adapters/db/records/register-desk.js';
import { createRequestDesk } from '../adapters/db/requests/desk.js';
import { createFeeDesk } from '../adapters/db/requests/fees/fee-desk.js';
import { createBatchDesk } from '../adapters/db/seals/bulk/batches.js';
import { createIssuerSettings } from '../adapters/db/seals/issuer-settings.js';
import { createMemberDesk } from '../adapters/db/seals/member-desk.js';
import { createSealDesk } from '../adapters/db/seals/seal-desk.js';
import { createWebhookDesk } from '../adapters/db/seals/webhooks.js';
import { createEvidenceDoor } from '../adapters/evidence/door.js';
import { createCaughtMails } from '../adapters/mail/catcher/caught-mails.js';
import { createPages } from '../adapters/pages/render.js';
import { Publisher } from '../adapters/seals/published/publisher.js';
import { createApp } from '../api/app.js';
import { createRequestLog } from '../api/middleware/request-log.js';
import { createSession } from '../api/middleware/session.js';
import { createSealPage } from '../api/public-seals/page.js';
import { hostFromHere, readPartEnvironment } from '../env.js';
import { composeFoundation, masterKeysOf } from './compose.js';
import { composeAccounts, providerOf } from './compose-accounts.js';
import { composeDomains } from './compose-domains.js';
import { composePublicSeals } from './compose-public-seals.js';
import { composeSealDisplay } from './compose-seal-display.js';
import { composeSealKeys, composeSeals } from './compose-seals.js';
import { registerOperationFigures } from './operation-figures.js';
import { keepPulse } from './pulse.js';
import { createTroubles } from './trouble.js';

const env = readPartEnvironment();
const log = pino({ level: env.LOG_LEVEL, base: { part: 'api' } });
const troubles = createTroubles(log);
const { note } = troubles;
const foundation = composeFoundation(env);
const { pool, vault, settings } = foundation;
const [first] = env.ESTABLISHMENTS;
if (first === undefined) throw new Error('no establishment'); // env.ts asks for at least one

const registry = new Registry();
collectDefaultMetrics({ register: registry });
registerOperationFigures(registry, foundation);

/** Whether something listens there: Temporal speaks gRPC, and this only asks whether it is up. */
function isListening(address: string): Promise<boolean> {
  const [host = '127.0.0.1', port = '7233'] = address.split(':');
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port), timeout: 1_000 });
    const end = (isUp: boolean) => () => {
      socket.destroy();
      resolve(isUp);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });
}
const isHealthy = (port: number) => async () => (await fetch(`http://${hostFromHere(env.HOST)}:${port}/healthz`)).ok;
const isSeeded = async () => existsSync(join(env.RIGHTSDESK_HOME, 'demo.json'));

const sealKeys = composeSealKeys(env);
const pages = createPages();
const controller = {
  ...env.CONTROLLER,
  timeZone: first.timeZone,
  jurisdiction: first.jurisdiction,
  calendar: first.calendar,
  establishments: env.ESTABLISHMENTS,
};

const people = composeAccounts(foundation, providerOf(env));
const visits = createVisitLog({ ...foundation, emailOf: people.accounts.emailOf }, (error) =>
  log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'visit not written'),
);

// Seals are verified before Express, from a copy of what is published; the same as bin/seals.ts does alone.
const published = composePublicSeals({
  home: env.RIGHTSDESK_HOME,
  part: 'api',
  pool,
  publicUrl: settings.publicUrl,
  page: createSealPage({ pages, controller }),
  report: note('misuse'),
  now: foundation.now,
});
const seals = composeSeals(foundation, { keys: sealKeys, published });

const app = createApp({
  desk: createRequestDesk(foundation),
  ...people,
  deskTools: createDeskTools(foundation),
  ...(foundation.payments === undefined ? {} : { fees: createFeeDesk(foundation, foundation.payments) }),
  ...(env.SMTP_URL === undefined ? { mails: createCaughtMails(pool) } : {}),
  seals,
  sealDisplay: composeSealDisplay(foundation, { published, forms: seals.forms }),
  sealDesk: createSealDesk(foundation),
  memberDesk: createMemberDesk({ ...foundation, domains: composeDomains(env) }),
  issuerSettings: createIssuerSettings(foundation),
  webhookDesk: createWebhookDesk(foundation),
  batches: createBatchDesk(foundation),
  unsubscribing: createUnsubscribing(foundation),
  newsletters: createNewsletterDesk(foundation),
  promotionLists: createPromotionListDesk(foundation),
  topics: createTopicDesk(foundation),
  registers: createRegisterDesk(foundation),
  communications: createCommunications(foundation),
  signUps: createSignUpDoor(foundation),
  pages,
  once: createOnce(pool),
  controller,
  calendars: foundation.calendars,
  portability: createPortabilityDoor(foundation),
  evidence: createEvidenceDoor({ pool, now: foundation.now, signingKey: env.ROOT_SIGNING_KEY }),
  operation: createOperationDesk(foundation),
  expectedParts: env.SEALS_PROCESS ? ['api', 'worker', 'mailroom', 'seals'] : ['api', 'worker', 'mailroom'],
  now: foundation.now,
  session: createSession({
    store: new SessionStore(pool, vault),
    secret: env.SESSION_SECRET,
    isHttps: env.PUBLIC_URL.startsWith('https:'),
  }),
  requestLog: createRequestLog(log),
  visits,
  idempotency: createIdempotency(pool),
  isKeyTaken: (error) =>
    typeof error === 'object' && error !== null && 'constraint' in error && error.constraint === 'idempotency_key_pkey',
  report: (line, error) =>
    log.error(
      {
        ...line,
        error: error instanceof Error ? error.name : 'unknown',
        stack: error instanceof Error ? error.stack?.split('\n').slice(1, 6) : undefined,
      },
      'failed',
    ),
  publicUrl: settings.publicUrl,
  trustedProxies: env.TRUSTED_PROXIES,
  noteUntrustedProxy: () =>
    log.warn('a proxy that is not in TRUSTED_PROXIES passes requests on: limits and the log register take all its visitors for one'),
  assetsFolder: fileURLToPath(new URL('../templates/assets', import.meta.url)),
  swaggerFolder: dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json')),
  checks: {
    database: () => pool.query('SELECT 1'),
    temporal: () => isListening(env.TEMPORAL_ADDRESS),
    // Elsewhere the other parts run on machines of their own and are watched there.
    ...(env.SUPERVISED ? { worker: isHealthy(env.WORKER_METRICS_PORT), mailroom: isHealthy(env.MAILROOM_METRICS_PORT) } : {}),
    ...(env.SUPERVISED && env.DEMO ? { demo: isSeeded } : {}),
  },
  metrics: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
});

const stopping = new AbortController();
const dayKey = createKeyrings(masterKeysOf(env)).current['day-marks'];
const publisher = new Publisher({ pool, keys: sealKeys, publicUrl: settings.publicUrl, dayKey, now: foundation.now });
const publishing = Promise.all([
  publisher.run(stopping.signal, note('publishing')),
  published.follower.run(stopping.signal, note('following')),
  keepPulse({ pool, part: 'api', log, troubles }, stopping.signal),
]);

const server = createServer((req, res) => published.handler(req, res, () => app(req, res))).listen(env.PORT, env.HOST, () =>
  log.info({ port: env.PORT }, 'the door is open'),
);
server.keepAliveTimeout = 65_000;
const stop = () => {
  stopping.abort();
  server.close(() => void Promise.all([publishing, published.misuseLog.close(), visits.close()]).then(() => foundation.close()));
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), 3_000).unref();
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
