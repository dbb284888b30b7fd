import type { PublicSealsDeps } from './deps.js';

type Shelved = Pick<PublicSealsDeps, 'find' | 'now'>;

const PATIENCE_MS = 3_000;
const LOOK_MS = 50;
const MOST_WAITING = 500;
let waiting = 0;

/** An id that was made within the last seconds (its first 48 bits say when, RFC 9562 5.7) may be on its way to us. */
export function isJustIssued(deps: Shelved, id: string): boolean {
  if (id[14] !== '7' || waiting >= MOST_WAITING) return false;
  const age = deps.now().getTime() - Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
  return age > -PATIENCE_MS && age < PATIENCE_MS && deps.find(id) === undefined;
}

/** Resolves when the seal is there, or when it is not worth waiting any longer. */
export async function whenPublished(deps: Shelved, id: string): Promise<void> {
  waiting += 1;
  for (let tries = 0; tries < PATIENCE_MS / LOOK_MS && deps.find(id) === undefined; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  waiting -= 1;
}
