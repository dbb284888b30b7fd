import type { DeskDeps } from '../requests/desk-deps.js';
import { ENVELOPE_CONTEXT, type MailEnvelope } from './answered-mail.js';

/** Whose key a mail is sealed with until it is known whom it is about; then it is put under that person's key. */
export const STAGING_SUBJECT = '00000000-0000-4000-8000-0000000ca11e';

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

/** What mails are put on record with. */
export type StoreDeps = Pick<DeskDeps, 'pool' | 'vault' | 'blobs' | 'now'>;

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
