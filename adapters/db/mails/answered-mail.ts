import type { DeskDeps } from '../requests/desk-deps.js';

/** What is kept of a mail's envelope and header, sealed: enough to answer in its thread. */
export interface MailEnvelope {
  mailFrom: string;
  rcptTo: string[];
  messageId?: string;
  references?: string[];
}

/** Where a mail's envelope is sealed to. */
export const ENVELOPE_CONTEXT = 'inboundMail.sealedEnvelope';

interface AnsweredRow {
  sealed_envelope: Buffer;
}

/** The last mail of the person in this thread, so that a letter can answer it in their program; undefined where none came in by mail. */
export async function lastMailOf(
  deps: Pick<DeskDeps, 'pool' | 'vault'>,
  threadId: string,
  subjectId: string,
): Promise<MailEnvelope | undefined> {
  const { rows } = await deps.pool.query<AnsweredRow>(
    `SELECT m.sealed_envelope FROM thread_message t JOIN inbound_mail m ON m.id = t.inbound_mail_id
      WHERE t.thread_id = $1 AND t.direction = 'in' AND t.author = 'requester' ORDER BY t.at DESC LIMIT 1`,
    [threadId],
  );
  const row = rows[0];
  return row === undefined ? undefined : deps.vault.open<MailEnvelope>(subjectId, row.sealed_envelope, ENVELOPE_CONTEXT);
}
