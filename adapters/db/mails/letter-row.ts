import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import type { EvidenceFact } from '../../../domain/evidence.js';
import type { LetterDocument } from '../../../domain/letters/document.js';
import type { LetterFacts } from '../../../domain/letters/facts.js';
import type { Audience } from '../../../domain/notifications.js';
import type { Actor } from '../../../domain/request/filing.js';
import { together } from '../requests/approvals.js';
import type { Change } from '../requests/change.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { reopenForReturned } from '../requests/reopen.js';
import { SEALED } from '../requests/sealed.js';
import { appendFacts, recordTransition } from '../requests/transition.js';
import { inTransaction } from '../transaction.js';

/** Who sends letters and takes in mail when nobody does. */
export const SYSTEM: Actor = { id: 'system', role: 'system' };

/** A letter that waits to be sent. */
export interface QueuedLetter {
  id: string;
  requestId: string | null;
  threadId: string | null;
  subjectId: string;
  messageId: string;
  audience: Audience;
  attempts: number;
  createdAt: Date;
  sealedTo: Buffer;
  sealedFacts: Buffer;
}

const LOAD = `UPDATE letter l SET attempts = l.attempts + 1 FROM (SELECT id FROM letter WHERE id = $1 AND status = 'queued') open
  WHERE l.id = open.id
  RETURNING l.id, l.request_id AS "requestId", (SELECT r.thread_id FROM request r WHERE r.id = l.request_id) AS "threadId",
    l.subject_id AS "subjectId", l.message_id AS "messageId", l.audience, l.attempts, l.created_at AS "createdAt",
    l.sealed_to AS "sealedTo", l.sealed_facts AS "sealedFacts"`;

/** Counts a try and gives the letter; undefined when it has been sent or has failed, or there is none. */
export async function takeLetter(deps: Pick<DeskDeps, 'pool'>, letterId: string): Promise<QueuedLetter | undefined> {
  const { rows } = await deps.pool.query<QueuedLetter>({ name: 'take-letter', text: LOAD, values: [letterId] });
  return rows[0];
}

/** The address and the facts of a letter; undefined when the person's key was destroyed. */
export async function openLetter(
  deps: Pick<DeskDeps, 'vault'>,
  letter: QueuedLetter,
): Promise<{ to: string; facts: LetterFacts } | undefined> {
  const [to, facts] = await Promise.all([
    deps.vault.open<string>(letter.subjectId, letter.sealedTo, 'letter.sealedTo'),
    deps.vault.open<LetterFacts>(letter.subjectId, letter.sealedFacts, 'letter.sealedFacts'),
  ]);
  return to === undefined || facts === undefined ? undefined : { to, facts };
}

/** What was sent: kept sealed, as the proof of what the person was told. */
export interface SentLetter {
  code: LetterFacts['code'];
  rendered: { subject: string; text: string; html: string; document: LetterDocument };
  templateVersion: string;
  sha256: string;
}

/** Records a letter as sent with its evidence and its place in the thread, once. Safe to retry. */
export async function recordSent(deps: DeskDeps, letter: QueuedLetter, sent: SentLetter): Promise<void> {
  if (await isRecordedSent(deps, letter, sent)) return;
  // The case became part of another file while the letter was on its way: it is sealed for that one.
  const { rows } = await deps.pool.query<{ subjectId: string }>(
    `SELECT subject_id AS "subjectId" FROM letter WHERE id = $1 AND status = 'queued' AND subject_id <> $2`,
    [letter.id, letter.subjectId],
  );
  const moved = rows[0];
  if (moved !== undefined) await isRecordedSent(deps, { ...letter, ...moved }, sent);
}

/** False where the letter is no longer on its way under this subject. */
async function isRecordedSent(deps: DeskDeps, letter: QueuedLetter, sent: SentLetter): Promise<boolean> {
  const { subjectId, requestId } = letter;
  const sealed = await deps.vault.seal(subjectId, sent.rendered, 'letter.sealedRendered');
  const body = await deps.vault.seal(subjectId, sent.rendered.text, SEALED.message);
  const at = deps.now();
  return inTransaction(deps.pool, async (client) => {
    const updated = await client.query(
      `UPDATE letter SET status = 'sent', sent_at = $2, sealed_rendered = $3, template_version = $4, problem = NULL
        WHERE id = $1 AND status = 'queued' AND subject_id = $5`,
      [letter.id, at, sealed, sent.templateVersion, subjectId],
    );
    if (updated.rowCount === 0) return false;
    if (requestId === null) return true;
    if (letter.audience === 'requester') await insertOutMessage(client, letter, body, at);
    const { code, templateVersion, sha256 } = sent;
    const fact: EvidenceFact = { event: 'letter-sent', data: { letterId: letter.id, code, templateVersion, sha256 } };
    await appendFacts(deps, client, { row: { id: requestId, subject_id: subjectId }, facts: [fact], actor: SYSTEM, at });
    return true;
  });
}

function insertOutMessage(client: PoolClient, letter: QueuedLetter, body: Buffer, at: Date): Promise<unknown> {
  return client.query(
    `INSERT INTO thread_message (id, thread_id, request_id, direction, author, letter_id, sealed_body, subject_id, at)
     VALUES ($1, $2, $3, 'out', 'system', $4, $5, $6, $7)`,
    [uuidv7(), letter.threadId, letter.requestId, letter.id, body, letter.subjectId, at],
  );
}

/** How a letter that does not arrive ends, and what the record says of it. `problem` is a code. */
type Ending =
  | { status: 'failed'; event: 'letter-failed'; problem: string }
  | { status: 'bounced'; event: 'letter-bounced'; problem: string };

/**
 * Records that a letter could not be sent (`failed`) or was returned (`bounced`), with its evidence and a nudge of the case: the answer
 * has not been given (RULEBOOK 5.1.8). Once; safe to retry. False when the letter is not one that can still end this way.
 */
export async function recordNotDelivered(deps: DeskDeps, letterId: string, ending: Ending, client?: PoolClient): Promise<boolean> {
  const from = ending.status === 'failed' ? ['queued'] : ['queued', 'sent'];
  const work = async (tx: PoolClient): Promise<boolean> => {
    const { rows } = await tx.query<{ code: string; request_id: string | null }>(
      'UPDATE letter SET status = $2, problem = $3 WHERE id = $1 AND status = ANY($4) RETURNING code, request_id',
      [letterId, ending.status, ending.problem, from],
    );
    const letter = rows[0];
    if (letter === undefined) return false;
    if (letter.request_id === null) return true;
    const fact: EvidenceFact = { event: ending.event, data: { letterId, code: letter.code, problem: ending.problem } };
    await recordTransition(
      deps,
      { id: letter.request_id },
      SYSTEM,
      async (context) => {
        const reopened = await reopenForReturned(deps, context, letterId);
        const noted: Change = { facts: [fact], nudge: true };
        return reopened === undefined ? noted : together(noted, reopened);
      },
      { client: tx },
    );
    return true;
  };
  return client === undefined ? inTransaction(deps.pool, work) : work(client);
}

/** Ids of letters that have waited longer than `ageMs`, oldest first: their jobs may have been lost with the queue. */
export async function lettersLeftQueued(deps: Pick<DeskDeps, 'pool' | 'now'>, ageMs: number): Promise<string[]> {
  const { rows } = await deps.pool.query<{ id: string }>(
    `SELECT id FROM letter WHERE status = 'queued' AND created_at < $1 ORDER BY created_at LIMIT 1000`,
    [new Date(deps.now().getTime() - ageMs)],
  );
  return rows.map(({ id }) => id);
}
