import { randomUUID } from 'node:crypto';
import type { Vault } from '../../crypto/vault.js';
import type { BlobStore } from '../../storage/blob-store.js';
import { CHUNK_BYTES } from '../../storage/chunks.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { ENVELOPE_CONTEXT, type MailEnvelope } from './answered-mail.js';
import { inQuickTransaction } from './quick-transaction.js';

/** Whose key a mail is sealed with until it is known whom it is about; then it is put under that person's key. */
export const STAGING_SUBJECT = '00000000-0000-4000-8000-0000000ca11e';

const MEDIA_TYPE = 'message/rfc822';
/** A stored mail nobody has placed is taken up by any mail room after this time: its own one places it at once. */
const OWN_TIME_MS = 15_000;
const ABANDONED_MS = 24 * 3_600_000;

/** A mail as it arrives: its bytes, what the envelope said, and when our server accepted it. */
export interface ArrivedMail {
  content: Buffer | AsyncIterable<Uint8Array>;
  envelope: MailEnvelope;
  source: 'smtp' | 'imap';
  receivedAt: Date;
}

/** A mail on record. */
export interface StoredMail {
  id: string;
  blobId: string;
  sha256: Buffer;
  source: 'smtp' | 'imap';
  receivedAt: Date;
  envelope: MailEnvelope;
  attempts: number;
}

type StoreDeps = Pick<DeskDeps, 'pool' | 'vault' | 'blobs' | 'now'>;

const stagingKeys = new WeakMap<Vault, Promise<void>>();

function ensureStagingKey(vault: Vault): Promise<void> {
  const known = stagingKeys.get(vault);
  if (known !== undefined) return known;
  const making = vault.ensureKey(STAGING_SUBJECT);
  stagingKeys.set(vault, making);
  making.catch(() => stagingKeys.delete(vault));
  return making;
}

const INSERT = `INSERT INTO inbound_mail (id, blob_id, sha256, size_bytes, source, received_at, sealed_envelope, not_before)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`;

/**
 * Puts a mail on record, encrypted: once this returns it cannot be lost. The bytes of a big one are written as they arrive and count
 * only with the row; what was begun and not finished is swept away after a day. Throws what the database threw.
 */
export async function storeMail(deps: StoreDeps, mail: ArrivedMail): Promise<StoredMail> {
  await ensureStagingKey(deps.vault);
  const sealed = await deps.vault.seal(STAGING_SUBJECT, mail.envelope, ENVELOPE_CONTEXT);
  const id = randomUUID();
  const now = deps.now();
  const put: Parameters<BlobStore['put']>[1] = { subjectId: STAGING_SUBJECT, mediaType: MEDIA_TYPE };
  const isSmall = mail.content instanceof Buffer && mail.content.length <= CHUNK_BYTES;
  const early = isSmall ? undefined : await deps.blobs.put(mail.content, { ...put, deleteAfter: new Date(now.getTime() + ABANDONED_MS) });
  const blob = await inQuickTransaction(deps.pool, async ({ client, send }) => {
    const kept = early ?? (await deps.blobs.put(mail.content, { ...put, tx: client }));
    if (early !== undefined) send('UPDATE blob SET delete_after = NULL WHERE id = $1', [kept.blobId]);
    const notBefore = new Date(now.getTime() + OWN_TIME_MS);
    send(INSERT, [id, kept.blobId, kept.sha256, kept.sizeBytes, mail.source, mail.receivedAt, sealed, notBefore], 'store-mail');
    return kept;
  });
  return {
    id,
    blobId: blob.blobId,
    sha256: blob.sha256,
    source: mail.source,
    receivedAt: mail.receivedAt,
    envelope: mail.envelope,
    attempts: 0,
  };
}

interface ClaimedRow {
  id: string;
  blob_id: string;
  sha256: Buffer;
  source: 'smtp' | 'imap';
  received_at: Date;
  sealed_envelope: Buffer;
  attempts: number;
}

const LEASE_MS = 60_000;
const CLAIM = `UPDATE inbound_mail m SET attempts = m.attempts + 1, not_before = $1
  FROM (SELECT id FROM inbound_mail WHERE status = 'stored' AND not_before <= $2 ORDER BY not_before LIMIT $3 FOR UPDATE SKIP LOCKED) due
  WHERE m.id = due.id RETURNING m.id, m.blob_id, m.sha256, m.source, m.received_at, m.sealed_envelope, m.attempts`;

/** Takes mails that wait to be placed, for a minute; no other mail room gets them meanwhile. The try is counted before it is made. */
export async function claimMails(deps: StoreDeps, limit: number): Promise<StoredMail[]> {
  const now = deps.now();
  const { rows } = await deps.pool.query<ClaimedRow>(CLAIM, [new Date(now.getTime() + LEASE_MS), now, limit]);
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      blobId: row.blob_id,
      sha256: row.sha256,
      source: row.source,
      receivedAt: row.received_at,
      attempts: row.attempts,
      envelope: (await deps.vault.open<MailEnvelope>(STAGING_SUBJECT, row.sealed_envelope, ENVELOPE_CONTEXT)) ?? {
        mailFrom: '',
        rcptTo: [],
      },
    })),
  );
}

/** Lets a mail that could not be placed wait: 2 s, 4 s, 8 s … at most an hour. */
export async function postponeMail(deps: Pick<StoreDeps, 'pool' | 'now'>, mail: StoredMail): Promise<void> {
  const waitMs = Math.min(1_000 * 2 ** Math.min(mail.attempts + 1, 20), 3_600_000);
  await deps.pool.query(`UPDATE inbound_mail SET not_before = $2 WHERE id = $1 AND status = 'stored'`, [
    mail.id,
    new Date(deps.now().getTime() + waitMs),
  ]);
}

/** How many mails are on record and not yet placed. */
export async function mailsWaiting(deps: Pick<StoreDeps, 'pool'>): Promise<number> {
  const { rows } = await deps.pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM inbound_mail WHERE status = 'stored'`);
  return rows[0]?.count ?? 0;
}
