import { hostFromHere, readStartEnvironment } from '../env.js';

/** Run as a program with a part's name: exit 0 when that part answers, 1 when it does not. The health check of the containers. */
const env = readStartEnvironment();
const host = hostFromHere(env.HOST);
const addresses: Readonly<Record<string, string>> = {
  api: `http://${host}:${env.PORT}/healthz`,
  worker: `http://${host}:${env.WORKER_METRICS_PORT}/metrics`,
  seals: `http://${host}:${env.SEALS_PORT}/readyz`,
  mailroom: `http://${host}:${env.MAILROOM_METRICS_PORT}/metrics`,
};
const address = addresses[process.argv[2] ?? ''];
if (address === undefined) throw new Error(`usage: healthcheck ${Object.keys(addresses).join('|')}`);
const response = await fetch(address, { signal: AbortSignal.timeout(4_000) });
process.exit(response.ok ? 0 : 1);
