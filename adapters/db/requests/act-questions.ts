import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../../domain/errors.js';
import { together } from './approvals.js';
import { daysLater } from './case-clock.js';
import type { Change } from './change.js';
import type { Judge } from './judge.js';
import { letter } from './letters.js';
import { reviveSilent } from './reopen.js';
import { SEALED } from './sealed.js';

/** Tells the person something. It is in the letter as sent, which the status page shows; the clock goes on (GDPR Art. 12(1)). */
export const writeMessage: Judge<'message'> = (act) => ({
  facts: [{ event: 'message-sent', data: {} }],
  letters: [letter('MESSAGE', `message:${uuidv7()}`, { text: act.text })],
});

/** GDPR Recital 63; UK GDPR Art. 12A: only an access case pauses, which the clock decides from the event. */
export const askQuestion: Judge<'clarification'> = async (act, { deps, row, actor, now, today }) => {
  const id = uuidv7();
  const sealed = await deps.vault.sealText(row.subject_id, act.question, SEALED.question);
  const isPaused = row.right === 'access';
  return {
    facts: [{ event: 'clarification-requested', data: { questionId: id, on: today }, text: act.question }],
    clockEvents: [{ type: 'clarification-requested', on: today, ref: id }],
    rows: { question: [{ id, request_id: row.id, sealed_question: sealed, asked_by: actor.id, asked_at: now.toISOString() }] },
    letters: [
      letter('CLARIFICATION', `clarification:${id}`, {
        question: act.question,
        largeQuantity: isPaused,
        answerBy: daysLater(today, 30),
        effectOnTime: isPaused ? 'paused' : 'none',
      }),
    ],
  };
};

/** The person's answer ends the pause of the question that has waited longest. */
export const answerQuestion: Judge<'clarification-answer'> = async (act, { client, deps, row, now, today }) => {
  const open = await client.query<{ id: string }>(
    'SELECT id FROM question WHERE request_id = $1 AND answered_at IS NULL ORDER BY asked_at LIMIT 1',
    [row.id],
  );
  const id = open.rows[0]?.id;
  if (id === undefined)
    throw new DomainError({ code: 'NO_OPEN_QUESTION', kind: 'conflict', detail: 'No question to this person is open. GDPR Recital 63.' });
  const revived = reviveSilent(row, 'question-answered');
  // Withdrawn, or closed for another reason: the answer changes nothing any more.
  if (row.closed_at !== null && revived === undefined)
    throw new DomainError({ code: 'REQUEST_CLOSED', kind: 'conflict', detail: 'The request is closed; file a new one. GDPR Art. 12(3).' });
  const sealed = await deps.vault.sealText(row.subject_id, act.text, SEALED.answer);
  const answered: Change = {
    facts: [{ event: 'clarification-received', data: { questionId: id, on: today }, text: act.text }],
    clockEvents: [{ type: 'clarification-received', on: today, ref: id }],
    also: (connection) => connection.query('UPDATE question SET sealed_answer = $2, answered_at = $3 WHERE id = $1', [id, sealed, now]),
  };
  return revived === undefined ? answered : together(answered, revived);
};
