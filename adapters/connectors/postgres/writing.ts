import { type ByHand, byHandOnly, type Unreachable, type WritingActs } from '../writing-acts.js';
import { correct, locate } from './correct.js';
import { erase, planErasure, proveGone } from './erase.js';
import { mark } from './restrict.js';
import { SystemFault } from './session.js';
import type { DescribedDatabase } from './system.js';

/** The acts that change a described database; by hand where nothing to write with was given. */
export function writingActs(system: DescribedDatabase): WritingActs {
  const { writing } = system;
  if (writing === undefined) return byHandOnly('NO_WRITE_RIGHTS');
  return {
    locate: (identity, query) => reading(() => locate(system, identity, query)),
    correct: (identity, correction) => changing(() => correct(system, identity, correction)),
    planErasure: (identity, scope = {}) => reading(() => planErasure(system, writing, identity, scope)),
    erase: (identity, order) => changing(() => erase(system, writing, identity, order)),
    proveGone: (identity, scope = {}) => reading(() => proveGone(system, writing, identity, scope)),
    restrict: (identity, scope) => changing(() => mark(system, identity, scope, 'restricted')),
    lift: (identity, scope) => changing(() => mark(system, identity, scope, 'lifted')),
  };
}

/** A fault of the system becomes a value; anything else is a mistake of ours and goes on up. */
async function reading<T>(work: () => Promise<T>): Promise<T | Unreachable> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SystemFault)) throw error;
    return { status: 'unreachable', problem: error.problem };
  }
}

/** SQLSTATE 42501 insufficient_privilege, 25006 read_only_sql_transaction: asking again would not help. */
const MAY_NOT_WRITE = new Set(['42501', '25006']);

async function changing<T>(work: () => Promise<T>): Promise<T | Unreachable | ByHand> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SystemFault)) throw error;
    if (MAY_NOT_WRITE.has(error.sqlState)) return { status: 'by-hand', reason: 'NO_WRITE_RIGHTS' };
    return { status: 'unreachable', problem: error.problem };
  }
}
