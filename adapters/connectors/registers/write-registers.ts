import type { Vault } from '../../crypto/vault.js';
import type { OwnedRow } from '../connector.js';
import { problemOfOurs } from '../our-fault.js';
import type { Identity } from '../reading.js';
import type { CorrectionCandidate, RestrictionResult, RestrictionScope, Unreachable, WritingActs } from '../writing-acts.js';
import { candidatesIn, correctRegister } from './correct-register.js';
import { countRegisters, eraseRegisters, type Holder, planRegisters, proveRegisters } from './erase-registers.js';
import type { Register } from './register.js';
import { REGISTERS } from './registers.js';

const MOST_CANDIDATES = 200;

interface Deps {
  vault: Vault;
  holderOf(identity: Identity): Promise<Holder>;
  rowsOf(register: Register, subjects: readonly string[]): AsyncIterable<readonly OwnedRow[]>;
}

/**
 * The acts that change our own registers. A restriction needs no mark of its own here: the recorded restriction itself takes the rows
 * out of every use (docs/ARCHITECTURE.md), so restricting and lifting only say what is covered.
 */
export function registerActs({ vault, holderOf, rowsOf }: Deps): WritingActs {
  const covered = async (identity: Identity, scope: RestrictionScope, status: 'restricted' | 'lifted'): Promise<RestrictionResult> => ({
    status,
    collections: await countRegisters(await holderOf(identity), scope.collections),
    byHand: [],
  });
  return {
    locate: (identity, query) =>
      answered(async () => {
        const { subjects } = await holderOf(identity);
        const candidates: CorrectionCandidate[] = [];
        for (const register of REGISTERS)
          for await (const rows of rowsOf(register, subjects))
            candidates.push(...rows.flatMap((row) => candidatesIn(register, row, query)));
        const isComplete = candidates.length <= MOST_CANDIDATES;
        return { status: 'located', candidates: candidates.slice(0, MOST_CANDIDATES), isComplete };
      }),
    correct: (identity, correction) => answered(async () => correctRegister(await holderOf(identity), vault, correction)),
    planErasure: (identity, scope = {}) => answered(async () => planRegisters(await holderOf(identity), scope)),
    erase: (identity, order) => answered(async () => eraseRegisters(await holderOf(identity), order)),
    proveGone: (identity, scope = {}) => answered(async () => proveRegisters(await holderOf(identity), scope)),
    restrict: (identity, scope) => answered(() => covered(identity, scope, 'restricted')),
    lift: (identity, scope) => answered(() => covered(identity, scope, 'lifted')),
  };
}

async function answered<T>(work: () => Promise<T>): Promise<T | Unreachable> {
  try {
    return await work();
  } catch (error) {
    return { status: 'unreachable', problem: problemOfOurs(error) };
  }
}
