import type { KeyObject } from 'node:crypto';
import type pg from 'pg';
import { type EvidenceProblem, rootProblem } from './problem.js';
import {
  computedBuckets,
  type EvidenceRoot,
  FIRST_ROOT_PREV,
  hashOfBuckets,
  recordedBuckets,
  rootHash,
  rootsAfter,
} from './root-content.js';
import { isSigned } from './signing.js';

const ROOTS_AT_ONCE = 1_000;

type Queryable = Pick<pg.PoolClient, 'query'>;
type OnProblem = (problem: EvidenceProblem) => void;

function problemOfRoot(
  root: EvidenceRoot,
  before: EvidenceRoot | undefined,
  keys: ReadonlyMap<string, KeyObject>,
): EvidenceProblem | undefined {
  const { seq } = root;
  if (seq !== (before?.seq ?? 0) + 1 || !root.prevHash.equals(before?.hash ?? FIRST_ROOT_PREV)) return rootProblem('root-gap', seq);
  if (!rootHash(root).equals(root.hash)) return rootProblem('root-changed', seq);
  const key = keys.get(root.keyId);
  if (key === undefined || !isSigned(key, root.hash, root.signature)) return rootProblem('root-signature', seq, `key ${root.keyId}`);
  return undefined;
}

/** What the newest root signed: the buckets as recorded, and the buckets as the signed chain ends still make them. */
async function verifySigned(db: Queryable, last: EvidenceRoot | undefined, onProblem: OnProblem): Promise<void> {
  const recorded = await recordedBuckets(db);
  const matches = last === undefined ? recorded.length === 0 : hashOfBuckets(recorded).equals(last.root);
  if (!matches) onProblem(rootProblem('heads-changed', undefined, 'buckets'));
  const computed = new Map((await computedBuckets(db)).map((bucket) => [bucket.bucket, bucket]));
  const changed = recorded.filter(({ bucket, hash }) => computed.get(bucket)?.hash.equals(hash) !== true).map(({ bucket }) => bucket);
  const added = [...computed.keys()].filter((bucket) => !recorded.some((known) => known.bucket === bucket));
  for (const bucket of [...changed, ...added]) onProblem(rootProblem('heads-changed', undefined, `bucket ${bucket}`));
}

/**
 * Checks every root (content, order, signature) and what the newest one signed.
 * @param keys public keys by key id.
 * @param known a root known from elsewhere (a backup's manifest, a printed report): it must still stand in its place.
 */
export async function verifyRoots(
  db: Queryable,
  options: { keys: ReadonlyMap<string, KeyObject>; known?: { seq: number; hash: string }; onProblem: OnProblem },
): Promise<{ roots: number; last?: EvidenceRoot }> {
  const { keys, known, onProblem } = options;
  let roots = 0;
  let last: EvidenceRoot | undefined;
  for (let batch = await rootsAfter(db, 0, ROOTS_AT_ONCE); batch.length > 0; batch = await rootsAfter(db, last?.seq ?? 0, ROOTS_AT_ONCE)) {
    for (const root of batch) {
      const problem = problemOfRoot(root, last, keys);
      if (problem !== undefined) onProblem(problem);
      else if (root.seq === known?.seq && root.hash.toString('hex') !== known.hash) onProblem(rootProblem('root-changed', root.seq));
      last = root;
      roots += 1;
    }
  }
  if (known !== undefined && (last?.seq ?? 0) < known.seq) onProblem(rootProblem('root-missing', undefined, `${known.seq} was written`));
  await verifySigned(db, last, onProblem);
  return { roots, last };
}
