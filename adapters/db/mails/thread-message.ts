import { uuidv7 } from 'uuidv7';
import { SEALED } from '../requests/sealed.js';
import type { Placing } from './placing.js';

const MAX_BODY_CHARS = 100_000;

/** The words of a mail as they are kept in the thread, quoted text included. */
export function bodyOf({ parsed }: Pick<Placing, 'parsed'>): string {
  return `${parsed.subject}\n\n${parsed.text}`.trim().slice(0, MAX_BODY_CHARS);
}

/** The row of `thread_message` for a mail that came in. */
export async function threadMessageOf(
  placing: Placing,
  message: { threadId: string; requestId: string; subjectId: string; author: 'requester' | 'unverified' | 'system' },
): Promise<Record<string, unknown>> {
  const { deps, stored, parsed } = placing;
  return {
    id: uuidv7(),
    thread_id: message.threadId,
    request_id: message.requestId,
    direction: 'in',
    author: message.author,
    inbound_mail_id: stored.id,
    sealed_body: await deps.vault.seal(message.subjectId, bodyOf(placing), SEALED.message),
    subject_id: message.subjectId,
    at: parsed.receivedAt.toISOString(),
  };
}
