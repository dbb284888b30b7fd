import type { ObjectionKind } from '../../../domain/request/types.js';
import { fileRequest } from '../requests/intake.js';
import { encodeRows, insertCte } from '../write-together.js';
import type { Place, Placing } from './place-mail.js';
import { bodyOf, threadMessageOf } from './thread-message.js';

/** Beyond this many cases an hour by mail from one address cases are still opened, but no letter answers by itself (RULEBOOK 5.1.3). */
const CASES_PER_HOUR_ANSWERED = 60;
const MAX_DETAILS_CHARS = 20_000;
const MAX_NAME_CHARS = 200;

/** Opens a case per recognised right, or one in triage, for a mail that belongs to none. Whose duty began is who wrote (RULEBOOK 5.1.7). */
export async function openCases(placing: Placing, mayReply: boolean): Promise<Place> {
  const { deps, client, send, stored, parsed, recognition, sender, lookups } = placing;
  const isRecognised = recognition.verdict === 'recognised' && !parsed.isBroken;
  const filed = await fileRequest(
    deps,
    {
      rights: isRecognised ? recognition.rights.map(({ right }) => right) : [],
      requester: { name: (parsed.from?.name || recognition.requesterName || '').slice(0, MAX_NAME_CHARS), email: sender },
      details: bodyOf(placing).slice(0, MAX_DETAILS_CHARS),
      ...(isRecognised ? objectionOf(placing) : {}),
      channel: 'email',
      receivedAt: parsed.receivedAt,
      language: recognition.language ?? parsed.languageHint ?? 'en',
    },
    { id: 'requester', role: 'requester' },
    {
      triage: !isRecognised,
      mayReply: mayReply && parsed.from !== undefined && lookups.recentCases < CASES_PER_HOUR_ANSWERED,
      mailSha256: stored.sha256.toString('hex'),
    },
    client,
  );
  const place = { threadId: filed.threadId, subjectId: filed.subjectId };
  const message = await threadMessageOf(placing, { ...place, requestId: filed.id, author: 'requester' });
  send(`WITH ${insertCte('thread_message', [message], 1)} SELECT 1`, [encodeRows([message])], 'thread-message');
  return place;
}

function objectionOf({ recognition, parsed }: Placing): { objection?: { kind: ObjectionKind; grounds: string } } {
  const found = recognition.rights.find(({ right }) => right === 'objection');
  return found === undefined
    ? {}
    : { objection: { kind: found.objectionKind ?? 'legitimate_interest', grounds: parsed.newText.slice(0, MAX_DETAILS_CHARS) } };
}
