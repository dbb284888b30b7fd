import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../../domain/errors.js';
import type { IssueEvent, IssueText } from '../../../domain/newsletter.js';
import type { Language } from '../../../domain/request/types.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { inTransaction } from '../transaction.js';

/** An issue to be sent to everybody who subscribed to the topic. */
export interface NewIssue extends Omit<IssueText, 'language'> {
  /** What it is written in, and its footer with it. */
  language?: Language;
  createdBy: string;
}

/** An issue older than this is news no more: what still waits then, for example under a restriction, is not sent. */
const NEWS_FOR = `interval '7 days'`;
const TRY_AGAIN_AFTER = `interval '5 minutes'`;
const MOST_TRIES = 20;

/** Puts an issue down for its subscribers at once: for whoever may send alone, such as the operator at the command line. */
export async function queueIssue(deps: Pick<DeskDeps, 'pool' | 'now'>, issue: NewIssue): Promise<{ id: string; recipientCount: number }> {
  const id = uuidv7();
  return inTransaction(deps.pool, async (client) => {
    const now = deps.now();
    await client.query(
      `INSERT INTO newsletter_issue (id, topic, title, body, language, created_by, created_at, sent_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`,
      [id, issue.topic, issue.title, issue.body, issue.language ?? 'en', issue.createdBy, now],
    );
    await recordIssueEvent(client, { issueId: id, event: 'sent', by: issue.createdBy, at: now });
    return { id, recipientCount: await queueCopies(client, { id, topic: issue.topic }, now) };
  });
}

/** A copy for each subscriber. Whoever objected or is under restriction is left out here and again when it is sent. */
export async function queueCopies(client: Pick<PoolClient, 'query'>, issue: { id: string; topic: string }, now: Date): Promise<number> {
  const { rowCount } = await client.query(
    `INSERT INTO newsletter_copy (id, issue_id, newsletter_id, subject_id, not_before)
     SELECT gen_random_uuid(), $1, p.newsletter_id, p.subject_id, $3 FROM promotion_recipient p WHERE p.channel = 'email' AND p.topic = $2`,
    [issue.id, issue.topic, now],
  );
  if (rowCount === 0)
    throw new DomainError({
      code: 'NO_SUBSCRIBERS',
      kind: 'conflict',
      detail: `Nobody who may be written to has subscribed to "${issue.topic}".`,
    });
  return rowCount ?? 0;
}

/** A line of the log of an issue. */
export async function recordIssueEvent(
  client: Pick<PoolClient, 'query'>,
  { issueId, event, by, at }: { issueId: string; event: IssueEvent; by: string; at: Date },
): Promise<void> {
  await client.query('INSERT INTO newsletter_event (id, issue_id, event, by, at) VALUES ($1, $2, $3, $4, $5)', [
    uuidv7(),
    issueId,
    event,
    by,
    at,
  ]);
}

/** A copy that was taken to be sent now. */
export interface TakenCopy {
  id: string;
  subject_id: string;
  newsletter_id: string;
  sealed_contact: Buffer;
  email_index: Buffer;
  consent_at: Date;
  topic: string;
  /** The topic as it is called in the language of the issue. */
  label: string;
  title: string;
  body: string;
  language: Language;
}

/**
 * Takes copies to be sent. The same statement asks whether each may still go (GDPR Art. 21(3)): a suppression that was committed before
 * it bars the copy for good. Restricted rows are not seen at all. What is taken and not reported is taken again after five minutes.
 */
export async function takeCopies({ pool, now }: Pick<DeskDeps, 'pool' | 'now'>, limit: number): Promise<TakenCopy[]> {
  const { rows } = await pool.query<TakenCopy>(
    `WITH due AS (
       SELECT c.id FROM newsletter_copy c WHERE c.status = 'queued' AND c.not_before <= $1 ORDER BY c.not_before, c.id LIMIT $2 FOR UPDATE SKIP LOCKED),
     allowed AS (
       SELECT c.id, p.sealed_contact, p.email_index, p.consent_at, i.topic, i.title, coalesce(CASE i.language WHEN 'de' THEN t.label_de WHEN 'fr' THEN t.label_fr ELSE t.label_en END, i.topic) AS label, i.body, i.language
       FROM newsletter_copy c JOIN promotion_recipient p ON p.newsletter_id = c.newsletter_id AND p.channel = 'email' JOIN newsletter_issue i ON i.id = c.issue_id LEFT JOIN promotion_topic t ON t.name = i.topic
       WHERE c.id IN (SELECT id FROM due) AND i.sent_at > $1::timestamptz - ${NEWS_FOR} AND c.attempts < ${MOST_TRIES}),
     taken AS (
       UPDATE newsletter_copy c SET attempts = c.attempts + 1, not_before = $1::timestamptz + ${TRY_AGAIN_AFTER},
         status = CASE WHEN c.id IN (SELECT id FROM allowed) THEN 'queued' ELSE 'barred' END
       FROM due WHERE c.id = due.id RETURNING c.id, c.subject_id, c.newsletter_id)
     SELECT taken.*, a.sealed_contact, a.email_index, a.consent_at, a.topic, a.label, a.title, a.body, a.language FROM taken JOIN allowed a ON a.id = taken.id`,
    [now(), limit],
  );
  return rows;
}

/** Whether an address that is not the one the person is known by was barred for advertising by e-mail since the consent. */
export async function isBarred(
  { pool }: Pick<DeskDeps, 'pool'>,
  { email_index, consent_at }: Pick<TakenCopy, 'email_index' | 'consent_at'>,
  addressIndex: Buffer,
): Promise<boolean> {
  if (addressIndex.equals(email_index)) return false; // taking the copy has asked already
  const { rowCount } = await pool.query(
    `SELECT 1 FROM suppression WHERE address_index = $1 AND channel = 'email' AND since >= $2 LIMIT 1`,
    [addressIndex, consent_at],
  );
  return rowCount !== 0;
}

/** Records what became of a copy. */
export async function recordCopy(
  { pool, now }: Pick<DeskDeps, 'pool' | 'now'>,
  id: string,
  result: { status: 'sent' } | { status: 'failed'; problem: string },
): Promise<void> {
  await pool.query('UPDATE newsletter_copy SET status = $2, problem = $3, sent_at = $4 WHERE id = $1', [
    id,
    result.status,
    result.status === 'failed' ? result.problem : null,
    result.status === 'sent' ? now() : null,
  ]);
}
