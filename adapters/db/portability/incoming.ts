import type { Pool, PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../../domain/errors.js';
import type { TransferHead } from '../../../domain/portability/transfer.js';
import { openBlobWriter } from '../../connectors/blob-writer.js';
import type { Vault } from '../../crypto/vault.js';
import { openIncoming, type VerifiedSender, verifySender } from '../../portability/receive-package.js';
import { FRESH_FOR_MS } from '../../portability/signed-request.js';
import { signReceipt } from '../../portability/transfer-keys.js';
import type { BlobStore } from '../../storage/blob-store.js';
import { inTransaction } from '../transaction.js';
import { requireApproved } from './senders.js';
import { TRANSFER_SEALED } from './transfer-record.js';

export interface IncomingDeps {
  pool: Pool;
  vault: Vault;
  blobs: BlobStore;
  settings: {
    publicUrl: string;
    controller: { name: string };
    outboundAllowedHosts?: readonly string[];
    portabilitySenders?: readonly string[];
  };
  now(): Date;
}

/** A signed request as it came in; header names in lower case. `path` is that of the endpoint. */
export interface IncomingRequest {
  path: string;
  headers: Record<string, string>;
  body: AsyncIterable<Uint8Array>;
}

/** What the sender gets: our signed receipt. `isNew` is false where the transfer was already here. */
export interface Received {
  receipt: string;
  isNew: boolean;
}

/**
 * Takes in a package for a person. Order: signature against the sender's published keys, freshness, nonce, approval of the sender; only
 * then the body, hashed while it is stored encrypted under the key of the person with that e-mail address. A transfer that is already
 * here is answered with the receipt it got: nothing is imported twice.
 * Throws unauthenticated (signature), forbidden (SENDER_NOT_APPROVED), conflict (NONCE_REPLAYED, TRANSFER_DIFFERS) or invalid (body).
 */
export async function receivePackage(deps: IncomingDeps, request: IncomingRequest): Promise<Received> {
  const now = deps.now();
  const { publicUrl, outboundAllowedHosts: allowedHosts = [] } = deps.settings;
  const url = new URL(request.path, publicUrl).href;
  const sender = await verifySender({ url, headers: request.headers }, { allowedHosts, now });
  await rememberNonce(deps.pool, sender, now);
  await requireApproved(deps, sender, now);
  const { head, pieces, check } = await openIncoming(request.headers, request.body, sender);
  const earlier = await findIncoming(deps.pool, sender.origin, head.transferId);
  if (earlier !== undefined) return { receipt: sameReceipt(earlier, head), isNew: false };
  return store(deps, { sender, head, pieces, check, now });
}

async function rememberNonce(pool: Pool, { origin, nonce }: VerifiedSender, now: Date): Promise<void> {
  await pool.query('DELETE FROM portability_nonce WHERE expires_at < $1', [now]);
  const expiresAt = new Date(now.getTime() + 2 * FRESH_FOR_MS);
  const written = await pool.query(
    'INSERT INTO portability_nonce (origin, nonce, expires_at) VALUES ($1, $2, $3) ON CONFLICT (origin, nonce) DO NOTHING',
    [origin, nonce, expiresAt],
  );
  if (written.rowCount === 0)
    throw new DomainError({
      code: 'NONCE_REPLAYED',
      kind: 'unauthenticated',
      detail: 'This signature was used before. Sign the request anew.',
    });
}

interface Earlier {
  package_sha256: string;
  receipt: string;
}

async function findIncoming(connection: Pick<PoolClient, 'query'>, origin: string, transferId: string): Promise<Earlier | undefined> {
  const { rows } = await connection.query<Earlier>(
    'SELECT package_sha256, receipt FROM incoming_transfer WHERE origin = $1 AND transfer_id = $2',
    [origin, transferId],
  );
  return rows[0];
}

function sameReceipt({ package_sha256, receipt }: Earlier, head: TransferHead): string {
  if (package_sha256 === head.sha256) return receipt;
  throw new DomainError({
    code: 'TRANSFER_DIFFERS',
    kind: 'conflict',
    detail: 'A transfer with this id and another content is already here.',
  });
}

interface Incoming {
  sender: VerifiedSender;
  head: TransferHead;
  pieces: AsyncIterable<Uint8Array>;
  check(): void;
  now: Date;
}

async function store(deps: IncomingDeps, { sender, head, pieces, check, now }: Incoming): Promise<Received> {
  const subjectId = await subjectOf(deps, head.person.email);
  // Kept for a day only, until the row that names it is committed.
  const deleteAfter = new Date(now.getTime() + 86_400_000);
  const writer = openBlobWriter(deps.blobs, { subjectId, mediaType: 'application/zip', deleteAfter });
  let blobId: string;
  try {
    for await (const piece of pieces) await writer.write(piece);
    check();
    blobId = (await writer.finish()).blobId;
  } catch (error) {
    await writer.abandon();
    throw error;
  }
  const to = new URL(deps.settings.publicUrl).origin;
  const { transferId, sha256, sizeBytes } = head;
  const receipt = signReceipt(deps.vault, {
    transferId,
    from: sender.origin,
    to,
    toName: deps.settings.controller.name,
    sha256,
    sizeBytes,
    receivedAt: now.toISOString(),
  });
  const about = await deps.vault.seal(subjectId, { ...head.person, source: head.source.name }, TRANSFER_SEALED.about);
  const isNew = await inTransaction(deps.pool, async (client) => {
    const written = await client.query(
      `INSERT INTO incoming_transfer (id, origin, transfer_id, subject_id, blob_id, package_sha256, size_bytes, sealed_about, receipt, status, received_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'received', $10) ON CONFLICT (origin, transfer_id) DO NOTHING`,
      [uuidv7(), sender.origin, transferId, subjectId, blobId, sha256, sizeBytes, about, receipt, now],
    );
    if (written.rowCount === 1) await client.query('UPDATE blob SET delete_after = NULL WHERE id = $1', [blobId]);
    return written.rowCount === 1;
  });
  if (isNew) return { receipt, isNew };
  // Another attempt of the same transfer was quicker: its copy stands.
  await deps.blobs.delete(blobId);
  const earlier = await findIncoming(deps.pool, sender.origin, transferId);
  return { receipt: earlier === undefined ? receipt : sameReceipt(earlier, head), isNew };
}

/** The person with this address, made known where nobody is yet. */
async function subjectOf({ pool, vault }: IncomingDeps, email: string): Promise<string> {
  const index = vault.blindIndex(email);
  const known = await pool.query<{ id: string }>('SELECT id FROM subject WHERE email_index = $1', [index]);
  if (known.rows[0] !== undefined) return known.rows[0].id;
  const id = await vault.freshSubject();
  await pool.query('INSERT INTO subject (id, email_index) VALUES ($1, $2) ON CONFLICT (email_index) DO NOTHING', [id, index]);
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM subject WHERE email_index = $1', [index]);
  return rows[0]?.id ?? id;
}
