import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

const WARM_UP = 20;
const LOADS = 300;
const SHARE = 0.95;

export interface PageTime {
  path: string;
  /** Milliseconds from asking to the whole page, at the 95th percentile. */
  p95: number;
}

/** How long each page takes over HTTP on this machine, one load after the other. A page that does not answer 200 ends the measurement. */
export async function measurePages(app: RequestListener, paths: readonly string[]): Promise<PageTime[]> {
  const server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port, not on a pipe
  try {
    const times: PageTime[] = [];
    for (const path of paths) times.push({ path, p95: await measurePage(`${base}${path}`) });
    return times;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function measurePage(url: string): Promise<number> {
  const runs: number[] = [];
  for (let load = 0; load < WARM_UP + LOADS; load++) {
    const startedAt = performance.now();
    const answer = await fetch(url, { headers: { accept: 'text/html' } });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`${new URL(url).pathname} answered ${answer.status}`);
    if (load >= WARM_UP) runs.push(performance.now() - startedAt);
  }
  return runs.sort((a, b) => a - b)[Math.ceil(runs.length * SHARE) - 1] ?? Number.NaN;
}
