import { Agent, request } from 'node:http';

/** How a load went: calls a second and how many were not answered as expected. */
export interface Load {
  perSecond: number;
  failures: number;
}

const CALLS_PER_ADDRESS = 18;
let addresses = 0;

/** An address of 127.0.0.0/8 that no load has used yet. */
function nextAddress(): string {
  const n = addresses++;
  return `127.${1 + Math.floor(n / 62_500)}.${1 + (Math.floor(n / 250) % 250)}.${1 + (n % 250)}`;
}

/**
 * Posts `total` bodies over `connections` kept-alive connections. Each address of 127.0.0.0/8 makes a few calls only, as many strangers
 * would, so that the limit per address stays switched on while it is measured.
 */
export async function postMany(options: {
  port: number;
  path: string;
  total: number;
  connections: number;
  body(n: number): unknown;
  expect: number;
}): Promise<Load> {
  let next = 0;
  let failures = 0;
  const startedAt = performance.now();
  const client = async () => {
    let agent = new Agent();
    for (let made = 0, n = next++; n < options.total; n = next++, made++) {
      if (made % CALLS_PER_ADDRESS === 0) {
        agent.destroy();
        agent = new Agent({ keepAlive: true, maxSockets: 1, localAddress: nextAddress() });
      }
      if ((await post(agent, options.port, options.path, JSON.stringify(options.body(n)))) !== options.expect) failures++;
    }
    agent.destroy();
  };
  await Promise.all(Array.from({ length: options.connections }, client));
  return { perSecond: options.total / ((performance.now() - startedAt) / 1000), failures };
}

function post(agent: Agent, port: number, path: string, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(
      {
        agent,
        host: '127.0.0.1',
        port,
        path,
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode ?? 0));
      },
    );
    call.once('error', reject);
    call.end(body);
  });
}
