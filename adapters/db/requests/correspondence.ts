import type { PoolClient } from 'pg';
import { withoutKeys } from '../../../domain/letters/keys.js';
import type { LetterItem } from '../../../domain/letters/shown.js';
import type { RequestDetail } from '../../../domain/request/detail.js';
import type { CaseRow } from './case-row.js';
import type { DeskDeps } from './desk-deps.js';
import { SEALED } from './sealed.js';

type Connection = Pick<PoolClient, 'query'>;

/** Our questions and what was answered. */
export async function questionsOf(deps: DeskDeps, row: CaseRow, connection: Connection): Promise<RequestDetail['questions']> {
  const { rows } = await connection.query<{
    sealed_question: Buffer;
    sealed_answer: Buffer | null;
    asked_at: Date;
    answered_at: Date | null;
  }>('SELECT sealed_question, sealed_answer, asked_at, answered_at FROM question WHERE request_id = $1 ORDER BY asked_at', [row.id]);
  return Promise.all(
    rows.map(async (one) => ({
      question: (await deps.vault.openText(row.subject_id, one.sealed_question, SEALED.question)) ?? '',
      askedAt: one.asked_at.toISOString(),
      ...(one.sealed_answer === null
        ? {}
        : { answer: (await deps.vault.openText(row.subject_id, one.sealed_answer, SEALED.answer)) ?? '' }),
      ...(one.answered_at === null ? {} : { answeredAt: one.answered_at.toISOString() }),
    })),
  );
}

/** The messages of the thread, both ways; the keys in their links are the person's alone and stand only in their mails. */
export async function messagesOf(deps: DeskDeps, row: CaseRow, connection: Connection): Promise<RequestDetail['messages']> {
  const { rows } = await connection.query<{ at: Date; direction: 'in' | 'out'; author: string; sealed_body: Buffer; subject_id: string }>(
    'SELECT at, direction, author, sealed_body, subject_id FROM thread_message WHERE thread_id = $1 ORDER BY at LIMIT 200',
    [row.thread_id],
  );
  return Promise.all(
    rows.map(async (one) => ({
      at: one.at.toISOString(),
      direction: one.direction,
      author: one.author,
      text: withoutKeys((await deps.vault.open<string>(one.subject_id, one.sealed_body, SEALED.message)) ?? ''),
    })),
  );
}

/** The letters of a case, without their contents. */
export async function lettersOf(row: CaseRow, connection: Connection): Promise<RequestDetail['letters']> {
  const { rows } = await connection.query<
    Pick<LetterItem, 'id' | 'code' | 'audience' | 'status'> & { created_at: Date; sent_at: Date | null }
  >('SELECT id, code, audience, status, created_at, sent_at FROM letter WHERE request_id = $1 ORDER BY created_at, id', [row.id]);
  return rows.map((one) => ({
    id: one.id,
    code: one.code,
    audience: one.audience,
    status: one.status,
    createdAt: one.created_at.toISOString(),
    sentAt: one.sent_at?.toISOString() ?? null,
  }));
}
