import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../../domain/errors.js';
import { requireEvidenceFiles } from '../../../domain/rectification/evidence-file.js';
import type { Actor } from '../../../domain/request/filing.js';
import { type SentFile, safeFileName } from '../../../domain/uploads.js';
import { requireCase } from '../requests/case-row.js';
import type { Change, Fact, StepContext } from '../requests/change.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { recordTransition } from '../requests/transition.js';
import { SEALED_HERE } from './correction-row.js';
import { fieldIds } from './field-id.js';

const REQUESTER: Actor = { id: 'requester', role: 'requester' };
const NO_SUCH_FIELD = { pointer: '/correction', detail: 'Choose one of the fields of this request, or none.' };

/**
 * Keeps files that show what is right, encrypted with the person's key, all of them or none. Throws what is wrong with the first that
 * is not taken, and the 409 of a case that needs no proof any more.
 */
export async function addEvidenceFiles(
  deps: DeskDeps,
  reference: string,
  files: readonly SentFile[],
  { correction, by = REQUESTER, ...options }: { client?: PoolClient; correction?: string; by?: Actor } = {},
): Promise<void> {
  const add = (context: StepContext) => evidenceChange(deps, context, files, correction);
  await recordTransition(deps, { reference }, by, add, options);
}

/** The same as part of another step of the case, which may be about to become a rectification. */
export async function evidenceChange(
  deps: DeskDeps,
  { client, row }: Pick<StepContext, 'client' | 'row'>,
  files: readonly SentFile[],
  correction?: string,
) {
  if ((row.right !== 'rectification' && row.right !== null) || row.decided_at !== null || row.closed_at !== null)
    throw new DomainError({
      code: 'NO_PROOF_NEEDED_NOW',
      kind: 'conflict',
      detail: 'Files are taken for a request to correct something, until it is decided. Write us a message instead. GDPR Art. 16.',
      article: 'GDPR Art. 16',
    });
  if (correction !== undefined) requireField(correction, await fieldIds(deps, client, row));
  const taken = requireEvidenceFiles(files, await evidenceCountOf(client, row.id)).map((file) => ({ ...file, id: uuidv7() }));
  const stored = await Promise.all(
    taken.map(async ({ id, name, content, mediaType }) => ({
      id,
      request_id: row.id,
      subject_id: row.subject_id,
      blob_id: id,
      sealed_name: await deps.vault.seal(row.subject_id, safeFileName(name), SEALED_HERE.fileName),
      media_type: mediaType,
      size_bytes: content.length,
      correction_id: correction ?? null,
    })),
  );
  return {
    facts: taken.map(
      ({ id, content }): Fact => ({
        event: 'evidence-file-added',
        data: { fileId: id, sizeBytes: content.length, sha256: createHash('sha256').update(content).digest('hex') },
      }),
    ),
    rows: { evidence_file: stored },
    also: async (tx: PoolClient) => {
      for (const { id, content, mediaType } of taken) await deps.blobs.put(content, { id, subjectId: row.subject_id, mediaType, tx });
    },
  } satisfies Change;
}

/** A field has its id from the filing on; what was asked in free text has none until staff have put its fields down. */
function requireField(correction: string, known: readonly string[]): void {
  if (known.includes(correction)) return;
  const detail =
    known.length === 0
      ? 'No field of this request is put down yet: send the file without `correction`; it is kept for the whole request.'
      : 'This request has no such field.';
  throw new DomainError({ code: 'NO_SUCH_FIELD', kind: 'invalid', detail, fields: [NO_SUCH_FIELD] });
}

/** How many files a case has. */
export async function evidenceCountOf(connection: Pick<PoolClient, 'query'>, requestId: string): Promise<number> {
  const { rows } = await connection.query<{ n: number }>('SELECT count(*)::int AS n FROM evidence_file WHERE request_id = $1', [requestId]);
  return rows[0]?.n ?? 0;
}

/** Opens a file that was sent as proof; that somebody looked is evidence. Throws missing for another case's file. */
export async function openEvidenceFile(deps: DeskDeps, reference: string, fileId: string, actor: Actor) {
  const row = await requireCase(deps.pool, { reference });
  const isId = /^[0-9a-f-]{36}$/i.test(fileId);
  const { rows } = await deps.pool.query<{ blob_id: string; sealed_name: Buffer; media_type: string; size_bytes: number }>(
    'SELECT blob_id, sealed_name, media_type, size_bytes FROM evidence_file WHERE request_id = $1 AND id = $2',
    [row.id, isId ? fileId : null],
  );
  const file = rows[0];
  if (file === undefined) throw new DomainError({ code: 'NO_SUCH_FILE', kind: 'missing', detail: 'There is no such file.' });
  await recordTransition(deps, { id: row.id }, actor, () => ({ facts: [{ event: 'evidence-file-opened', data: { fileId } }] }));
  return {
    stream: Readable.from(deps.blobs.open(file.blob_id)),
    sizeBytes: file.size_bytes,
    mediaType: file.media_type,
    filename: (await deps.vault.open<string>(row.subject_id, file.sealed_name, SEALED_HERE.fileName)) ?? 'file',
  };
}
