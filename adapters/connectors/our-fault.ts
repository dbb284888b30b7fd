import { messageOf, problemOf, stateOf } from './postgres/session.js';
import type { ReadProblem } from './reading.js';

/** Classes of SQLSTATE that say the server cannot be talked to: connection, resources, shutting down or timed out, system error. */
const STATES = /^(08|53|57|58)/;
const SOCKETS = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH', 'EAI_AGAIN', 'ENOENT']);

/** Our own database cannot be reached: a value like for any other system. Anything else is a mistake of ours and is thrown again. */
export function problemOfOurs(error: unknown): ReadProblem {
  const code = stateOf(error);
  const isLost = code === '' && /connection terminated|timeout|connection error/i.test(messageOf(error));
  if (STATES.test(code) || SOCKETS.has(code) || isLost) return problemOf(error, 'UNREACHABLE');
  throw error;
}
