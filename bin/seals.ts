import { createServer, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { pino } from 'pino';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { createPages } from '../adapters/pages/render.js';
import { createSealPage } from '../api/public-seals/page.js';
import { readSealsEnvironment } from '../env.js';
import { composePublicSeals } from './compose-public-seals.js';
import { keepPulse } from './pulse.js';
import { loadStaticFiles } from './static-files.js';
import { createTroubles } from './trouble.js';

/** Verification, badges, status lists and keys as a process of its own: it needs its folder, and the database only to learn of changes. */
const env = readSealsEnvironment();
const [place] = env.ESTABLISHMENTS;
if (place === undefined) throw new Error('no establishment'); // env.ts asks for at least one
const log = pino({ level: env.LOG_LEVEL, base: { part: 'seals' } });
const pool = new pg.Pool({ connectionString: env.DATABASE_URL, max: 4, connectionTimeoutMillis: 5_000 });
pool.on('error', () => undefined); // replaced at its next use, which reports the failure
pool.on('connect', (client) => client.on('error', () => undefined));
const stopping = new AbortController();
const troubles = createTroubles(log);
const { note } = troubles;

const { handler, follower, shelf, misuseLog, cacheBytes } = composePublicSeals({
  home: env.RIGHTSDESK_HOME,
  part: 'seals',
  pool,
  publicUrl: env.PUBLIC_URL,
  report: note('misuse'),
  page: createSealPage({
    pages: createPages(),
    controller: { ...env.CONTROLLER, ...place, establishments: env.ESTABLISHMENTS, name: env.CONTROLLER.name },
  }),
});

const registry = new Registry();
collectDefaultMetrics({ register: registry });
const gauge = (name: string, help: string, value: () => number) =>
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(value());
    },
  });
gauge('rightsdesk_seals_published', 'Seals on the shelf of this process.', () => shelf.sealCount);
gauge('rightsdesk_seals_shelf_bytes', 'Size of the shelf on the disk.', () => shelf.sizes.fileBytes);
gauge('rightsdesk_seals_index_bytes', 'Memory that finding seals takes.', () => shelf.sizes.indexBytes);
gauge('rightsdesk_seals_answers_bytes', 'Memory of answers that are kept ready.', cacheBytes);
gauge('rightsdesk_seals_following_age_seconds', 'Since the shelf was last known to be complete; -1 before that.', () =>
  follower.inStepAt === undefined ? -1 : (Date.now() - follower.inStepAt.getTime()) / 1000,
);

const sendStatic = loadStaticFiles(fileURLToPath(new URL('../templates/assets', import.meta.url)));

/** Ready with a complete copy, however old: it serves what it has, and says in its figures how old that is. */
const isReady = () => shelf.position !== undefined;

const server = createServer((req, res) => handler(req, res, () => ownAnswer(req.url ?? '/', res)));
server.listen(env.SEALS_PORT, env.HOST, () => log.info({ port: env.SEALS_PORT, seals: shelf.sealCount }, 'seals are verified here'));
server.keepAliveTimeout = 65_000;

function ownAnswer(url: string, res: ServerResponse): void {
  const json = (status: number, body: object, type = 'application/json') => {
    res.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(JSON.stringify(body));
  };
  if (sendStatic(url, res)) return;
  if (url === '/healthz') json(200, { status: 'ok' });
  else if (url === '/readyz') json(isReady() ? 200 : 503, { status: isReady() ? 'ready' : 'not-ready' });
  else if (url === '/metrics')
    registry.metrics().then(
      (text) => res.writeHead(200, { 'Content-Type': registry.contentType }).end(text),
      () => res.writeHead(503).end(),
    );
  else json(404, { type: 'about:blank', title: 'Not found', status: 404, code: 'NOT_FOUND' }, 'application/problem+json');
}

const following = Promise.all([
  follower.run(stopping.signal, note('following')),
  keepPulse({ pool, part: 'seals', log, troubles }, stopping.signal),
]);
const stop = async () => {
  stopping.abort();
  server.close();
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), 3_000).unref();
  await misuseLog.close();
  await following;
  await pool.end();
  shelf.close();
};
process.once('SIGTERM', () => void stop());
process.once('SIGINT', () => void stop());
