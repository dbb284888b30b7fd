import type { PoolClient } from 'pg';
import { rewrapBlobKey } from '../../storage/sealed-blob.js';
import { writeDrafts } from '../requests/write-drafts.js';
import { encodeRows } from '../write-together.js';
import { ENVELOPE_CONTEXT, type MailEnvelope } from './answered-mail.js';
import type { DraftedMail } from './open-cases.js';
import type { Place, PlacedKind, Placing } from './placing.js';
import { STAGING_SUBJECT } from './stored-mail.js';

/** Raw mail that belongs to no case is kept this long. */
const KEPT_WITHOUT_CASE_DAYS = 180;

/** A mail that was put somewhere, with what is still to be written for it. */
export interface PlacedMail {
  kind: PlacedKind;
  draft: DraftedMail | undefined;
  row: Record<string, unknown>;
}

/** What the record says of a mail from now on. One that belongs to a case is put under its person's key, bytes and envelope. */
export async function placedRow(
  { deps, stored, parsed, messageIndex }: Placing,
  { kind, place, wrappedKey }: { kind: string; place: Place | undefined; wrappedKey: Buffer },
): Promise<Record<string, unknown>> {
  const row = { id: stored.id, blob_id: stored.blobId, kind, message_id_index: messageIndex };
  if (place === undefined)
    return { ...row, delete_after: new Date(deps.now().getTime() + KEPT_WITHOUT_CASE_DAYS * 86_400_000).toISOString() };
  const envelope: MailEnvelope = { ...stored.envelope, messageId: parsed.messageId, references: parsed.references.slice(-20) };
  return {
    ...row,
    thread_id: place.threadId,
    subject_id: place.subjectId,
    sealed_envelope: await deps.vault.seal(place.subjectId, envelope, ENVELOPE_CONTEXT),
    wrapped_key: await rewrapBlobKey(deps.vault, { blobId: stored.blobId, subjectId: STAGING_SUBJECT, wrappedKey }, place.subjectId),
  };
}

const PLACED = (
  first: number,
) => `placed AS MATERIALIZED (SELECT * FROM jsonb_to_recordset($${first}::jsonb) AS placed(id uuid, blob_id uuid,
      kind text, message_id_index bytea, delete_after timestamptz, thread_id uuid, subject_id uuid, sealed_envelope bytea, wrapped_key bytea)),
    placed_mail AS (UPDATE inbound_mail m SET status = 'placed', placed_at = $${first + 1}, kind = p.kind, thread_id = p.thread_id,
      message_id_index = p.message_id_index, sealed_envelope = coalesce(p.sealed_envelope, m.sealed_envelope) FROM placed p WHERE m.id = p.id),
    placed_blob AS (UPDATE blob b SET delete_after = p.delete_after, subject_id = coalesce(p.subject_id, b.subject_id),
      wrapped_key = coalesce(p.wrapped_key, b.wrapped_key) FROM placed p WHERE b.id = p.blob_id)`;

/** Writes the cases of mails and where each mail was put, in one statement. */
export async function writePlaced(client: PoolClient, placed: readonly PlacedMail[], now: Date): Promise<void> {
  if (placed.length === 0) return;
  const drafts = placed.flatMap(({ draft }) => draft ?? []);
  await writeDrafts(client, drafts, { ctes: PLACED, params: [encodeRows(placed.map(({ row }) => row)), now] });
}
