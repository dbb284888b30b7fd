import { randomUUID } from 'node:crypto';
import type { Vault } from '../../crypto/vault.js';
import { CHUNK_BYTES } from '../../storage/chunks.js';
import { type SealedBlob, sealBlob, sealedBlobCtes, sealedBlobParams } from '../../storage/sealed-blob.js';
import { inTransaction } from '../transaction.js';
import { encodeRows, insertCte } from '../write-together.js';
import { ENVELOPE_CONTEXT, type MailEnvelope } from './answered-mail.js';
import { STAGING_SUBJECT, type StoreDeps, type StoredMail } from './stored-mail.js';

const MEDIA_TYPE = 'message/rfc822';
/** A stored mail nobody has placed is taken up by any mail room after this time: its own one places it at once. */
const OWN_TIME_MS = 15_000;
const ABANDONED_MS = 24 * 3_600_000;

/** A mail up to this size is one chunk, and so fit to be stored together with others. */
export const SMALL_MAIL_BYTES = CHUNK_BYTES;

/** A mail as it arrives: its bytes, what the envelope said, and when our server accepted it. */
export interface ArrivedMail {
  content: Buffer | AsyncIterable<Uint8Array>;
  envelope: MailEnvelope;
  source: 'smtp' | 'imap';
  receivedAt: Date;
}

/** One of at most SMALL_MAIL_BYTES. */
export type SmallMail = ArrivedMail & { content: Buffer };

const stagingKeys = new WeakMap<Vault, Promise<void>>();

function ensureStagingKey(vault: Vault): Promise<void> {
  const known = stagingKeys.get(vault);
  if (known !== undefined) return known;
  const making = vault.ensureKey(STAGING_SUBJECT);
  stagingKeys.set(vault, making);
  making.catch(() => stagingKeys.delete(vault));
  return making;
}

/** Says whether a mail may go into `storeSmallMails`. */
export function isSmall(mail: ArrivedMail): mail is SmallMail {
  return mail.content instanceof Buffer && mail.content.length <= SMALL_MAIL_BYTES;
}

/**
 * Puts a mail on record, encrypted: once this returns it cannot be lost. The bytes of a big one are written as they arrive and count
 * only with the row; what was begun and not finished is swept away after a day. Throws what the database threw.
 */
export async function storeMail(deps: StoreDeps, mail: ArrivedMail): Promise<StoredMail> {
  if (isSmall(mail)) {
    const [stored] = await storeSmallMails(deps, [mail]);
    if (stored !== undefined) return stored;
  }
  await ensureStagingKey(deps.vault);
  const deleteAfter = new Date(deps.now().getTime() + ABANDONED_MS);
  const blob = await deps.blobs.put(mail.content, { subjectId: STAGING_SUBJECT, mediaType: MEDIA_TYPE, deleteAfter });
  const { stored, row } = await recordOf(deps, mail, blob);
  await inTransaction(deps.pool, async (client) => {
    await client.query('UPDATE blob SET delete_after = NULL WHERE id = $1', [blob.blobId]);
    await client.query(`WITH ${insertCte('inbound_mail', [row], 1)} SELECT 1`, [encodeRows([row])]);
  });
  return stored;
}

/** Puts small mails on record, all in one statement and one commit. Gives them in their order. */
export async function storeSmallMails(deps: StoreDeps, mails: readonly SmallMail[]): Promise<StoredMail[]> {
  await ensureStagingKey(deps.vault);
  const sealed = await Promise.all(
    mails.map(async (mail) => {
      const blob = await sealBlob(deps.vault, mail.content, { subjectId: STAGING_SUBJECT, mediaType: MEDIA_TYPE });
      return { blob, ...(await recordOf(deps, mail, blob)) };
    }),
  );
  const rows = sealed.map(({ row }) => row);
  const params = sealedBlobParams(sealed.map(({ blob }) => blob));
  await deps.pool.query({
    name: `store-mails-${sealed.length}`,
    text: `WITH ${sealedBlobCtes(sealed.length)}, ${insertCte('inbound_mail', rows, params.length + 1)} SELECT 1`,
    values: [...params, encodeRows(rows)],
  });
  return sealed.map(({ stored }) => stored);
}

async function recordOf(
  deps: StoreDeps,
  { source, receivedAt, envelope }: ArrivedMail,
  { blobId, sha256, sizeBytes }: Pick<SealedBlob, 'blobId' | 'sha256' | 'sizeBytes'>,
): Promise<{ stored: StoredMail; row: Record<string, unknown> }> {
  const id = randomUUID();
  const row = {
    id,
    blob_id: blobId,
    sha256,
    size_bytes: sizeBytes,
    source,
    received_at: receivedAt.toISOString(),
    sealed_envelope: await deps.vault.seal(STAGING_SUBJECT, envelope, ENVELOPE_CONTEXT),
    not_before: new Date(deps.now().getTime() + OWN_TIME_MS).toISOString(),
  };
  return { stored: { id, blobId, sha256, source, receivedAt, envelope, attempts: 0 }, row };
}
