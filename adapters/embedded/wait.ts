import { setTimeout as sleep } from 'node:timers/promises';

/** Asks `check` again and again until it is true; false when `timeoutMs` has passed or `signal` says that it is no use. */
export async function waitUntil(check: () => Promise<boolean>, timeoutMs: number, signal?: AbortSignal): Promise<boolean> {
  const endsAt = Date.now() + timeoutMs;
  for (let pauseMs = 20; Date.now() < endsAt && !signal?.aborted; pauseMs = Math.min(pauseMs * 2, 250)) {
    if (await check()) return true;
    await sleep(pauseMs);
  }
  return false;
}
