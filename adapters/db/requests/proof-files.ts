import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../../domain/errors.js';
import type { ProofItem } from '../../../domain/request/detail.js';
import type { Actor } from '../../../domain/request/filing.js';
import { PROOF_KEPT_DAYS, PROOF_LIMITS, type ProofKind } from '../../../domain/request/proof.js';
import { requireUploads, type SentFile, uploadProblem } from '../../../domain/uploads.js';
import { type CaseRow, requireCase } from './case-row.js';
import type { Fact } from './change.js';
import type { DeskDeps } from './desk-deps.js';
import { recordTransition } from './transition.js';

const DAY_MS = 86_400_000;
type Connection = Pick<PoolClient, 'query'>;

interface ProofRow {
  id: string;
  request_id: string;
  kind: ProofKind;
  via: string;
  media_type: string;
  size_bytes: number;
  sha256: Buffer;
  received_at: Date;
  shown_at: Date | null;
  deleted_at: Date | null;
}

/** How a proof came in. */
export type ProofVia = 'page' | 'mail' | 'api';

/** Files that show who somebody is or that they may act, ready to be written with the case; throws what is wrong with one of them. */
export function draftProofs(
  sent: { requestId: string; kind: ProofKind; via: ProofVia; files: readonly SentFile[]; alreadyThere: number },
  now: Date,
) {
  const deleteAfter = new Date(now.getTime() + PROOF_KEPT_DAYS * DAY_MS);
  const limits = PROOF_LIMITS[sent.kind];
  const files = requireUploads(sent.files, sent.alreadyThere, limits).map(({ content, mediaType }, index) => {
    // A document is looked at in the browser and not saved, so it has to be a picture.
    if (sent.kind === 'identity' && mediaType === 'application/pdf') throw uploadProblem('FILE_KIND_UNKNOWN', limits, index);
    return { id: uuidv7(), content, mediaType, sha256: createHash('sha256').update(content).digest() };
  });
  return {
    facts: files.map(
      ({ id, content, sha256 }): Fact => ({
        event: 'proof-file-received',
        data: { fileId: id, kind: sent.kind, via: sent.via, sizeBytes: content.length, sha256: sha256.toString('hex') },
      }),
    ),
    rows: files.map(({ id, content, mediaType, sha256 }) => ({
      id,
      request_id: sent.requestId,
      kind: sent.kind,
      via: sent.via,
      media_type: mediaType,
      size_bytes: content.length,
      sha256,
      received_at: now.toISOString(),
      delete_after: deleteAfter.toISOString(),
    })),
    /** Seals the bytes under the person's key, in the caller's transaction. */
    store: async (deps: Pick<DeskDeps, 'blobs'>, client: PoolClient, subjectId: string): Promise<void> => {
      for (const { id, content, mediaType } of files) await deps.blobs.put(content, { id, subjectId, mediaType, deleteAfter, tx: client });
    },
  };
}

/** How many files of a kind a case has ever had: attempts are counted, not what is left of them. */
export async function proofCountOf(connection: Connection, requestId: string, kind: ProofKind): Promise<number> {
  const { rows } = await connection.query<{ n: number }>('SELECT count(*)::int AS n FROM proof_file WHERE request_id = $1 AND kind = $2', [
    requestId,
    kind,
  ]);
  return rows[0]?.n ?? 0;
}

export async function proofItemsOf(connection: Connection, requestId: string): Promise<ProofItem[]> {
  const { rows } = await connection.query<ProofRow>('SELECT * FROM proof_file WHERE request_id = $1 ORDER BY received_at, id', [requestId]);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    via: row.via,
    mediaType: row.media_type,
    sizeBytes: row.size_bytes,
    sha256: row.sha256.toString('hex'),
    receivedAt: row.received_at.toISOString(),
    shownAt: row.shown_at?.toISOString() ?? null,
    deletedAt: row.deleted_at?.toISOString() ?? null,
  }));
}

/**
 * Deletes the files of a check, in the caller's transaction: the bytes with their key are gone, hash, time and hand stay as evidence
 * (EDPB 01/2022 paras 74-79: no copy is kept).
 */
export async function deleteProofs(
  deps: Pick<DeskDeps, 'blobs' | 'now'>,
  client: PoolClient,
  of: { row: Pick<CaseRow, 'id'>; kind?: ProofKind; because: 'checked' | 'expired' },
): Promise<Fact[]> {
  const { rows } = await client.query<ProofRow>(
    `UPDATE proof_file SET deleted_at = $2, deleted_because = $3 WHERE request_id = $1 AND deleted_at IS NULL
       AND ($4::text IS NULL OR kind = $4) AND ($3 <> 'expired' OR delete_after <= $2) RETURNING *`,
    [of.row.id, deps.now(), of.because, of.kind ?? null],
  );
  for (const { id } of rows) await deps.blobs.delete(id, client);
  return rows.map(({ id, kind, sha256 }) => ({
    event: 'identity-document-deleted',
    data: { fileId: id, kind, sha256: sha256.toString('hex'), because: of.because },
  }));
}

/** Deletes what nobody has checked in its time. Safe to run at any time and from several processes: each file is deleted once. */
export async function deleteExpiredProofs(deps: DeskDeps): Promise<number> {
  const { rows } = await deps.pool.query<{ request_id: string }>(
    'SELECT DISTINCT request_id FROM proof_file WHERE deleted_at IS NULL AND delete_after <= $1',
    [deps.now()],
  );
  let count = 0;
  for (const { request_id: id } of rows)
    await recordTransition(deps, { id }, { id: 'system', role: 'system' }, async ({ client, row }) => {
      const facts = await deleteProofs(deps, client, { row, because: 'expired' });
      count += facts.length;
      return facts.length === 0 ? undefined : { facts };
    });
  return count;
}

/** Opens a file for the check; a document of identity is shown once. That somebody looked is evidence. Throws missing or conflict. */
export async function openProof(deps: DeskDeps, reference: string, fileId: string, actor: Actor) {
  const isId = /^[0-9a-f-]{36}$/i.test(fileId);
  const { id } = await requireCase(deps.pool, { reference });
  let found: ProofRow | undefined;
  await recordTransition(deps, { id }, actor, async ({ client, now }) => {
    const { rows } = await client.query<ProofRow>('SELECT * FROM proof_file WHERE request_id = $1 AND id = $2 FOR UPDATE', [
      id,
      isId ? fileId : null,
    ]);
    found = rows[0];
    if (found === undefined) throw new DomainError({ code: 'NO_SUCH_FILE', kind: 'missing', detail: 'There is no such file.' });
    if (found.deleted_at !== null)
      throw new DomainError({ code: 'PROOF_DELETED', kind: 'conflict', detail: 'The file was deleted after the check; no copy is kept.' });
    if (found.kind === 'identity' && found.shown_at !== null)
      throw new DomainError({
        code: 'PROOF_SHOWN_ONCE',
        kind: 'conflict',
        detail: 'A document is shown once. Record what you saw, or ask for it again (EDPB 01/2022 paras 74-79).',
        article: 'EDPB 01/2022 paras 74-79',
      });
    await client.query('UPDATE proof_file SET shown_at = coalesce(shown_at, $2), shown_to = coalesce(shown_to, $3) WHERE id = $1', [
      found.id,
      now,
      actor.id,
    ]);
    return { facts: [{ event: 'proof-file-shown', data: { fileId: found.id } }] };
  });
  if (found === undefined) throw new Error('recordTransition judges before it returns');
  return {
    stream: Readable.from(deps.blobs.open(found.id)),
    sizeBytes: found.size_bytes,
    mediaType: found.media_type,
    filename: `${found.kind}.${found.media_type.split('/')[1]}`,
  };
}
