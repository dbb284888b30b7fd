import type pg from 'pg';
import type { EvidenceProblem } from './problem.js';
import { createRootSigner, readPublicKey } from './signing.js';
import { verifyChains } from './verify-chains.js';
import { verifyRoots } from './verify-roots.js';

/** What the check of all evidence found. */
export interface EvidenceReport {
  ok: boolean;
  cases: number;
  events: number;
  roots: number;
  /** The newest root, to be noted down elsewhere and given back as `knownRoot`. */
  lastRoot?: { seq: number; hash: string; at: Date };
  problemCount: number;
  firstProblem?: EvidenceProblem;
  tookMs: number;
}

/** How the check tells what it finds while it runs. */
export interface VerifyOptions {
  onBroken?(problem: EvidenceProblem): void;
  /** Called as the check goes on, with the number of cases read so far. */
  onProgress?(cases: number): void;
  /** A root known to have been written; it must still be there. */
  knownRoot?: { seq: number; hash: string };
}

/**
 * Checks all evidence as of one moment while the program goes on: every link of every chain, every root, and that nothing a root
 * signed is missing. Chains first, so that the first problem is the most exact one. Needs only the right to read.
 * What was appended after the newest root (at most a minute) is held by its chain alone.
 * @param deps.signingKey ROOT_SIGNING_KEY; `formerPublicKeys` (base64 SPKI) for roots signed before the key changed.
 */
export async function verifyEvidence(
  deps: { pool: pg.Pool; signingKey: string; formerPublicKeys?: readonly string[] },
  options: VerifyOptions = {},
): Promise<EvidenceReport> {
  const started = performance.now();
  const problems: { first?: EvidenceProblem; count: number } = { count: 0 };
  const onProblem = (problem: EvidenceProblem) => {
    problems.first ??= problem;
    problems.count += 1;
    options.onBroken?.(problem);
  };
  const signers = [createRootSigner(deps.signingKey), ...(deps.formerPublicKeys ?? []).map(readPublicKey)];
  const keys = new Map(signers.map(({ keyId, publicKey }) => [keyId, publicKey]));
  const client = await deps.pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const chains = await verifyChains(client, { onProblem, onProgress: options.onProgress });
    const { roots, last } = await verifyRoots(client, { keys, known: options.knownRoot, onProblem });
    const lastRoot = last === undefined ? undefined : { seq: last.seq, hash: last.hash.toString('hex'), at: last.at };
    const tookMs = Math.round(performance.now() - started);
    return { ok: problems.count === 0, ...chains, roots, lastRoot, problemCount: problems.count, firstProblem: problems.first, tookMs };
  } finally {
    client.release(true); // whatever state the transaction is in, it ends with the connection
  }
}
