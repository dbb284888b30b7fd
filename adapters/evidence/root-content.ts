import type pg from 'pg';
import { canonicalJson } from '../../domain/evidence/chain.js';
import { sha256 } from './sha256.js';

export const BUCKETS = 1_024;

/** A root as it is stored. `root` covers the buckets, `hash` covers the root and the hash before it. */
export interface EvidenceRoot {
  seq: number;
  at: Date;
  headCount: number;
  root: Buffer;
  prevHash: Buffer;
  hash: Buffer;
  keyId: string;
  signature: Buffer;
}

/** What a bucket of heads comes to. */
export interface Bucket {
  bucket: number;
  hash: Buffer;
  count: number;
}

type Queryable = Pick<pg.Pool, 'query'>;

/** What stands before the first root. */
export const FIRST_ROOT_PREV = sha256('rightsdesk-root-1');

/** The bucket of a case: the last ten bits of its id, which are random. */
export function bucketOf(requestId: string): number {
  return Number.parseInt(requestId.slice(-3), 16) & (BUCKETS - 1);
}

/** The hash over all buckets in order. */
export function hashOfBuckets(buckets: readonly Bucket[]): Buffer {
  return sha256(buckets.map(({ bucket, hash, count }) => `${bucket} ${count} ${hash.toString('hex')}`).join('\n'));
}

/** What is signed: the root with its place in the chain of roots. */
export function rootHash(root: Omit<EvidenceRoot, 'hash' | 'signature'>): Buffer {
  const { seq, at, headCount, keyId } = root;
  return sha256(
    canonicalJson(['rightsdesk-root-1', seq, at.toISOString(), headCount, root.root.toString('hex'), root.prevHash.toString('hex'), keyId]),
  );
}

/** The buckets as the last root recorded them, in order. */
export async function recordedBuckets(db: Queryable): Promise<Bucket[]> {
  const { rows } = await db.query<Bucket>('SELECT bucket, hash, count FROM evidence_bucket ORDER BY bucket');
  return rows;
}

/** The buckets as the rooted heads make them, computed in the database; all of them when `only` is left out. */
export async function computedBuckets(db: Queryable, only?: readonly number[]): Promise<Bucket[]> {
  const { rows } = await db.query<Bucket>(
    `SELECT bucket, sha256(string_agg(uuid_send(request_id) || int4send(seq) || hash, ''::bytea ORDER BY request_id)) AS hash, count(*)::int AS count
       FROM evidence_rooted WHERE $1::int[] IS NULL OR bucket = ANY($1) GROUP BY bucket ORDER BY bucket`,
    [only ?? null],
  );
  return rows;
}

const ROOT_COLUMNS = 'seq::int, at, head_count AS "headCount", root, prev_hash AS "prevHash", hash, key_id AS "keyId", signature';

/** The newest root; undefined before the first. */
export async function lastRoot(db: Queryable): Promise<EvidenceRoot | undefined> {
  const { rows } = await db.query<EvidenceRoot>(`SELECT ${ROOT_COLUMNS} FROM evidence_root ORDER BY evidence_root.seq DESC LIMIT 1`);
  return rows[0];
}

/** Roots after `seq`, oldest first. */
export async function rootsAfter(db: Queryable, seq: number, limit: number): Promise<EvidenceRoot[]> {
  const { rows } = await db.query<EvidenceRoot>(
    `SELECT ${ROOT_COLUMNS} FROM evidence_root WHERE evidence_root.seq > $1 ORDER BY evidence_root.seq LIMIT $2`,
    [seq, limit],
  );
  return rows;
}
