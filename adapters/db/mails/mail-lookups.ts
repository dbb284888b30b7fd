import type { PoolClient } from 'pg';
import type { ParsedMail } from '../../../domain/intake/mail.js';
import type { Recognition } from '../../../domain/intake/recognise.js';
import type { KnownCase, PlacementFacts } from '../../../domain/intake/thread.js';
import { letterIdOf } from '../../../domain/request/ids.js';
import type { Right } from '../../../domain/request/types.js';
import { encodeRows } from '../write-together.js';

/** A case a mail may belong to, with what is needed to add to it. */
export interface FoundCase extends KnownCase {
  how: 'token' | 'message-id' | 'reference' | 'sender' | 'bounced';
  reference: string;
  threadId: string;
  subjectId: string;
  right: Right | null;
  hasOpenQuestion: boolean;
  /** The letter it was found by. */
  letterId: string | null;
}

/** What the record knows that bears on a mail. */
export interface Lookups {
  cases: FoundCase[];
  isDuplicate: boolean;
  /** Cases opened by mails of this sender within the last hour. */
  recentCases: number;
  /** Whom the record knows by the sender's address. */
  subjectId: string | null;
}

/** By what a mail is looked up. */
export interface LookupKeys {
  mailId: string;
  senderIndex: Buffer;
  messageIndex: Buffer;
}

const CASE = `r.id AS "requestId", r.reference, r.thread_id AS "threadId", r.subject_id AS "subjectId", r."right", r.created_at,
  r.status NOT IN ('answered', 'closed') AS "isOpen",
  CASE WHEN r.agent_index IS NULL THEN EXISTS (SELECT FROM subject s WHERE s.id = r.subject_id AND s.email_index = mail.sender)
    ELSE r.agent_index = mail.sender END AS "isFromRequester",
  EXISTS (SELECT FROM question q WHERE q.request_id = r.id AND q.answered_at IS NULL) AS "hasOpenQuestion"`;

const LETTER_CASE = `${CASE} FROM letter l JOIN request r ON r.id = l.request_id`;

// Of the cases of one thread the one that asked something comes first, then those still open, then the oldest.
const FOUND = `SELECT coalesce(jsonb_agg(to_jsonb(found) ORDER BY "hasOpenQuestion" DESC, "isOpen" DESC, created_at), '[]') FROM (
    SELECT 'token' AS how, NULL::uuid AS "letterId", ${CASE} FROM request r WHERE r.thread_token = mail.token
    UNION ALL SELECT 'message-id', l.id, ${LETTER_CASE} WHERE l.id = ANY (mail.answered)
    UNION ALL SELECT 'bounced', l.id, ${LETTER_CASE} WHERE l.id = ANY (mail.returned)
    UNION ALL SELECT 'reference', NULL, ${CASE} FROM request r WHERE r.reference = mail.reference
    UNION ALL (SELECT 'sender', NULL, ${CASE} FROM subject p JOIN request r ON r.subject_id = p.id
      WHERE p.email_index = mail.sender AND r.agent_index IS NULL AND r.status NOT IN ('answered', 'closed') ORDER BY r.created_at DESC LIMIT 20)
    UNION ALL (SELECT 'sender', NULL, ${CASE} FROM request r
      WHERE r.agent_index = mail.sender AND r.status NOT IN ('answered', 'closed') ORDER BY r.created_at DESC LIMIT 20)) found`;

const LOOKUP = `SELECT (${FOUND}) AS cases,
    EXISTS (SELECT FROM inbound_mail m WHERE m.message_id_index = mail.message AND m.status = 'placed' AND m.id <> mail.id) AS "isDuplicate",
    (SELECT count(*)::int FROM subject p JOIN request r ON r.subject_id = p.id
      WHERE p.email_index = mail.sender AND r.channel = 'email' AND r.created_at > $2)
      + (SELECT count(*)::int FROM request r WHERE r.agent_index = mail.sender AND r.channel = 'email' AND r.created_at > $2) AS "recentCases",
    (SELECT p.id FROM subject p WHERE p.email_index = mail.sender) AS "subjectId"
  FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (id uuid, sender bytea, message bytea, token text, answered uuid[], returned uuid[], reference text))
    WITH ORDINALITY AS mail(id, sender, message, token, answered, returned, reference, place)
  ORDER BY mail.place`;

const HOUR_MS = 3_600_000;

function letterIds(messageIds: readonly string[]): string[] {
  return messageIds.flatMap((messageId) => letterIdOf(messageId) ?? []);
}

/** Asks the record everything that decides where mails belong, in one round trip for all of them. Answers in their order. */
export async function lookUpMails(
  client: Pick<PoolClient, 'query'>,
  mails: readonly (LookupKeys & { parsed: ParsedMail })[],
  now: Date,
): Promise<Lookups[]> {
  const keys = mails.map(({ mailId, senderIndex, messageIndex, parsed: { thread, bounce } }) => ({
    id: mailId,
    sender: senderIndex,
    message: messageIndex,
    token: thread.plusToken,
    answered: letterIds(thread.inReplyToOurs),
    returned: letterIds(bounce?.ourMessageIds ?? []),
    reference: thread.subjectReference,
  }));
  const values = [encodeRows(keys), new Date(now.getTime() - HOUR_MS)];
  const { rows } = await client.query<Lookups>({ name: 'look-up-mails', text: LOOKUP, values });
  return rows;
}

/** The newest open case of the sender for one of the recognised rights; without a right, its only thread that is open. */
function openCaseOfSender(cases: readonly FoundCase[], rights: readonly Right[]): FoundCase | undefined {
  const own = cases.filter(({ how }) => how === 'sender').reverse();
  if (rights.length > 0) return own.find(({ right }) => right !== null && rights.includes(right)) ?? own[0];
  return own[0];
}

/** The look-ups in the words of the placing rules. */
export function placementFactsOf({ cases, isDuplicate }: Lookups, recognition: Recognition): PlacementFacts {
  const first = (how: FoundCase['how']) => cases.find((found) => found.how === how);
  return {
    byToken: first('token'),
    byMessageId: first('message-id'),
    byReference: first('reference'),
    openCaseOfSender: openCaseOfSender(
      cases,
      recognition.rights.map(({ right }) => right),
    ),
    bounced: cases.filter(({ how }) => how === 'bounced'),
    isDuplicate,
    recognition,
  };
}
