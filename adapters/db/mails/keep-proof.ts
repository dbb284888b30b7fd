import type { PoolClient } from 'pg';
import { EVIDENCE_LIMITS } from '../../../domain/rectification/evidence-file.js';
import type { Actor } from '../../../domain/request/filing.js';
import { PROOF_LIMITS } from '../../../domain/request/proof.js';
import type { SentFile } from '../../../domain/uploads.js';
import { sentFilesIn, sentFilesOf } from '../../mail/inbound/sent-files.js';
import { addEvidenceFiles } from '../rectification/evidence-files.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { proofCountOf } from '../requests/proof-files.js';
import { takeProof } from '../requests/take-proof.js';
import type { ReadMail } from './placing.js';

const REQUESTER: Actor = { id: 'requester', role: 'requester' };

interface Keeping {
  deps: DeskDeps;
  client: PoolClient;
}

/** The files of a mail that can be proof. */
export async function filesOf({ files }: Pick<ReadMail, 'files'>): Promise<SentFile[]> {
  return files === undefined ? [] : sentFilesOf(await files());
}

/** Those of every mail that the requester sent in a thread, the oldest first, read from the raw mails. */
export async function filesOfThread({ deps, client }: Keeping, threadId: string): Promise<SentFile[]> {
  const { rows } = await client.query<{ blob_id: string }>(
    `SELECT m.blob_id FROM thread_message t JOIN inbound_mail m ON m.id = t.inbound_mail_id
      WHERE t.thread_id = $1 AND t.direction = 'in' AND t.author = 'requester' ORDER BY t.at, t.id`,
    [threadId],
  );
  const files: SentFile[] = [];
  for (const { blob_id: blobId } of rows) files.push(...(await sentFilesIn(await deps.blobs.read(blobId, client))));
  return files;
}

/**
 * Keeps what came with the requester's mail as proof of the corrections that are open in its thread (GDPR Art. 16), as many files as a
 * case takes; everything stays in the raw mail too. In the transaction that places the mail: both happen or neither.
 */
export async function keepEvidence({ deps, client }: Keeping, threadId: string, files: readonly SentFile[]): Promise<void> {
  if (files.length === 0) return;
  const { rows } = await client.query<{ reference: string; known: number }>(
    `SELECT r.reference, (SELECT count(*)::int FROM evidence_file f WHERE f.request_id = r.id) AS known FROM request r
      WHERE r.thread_id = $1 AND r."right" = 'rectification' AND r.decided_at IS NULL AND r.closed_at IS NULL`,
    [threadId],
  );
  for (const { reference, known } of rows) {
    const taken = files.slice(0, Math.max(0, EVIDENCE_LIMITS.files - known));
    if (taken.length > 0) await addEvidenceFiles(deps, reference, taken, { client });
  }
}

/** Keeps files as proof of the authority that a case waits for, as many as it takes (RULEBOOK section 4). */
export async function keepAuthority(
  { deps, client }: Keeping,
  found: { id: string; reference: string },
  { files, personEmail }: { files: readonly SentFile[]; personEmail?: string },
): Promise<void> {
  const left = PROOF_LIMITS.authority.files - (await proofCountOf(client, found.id, 'authority'));
  const taken = files.filter(({ content }) => content.length <= PROOF_LIMITS.authority.bytes).slice(0, Math.max(0, left));
  if (taken.length === 0) return;
  const person = personEmail === undefined ? {} : { personEmail };
  await takeProof(deps, found.reference, REQUESTER, { kind: 'authority', via: 'mail', files: taken, ...person }, client);
}
