import type { ActType } from './filing.js';

/**
 * Acts by which something leaves the house at once: a letter, a file. At the desk they are kept for some seconds in which they can be
 * taken back; what has left the house cannot be.
 */
export const HELD_ACTS = [
  'message',
  'clarification',
  'extension',
  'forward',
  'join',
  'release',
  'withdrawal',
  'lift-announcement',
  'complaint-progress',
  'complaint-outcome',
] as const satisfies readonly ActType[];

export const isHeld = (type: ActType): boolean => (HELD_ACTS as readonly ActType[]).includes(type);
