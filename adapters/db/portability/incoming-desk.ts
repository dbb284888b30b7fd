import { Readable } from 'node:stream';
import { DomainError } from '../../../domain/errors.js';

import { ownDiscovery, ownJwks } from '../../portability/receive-package.js';
import { inTransaction } from '../transaction.js';
import { type IncomingDeps, type IncomingRequest, receivePackage } from './incoming.js';
import { decideSender, listSenders } from './senders.js';
import { TRANSFER_SEALED } from './transfer-record.js';

interface Row {
  id: string;
  origin: string;
  transfer_id: string;
  subject_id: string;
  blob_id: string | null;
  package_sha256: string;
  size_bytes: string;
  sealed_about: Buffer;
  status: 'received' | 'accepted' | 'rejected';
  received_at: Date;
}

/** The receiving end (GDPR Art. 20(2)): what the door and the desk do with packages that come in. */
export function createPortabilityDoor(deps: IncomingDeps) {
  const { pool } = deps;
  return {
    discovery: () => ownDiscovery({ name: deps.settings.controller.name, publicUrl: deps.settings.publicUrl }),
    jwks: () => ownJwks(deps.vault),
    receive: (request: IncomingRequest) => receivePackage(deps, request),
    incoming: () => listIncoming(deps),
    decide: (id: string, verdict: 'accepted' | 'rejected', by: string) => decideIncoming(deps, id, verdict, by),
    open: (id: string) => openIncomingFile(deps, id),
    senders: () => listSenders(pool),
    decideSender: (origin: string, isApproved: boolean, by: string) => decideSender(pool, { origin, isApproved, by, now: deps.now() }),
  };
}

async function listIncoming({ pool, vault }: IncomingDeps) {
  const { rows } = await pool.query<Row>(`SELECT * FROM incoming_transfer ORDER BY (status <> 'received'), received_at DESC LIMIT 200`);
  const opened = await vault.openMany<{ name: string; email: string; source: string }>(
    rows.map((row) => ({ subjectId: row.subject_id, sealed: row.sealed_about, context: TRANSFER_SEALED.about })),
  );
  return rows.map((row, index) => ({
    id: row.id,
    origin: row.origin,
    source: opened[index]?.source ?? '',
    person: { name: opened[index]?.name ?? '', email: opened[index]?.email ?? '' },
    sha256: row.package_sha256,
    sizeBytes: Number(row.size_bytes),
    status: row.status,
    receivedAt: row.received_at.toISOString(),
  }));
}

/** Accepted: the file stays for the person's records. Rejected: the file is deleted, the fact stays. */
async function decideIncoming({ pool, blobs, now }: IncomingDeps, id: string, verdict: 'accepted' | 'rejected', by: string): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { rows } = await client.query<Row>('SELECT * FROM incoming_transfer WHERE id = $1 FOR UPDATE', [id]);
    const row = rows[0];
    if (row === undefined) throw missing();
    if (row.status !== 'received')
      throw new DomainError({ code: 'INCOMING_ALREADY_DECIDED', kind: 'conflict', detail: `This package was already ${row.status}.` });
    const kept = verdict === 'accepted' ? row.blob_id : null;
    await client.query('UPDATE incoming_transfer SET status = $2, decided_by = $3, decided_at = $4, blob_id = $5 WHERE id = $1', [
      id,
      verdict,
      by,
      now(),
      kept,
    ]);
    if (kept === null && row.blob_id !== null) await blobs.delete(row.blob_id, client);
  });
}

async function openIncomingFile({ pool, blobs }: IncomingDeps, id: string) {
  const { rows } = await pool.query<Row>('SELECT * FROM incoming_transfer WHERE id = $1', [id]);
  const row = rows[0];
  if (row === undefined || row.blob_id === null) throw missing();
  return { stream: Readable.from(blobs.open(row.blob_id)), sizeBytes: Number(row.size_bytes), filename: `incoming-${row.id}.zip` };
}

function missing(): DomainError {
  return new DomainError({ code: 'INCOMING_NOT_FOUND', kind: 'missing', detail: 'There is no such package.' });
}
