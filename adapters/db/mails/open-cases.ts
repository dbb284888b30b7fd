import type { ObjectionKind } from '../../../domain/request/types.js';
import { draftCases } from '../requests/intake.js';
import type { DraftedCases } from '../requests/write-drafts.js';
import type { Place, Placing } from './place-mail.js';
import { bodyOf, threadMessageOf } from './thread-message.js';

/** Beyond this many cases an hour by mail from one address cases are still opened, but no letter answers by itself (RULEBOOK 5.1.3). */
const CASES_PER_HOUR_ANSWERED = 60;
const MAX_DETAILS_CHARS = 20_000;
const MAX_NAME_CHARS = 200;

/**
 * Drafts a case per recognised right, or one in triage, for a mail that belongs to none, with its message in the thread. Whose duty
 * began is who wrote (RULEBOOK 5.1.7).
 */
export async function openCases(placing: Placing, mayReply: boolean): Promise<{ place: Place; draft: DraftedCases }> {
  const { deps, stored, parsed, recognition, sender, senderIndex, lookups } = placing;
  const isRecognised = recognition.verdict === 'recognised' && !parsed.isBroken;
  const { filed, rows, evidence } = await draftCases(deps, {
    input: {
      rights: isRecognised ? recognition.rights.map(({ right }) => right) : [],
      requester: { name: (parsed.from?.name || recognition.requesterName || '').slice(0, MAX_NAME_CHARS), email: sender },
      details: bodyOf(placing).slice(0, MAX_DETAILS_CHARS),
      ...(isRecognised ? objectionOf(placing) : {}),
      channel: 'email',
      receivedAt: parsed.receivedAt,
      language: recognition.language ?? parsed.languageHint ?? 'en',
    },
    actor: { id: 'requester', role: 'requester' },
    extras: {
      triage: !isRecognised,
      mayReply: mayReply && parsed.from !== undefined && lookups.recentCases < CASES_PER_HOUR_ANSWERED,
      mailSha256: stored.sha256.toString('hex'),
    },
    sender: { emailIndex: senderIndex, subjectId: lookups.subjectId ?? undefined },
  });
  const place = { threadId: filed.threadId, subjectId: filed.subjectId };
  const message = await threadMessageOf(placing, { ...place, requestId: filed.id, author: 'requester' });
  return { place, draft: { filed, evidence, rows: { ...rows, thread_message: [message] } } };
}

function objectionOf({ recognition, parsed }: Placing): { objection?: { kind: ObjectionKind; grounds: string } } {
  const found = recognition.rights.find(({ right }) => right === 'objection');
  return found === undefined
    ? {}
    : { objection: { kind: found.objectionKind ?? 'legitimate_interest', grounds: parsed.newText.slice(0, MAX_DETAILS_CHARS) } };
}
