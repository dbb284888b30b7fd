import type pg from 'pg';
import { DomainError } from '../../domain/errors.js';
import type { CaseProof, ProvenEvent } from '../../domain/evidence/case-proof.js';
import { bucketOf, lastRoot, recordedBuckets } from './root-content.js';
import { sha256 } from './sha256.js';
import { createRootSigner, readPublicKey } from './signing.js';
import type { LinkRow } from './verify-chains.js';

export interface ProofDeps {
  pool: pg.Pool;
  /** ROOT_SIGNING_KEY; `formerPublicKeys` (base64 SPKI) for a root signed before the key changed. */
  signingKey: string;
  formerPublicKeys?: readonly string[];
  now(): Date;
}

/** The proof of one case as of one moment. Throws NO_SUCH_REQUEST. Whether it holds is for `checkProof` to say, here or elsewhere. */
export async function proveCase(deps: ProofDeps, reference: string): Promise<CaseProof> {
  const client = await deps.pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows } = await client.query<{ id: string }>('SELECT id FROM request WHERE reference = $1', [reference]);
    const [found] = rows;
    if (found === undefined)
      throw new DomainError({ code: 'NO_SUCH_REQUEST', kind: 'missing', detail: 'There is no case with this reference.' });
    const [events, signed] = [await eventsOf(client, found.id), await signedOf(client, deps, found.id)];
    return { format: 'rightsdesk-proof-1', reference, requestId: found.id, madeAt: deps.now().toISOString(), events, signed };
  } finally {
    await client.query('ROLLBACK').then(
      () => client.release(),
      (error: Error) => client.release(error),
    );
  }
}

async function eventsOf(client: pg.PoolClient, requestId: string): Promise<ProvenEvent[]> {
  const { rows } = await client.query<Omit<LinkRow, 'request_id'>>(
    'SELECT seq, at, event, actor, role, data, sealed, prev_hash, hash FROM evidence WHERE request_id = $1 ORDER BY seq',
    [requestId],
  );
  return rows.map(({ sealed, prev_hash: prevHash, at, hash, ...row }) => ({
    ...row,
    at: at.toISOString(),
    sealedHash: sealed === null ? null : sha256(sealed).toString('hex'),
    prevHash: prevHash.toString('hex'),
    hash: hash.toString('hex'),
  }));
}

async function signedOf(client: pg.PoolClient, deps: ProofDeps, requestId: string): Promise<CaseProof['signed']> {
  const bucket = bucketOf(requestId);
  const { rows } = await client.query<{ request_id: string; seq: number; hash: Buffer }>(
    'SELECT request_id, seq, hash FROM evidence_rooted WHERE bucket = $1 ORDER BY request_id',
    [bucket],
  );
  const own = rows.find((row) => row.request_id === requestId);
  const root = await lastRoot(client);
  if (own === undefined || root === undefined) return null;
  const keys = [createRootSigner(deps.signingKey), ...(deps.formerPublicKeys ?? []).map(readPublicKey)];
  const key = keys.find(({ keyId }) => keyId === root.keyId);
  const buckets = await recordedBuckets(client);
  return {
    upTo: own.seq,
    bucket,
    heads: rows.map((row) => ({ requestId: row.request_id, seq: row.seq, hash: row.hash.toString('hex') })),
    buckets: buckets.map((one) => ({ bucket: one.bucket, count: one.count, hash: one.hash.toString('hex') })),
    root: {
      seq: root.seq,
      at: root.at.toISOString(),
      headCount: root.headCount,
      root: root.root.toString('hex'),
      prevHash: root.prevHash.toString('hex'),
      hash: root.hash.toString('hex'),
      keyId: root.keyId,
      signature: root.signature.toString('base64'),
      publicKey: key?.publicKey.export({ type: 'spki', format: 'der' }).toString('base64') ?? '',
    },
  };
}
