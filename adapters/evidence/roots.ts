import type pg from 'pg';
import { DomainError } from '../../domain/errors.js';
import {
  type Bucket,
  bucketOf,
  computedBuckets,
  type EvidenceRoot,
  FIRST_ROOT_PREV,
  hashOfBuckets,
  lastRoot,
  recordedBuckets,
  rootHash,
} from './root-content.js';
import { createRootSigner, type RootSigner } from './signing.js';

const ADVISORY_LOCK = 727_003;
const HEARTBEAT_MS = 3_600_000;

/** Writes the signed root over all chains; run it every minute, in as many processes as you like. */
export interface RootWriter {
  /**
   * Covers everything committed since the last root. Undefined when another process is at it, or when nothing changed within the
   * hour. EVIDENCE_BROKEN when what an earlier root signed has been changed: no root is written over that, and `evidence verify`
   * names the place.
   */
  writeRoot(): Promise<EvidenceRoot | undefined>;
}

function broken(detail: string): DomainError {
  return new DomainError({ code: 'EVIDENCE_BROKEN', kind: 'conflict', detail: `${detail} No root is written. Run "evidence verify".` });
}

/** Takes away the marks of what was appended; marks set meanwhile stay for the next root. */
async function takePending(client: pg.PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ request_id: string }>(
    'WITH taken AS (DELETE FROM evidence_pending RETURNING request_id) SELECT DISTINCT request_id FROM taken',
  );
  return rows.map((row) => row.request_id);
}

const isSame = (one: Bucket | undefined, other: Bucket | undefined) =>
  one === undefined || other === undefined ? one === other : one.count === other.count && one.hash.equals(other.hash);

/** What was signed must still be so before it is signed again: else a root would make a loss look lawful. */
async function refuseBrokenRecord(
  client: pg.PoolClient,
  last: EvidenceRoot | undefined,
  dirty: number[],
  changed: string[],
): Promise<void> {
  const recorded = await recordedBuckets(client);
  if (last !== undefined && !hashOfBuckets(recorded).equals(last.root))
    throw broken('The recorded buckets are not those of the last root.');
  const computed = new Map((await computedBuckets(client, dirty)).map((bucket) => [bucket.bucket, bucket]));
  const known = new Map(recorded.map((bucket) => [bucket.bucket, bucket]));
  if (dirty.some((bucket) => !isSame(computed.get(bucket), known.get(bucket)))) throw broken('Heads that a root has signed were changed.');
  const { rowCount } = await client.query(
    `SELECT 1 FROM evidence_rooted r LEFT JOIN evidence e ON e.request_id = r.request_id AND e.seq = r.seq
      WHERE r.request_id = ANY($1::uuid[]) AND e.hash IS DISTINCT FROM r.hash LIMIT 1`,
    [changed],
  );
  if (rowCount !== 0) throw broken('A link that a root has signed was changed.');
}

async function rootHeads(client: pg.PoolClient, changed: string[], dirty: number[]): Promise<Bucket[]> {
  await client.query(
    `INSERT INTO evidence_rooted (request_id, seq, hash, bucket)
     SELECT h.request_id, h.seq, h.hash, changed.bucket FROM unnest($1::uuid[], $2::int[]) AS changed(id, bucket) JOIN evidence_head h ON h.request_id = changed.id
     ON CONFLICT (request_id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`,
    [changed, changed.map(bucketOf)],
  );
  const computed = await computedBuckets(client, dirty);
  await client.query(
    `INSERT INTO evidence_bucket (bucket, hash, count) SELECT * FROM unnest($1::int[], $2::bytea[], $3::int[])
     ON CONFLICT (bucket) DO UPDATE SET hash = excluded.hash, count = excluded.count`,
    [computed.map(({ bucket }) => bucket), computed.map(({ hash }) => hash), computed.map(({ count }) => count)],
  );
  return recordedBuckets(client);
}

function nextRoot(buckets: readonly Bucket[], last: EvidenceRoot | undefined, signer: RootSigner): EvidenceRoot {
  const content = {
    seq: (last?.seq ?? 0) + 1,
    at: new Date(),
    headCount: buckets.reduce((sum, { count }) => sum + count, 0),
    root: hashOfBuckets(buckets),
    prevHash: last?.hash ?? FIRST_ROOT_PREV,
    keyId: signer.keyId,
  };
  const hash = rootHash(content);
  return { ...content, hash, signature: signer.sign(hash) };
}

async function writeWithin(client: pg.PoolClient, signer: RootSigner): Promise<EvidenceRoot | undefined> {
  const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [ADVISORY_LOCK]);
  if (rows[0]?.mine !== true) return undefined;
  const last = await lastRoot(client);
  const changed = await takePending(client);
  if (changed.length === 0 && last !== undefined && Date.now() - last.at.getTime() < HEARTBEAT_MS) return undefined;
  const dirty = [...new Set(changed.map(bucketOf))];
  await refuseBrokenRecord(client, last, dirty, changed);
  const root = nextRoot(await rootHeads(client, changed, dirty), last, signer);
  await client.query(
    'INSERT INTO evidence_root (seq, at, head_count, root, prev_hash, hash, key_id, signature) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
    [root.seq, root.at, root.headCount, root.root, root.prevHash, root.hash, root.keyId, root.signature],
  );
  return root;
}

/** The root writer over the product's database. @param signingKey ROOT_SIGNING_KEY (`createRootSigner`). */
export function createRootWriter(deps: { pool: pg.Pool; signingKey: string }): RootWriter {
  const signer = createRootSigner(deps.signingKey);
  return {
    async writeRoot() {
      const client = await deps.pool.connect();
      let failed: Error | undefined;
      try {
        await client.query('BEGIN');
        const root = await writeWithin(client, signer);
        await client.query('COMMIT');
        return root;
      } catch (cause) {
        failed = cause instanceof Error ? cause : new Error(String(cause));
        throw cause;
      } finally {
        client.release(failed); // a client whose transaction failed is closed, which rolls back
      }
    },
  };
}
