import type { PoolClient } from 'pg';
import type { ParsedMail } from '../../../domain/intake/mail.js';
import type { Recognition } from '../../../domain/intake/recognise.js';
import type { KnownCase, PlacementFacts } from '../../../domain/intake/thread.js';
import { letterIdOf } from '../../../domain/request/ids.js';
import type { Right } from '../../../domain/request/types.js';

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
}

const CASE = `r.id AS "requestId", r.reference, r.thread_id AS "threadId", r.subject_id AS "subjectId", r."right", r.created_at,
  r.status NOT IN ('answered', 'closed') AS "isOpen",
  EXISTS (SELECT FROM subject s WHERE s.id = r.subject_id AND s.email_index = $1) AS "isFromRequester",
  EXISTS (SELECT FROM question q WHERE q.request_id = r.id AND q.answered_at IS NULL) AS "hasOpenQuestion"`;

// Of the cases of one thread the one that asked something comes first, then those still open, then the oldest.
const LOOKUP = `WITH found AS (
    SELECT 'token' AS how, NULL::uuid AS "letterId", ${CASE} FROM request r WHERE r.thread_token = $2
    UNION ALL SELECT 'message-id', l.id, ${CASE} FROM letter l JOIN request r ON r.id = l.request_id WHERE l.id = ANY ($3::uuid[])
    UNION ALL SELECT 'bounced', l.id, ${CASE} FROM letter l JOIN request r ON r.id = l.request_id WHERE l.id = ANY ($4::uuid[])
    UNION ALL SELECT 'reference', NULL, ${CASE} FROM request r WHERE r.reference = $5
    UNION ALL (SELECT 'sender', NULL, ${CASE} FROM subject p JOIN request r ON r.subject_id = p.id
      WHERE p.email_index = $1 AND r.status NOT IN ('answered', 'closed') ORDER BY r.created_at DESC LIMIT 20))
  SELECT coalesce((SELECT jsonb_agg(to_jsonb(found) ORDER BY "hasOpenQuestion" DESC, "isOpen" DESC, created_at) FROM found), '[]') AS cases,
    EXISTS (SELECT FROM inbound_mail m WHERE m.message_id_index = $6 AND m.status = 'placed' AND m.id <> $7) AS "isDuplicate",
    (SELECT count(*)::int FROM subject p JOIN request r ON r.subject_id = p.id
      WHERE p.email_index = $1 AND r.channel = 'email' AND r.created_at > $8) AS "recentCases"`;

const HOUR_MS = 3_600_000;

function letterIds(messageIds: readonly string[]): string[] {
  return messageIds.flatMap((messageId) => letterIdOf(messageId) ?? []);
}

/** Asks the record everything that decides where a mail belongs, in one round trip. */
export async function lookUpMail(
  client: Pick<PoolClient, 'query'>,
  mail: ParsedMail,
  keys: { mailId: string; senderIndex: Buffer; messageIndex: Buffer; now: Date },
): Promise<Lookups> {
  const { plusToken, inReplyToOurs, subjectReference } = mail.thread;
  const { rows } = await client.query<Lookups>({
    name: 'look-up-mail',
    text: LOOKUP,
    values: [
      keys.senderIndex,
      plusToken ?? null,
      letterIds(inReplyToOurs),
      letterIds(mail.bounce?.ourMessageIds ?? []),
      subjectReference ?? null,
      keys.messageIndex,
      keys.mailId,
      new Date(keys.now.getTime() - HOUR_MS),
    ],
  });
  return rows[0] ?? { cases: [], isDuplicate: false, recentCases: 0 };
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
