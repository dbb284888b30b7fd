import { isPortFree } from '../../adapters/embedded/port.js';

const SPAN = 12;

/** A PORT whose eleven followers are free too, for an installation of one test. */
export async function freePortRange(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const first = 12_000 + Math.floor(Math.random() * 1_500) * SPAN;
    const range = Array.from({ length: SPAN }, (_, index) => first + index);
    const isFree = await Promise.all(range.map((port) => isPortFree(port)));
    if (isFree.every(Boolean)) return first;
  }
  throw new Error('this machine has no twelve free ports in a row');
}
