import type { PoolClient } from 'pg';
import type { MailAttachment } from '../../../domain/intake/mail.js';
import { EVIDENCE_LIMITS } from '../../../domain/rectification/evidence-file.js';
import type { SentFile, UploadMediaType } from '../../../domain/uploads.js';
import { addEvidenceFiles } from '../rectification/evidence-files.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import type { ReadMail } from './place-mail.js';

/** What a file of each kind begins with: the type that a mail declares proves nothing. */
const BEGINS = {
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  'image/jpeg': [0xff, 0xd8, 0xff],
} as const satisfies Record<UploadMediaType, readonly number[]>;

function mediaTypeOf(content: Uint8Array): UploadMediaType | undefined {
  if (beginsWith(content, BEGINS['application/pdf'])) return 'application/pdf';
  if (beginsWith(content, BEGINS['image/png'])) return 'image/png';
  return beginsWith(content, BEGINS['image/jpeg']) ? 'image/jpeg' : undefined;
}

const beginsWith = (content: Uint8Array, bytes: readonly number[]): boolean => bytes.every((byte, index) => content[index] === byte);

/** The files of a mail that can be proof: of a kind that is taken, not too large, and not a picture of the text itself, as logos are. */
export function proofOf(attachments: readonly MailAttachment[]): SentFile[] {
  return attachments.flatMap(({ filename, content, isEmbedded }) => {
    if (isEmbedded === true || content === undefined || content.length === 0 || content.length > EVIDENCE_LIMITS.bytes) return [];
    const mediaType = mediaTypeOf(content);
    return mediaType === undefined ? [] : [{ name: filename, content, mediaType }];
  });
}

/**
 * Keeps what came with the requester's mail as proof of the corrections that are open in its thread (GDPR Art. 16), as many files as a
 * case takes; everything stays in the raw mail too. In the transaction that places the mail: both happen or neither.
 */
export async function keepProof(
  { deps, client }: { deps: DeskDeps; client: PoolClient },
  threadId: string,
  mail: Pick<ReadMail, 'files'>,
): Promise<void> {
  if (mail.files === undefined) return;
  const { rows } = await client.query<{ reference: string; known: number }>(
    `SELECT r.reference, (SELECT count(*)::int FROM evidence_file f WHERE f.request_id = r.id) AS known FROM request r
      WHERE r.thread_id = $1 AND r."right" = 'rectification' AND r.decided_at IS NULL AND r.closed_at IS NULL`,
    [threadId],
  );
  if (rows.length === 0) return;
  const files = proofOf(await mail.files());
  for (const { reference, known } of rows) {
    const taken = files.slice(0, Math.max(0, EVIDENCE_LIMITS.files - known));
    if (taken.length > 0) await addEvidenceFiles(deps, reference, taken, { client });
  }
}
