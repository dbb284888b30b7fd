import type { Pool } from 'pg';
import { createHash } from 'node:crypto';
import { createIdempotency } from './idempotency.js';

const TRIES = 100;

/** Runs `work` once for a scope within 24 hours, also across processes; whoever comes second gets the first answer. */
export function createOnce(pool: Pool) {
  const keys = createIdempotency(pool);
  return async function once<T extends object>(name: string, work: () => Promise<T>): Promise<T> {
    const scope = createHash('sha256').update(`once:${name}`).digest('hex');
    const claim = { scope, bodyHash: Buffer.alloc(0) };
    for (let tries = 0; tries < TRIES; tries++) {
      const before = await keys.find(claim).catch(waitIfRunning);
      if (before !== undefined && before !== 'running') return before.body as T; // what `work` answered the first time
      if (before === undefined && (await keys.claim(claim))) return settle(scope, work);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('the first call for this scope has not ended');
  };

  async function settle<T extends object>(scope: string, work: () => Promise<T>): Promise<T> {
    try {
      const body = await work();
      await keys.settle(scope, { status: 200, body });
      return body;
    } catch (error) {
      await keys.abandon(scope);
      throw error;
    }
  }
}

function waitIfRunning(error: unknown): 'running' {
  if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'IDEMPOTENCY_KEY_IN_USE') return 'running';
  throw error;
}
