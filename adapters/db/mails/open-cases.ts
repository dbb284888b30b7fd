import type { NewRequest } from '../../../domain/request/filing.js';
import type { ObjectionKind } from '../../../domain/request/types.js';
import type { SentFile } from '../../../domain/uploads.js';
import { draftCases } from '../requests/intake.js';
import type { DraftedCases } from '../requests/write-drafts.js';
import { filesOf } from './keep-proof.js';
import type { Place, Placing } from './placing.js';
import { bodyOf, threadMessageOf } from './thread-message.js';

/** Beyond this many cases an hour by mail from one address cases are still opened, but no letter answers by itself (RULEBOOK 5.1.3). */
const CASES_PER_HOUR_ANSWERED = 60;
const MAX_DETAILS_CHARS = 20_000;
const MAX_NAME_CHARS = 200;

/**
 * Drafts a case per recognised right, or one in triage, for a mail that belongs to none, with its message in the thread. Whose duty
 * began is who wrote (RULEBOOK 5.1.7).
 */
export async function openCases(placing: Placing, mayReply: boolean): Promise<{ place: Place; draft: DraftedMail }> {
  const { deps, stored, parsed, recognition, sender, senderIndex, lookups } = placing;
  const isRecognised = recognition.verdict === 'recognised' && !parsed.isBroken && !isUnsure(placing);
  const forAnother = isRecognised ? behalfOf(placing) : {};
  const files = forAnother.onBehalfOf === undefined ? [] : await filesOf(placing);
  const person = forAnother.behalf?.email;
  const { filed, rows, evidence } = await draftCases(deps, {
    input: {
      rights: isRecognised ? recognition.rights.map(({ right }) => right) : [],
      requester: { name: (parsed.from?.name || recognition.requesterName || '').slice(0, MAX_NAME_CHARS), email: sender },
      details: bodyOf(placing).slice(0, MAX_DETAILS_CHARS),
      ...(isRecognised ? objectionOf(placing) : {}),
      ...forAnother,
      ...(isRecognised && placing.wantedAddress !== undefined ? { answerTo: placing.wantedAddress } : {}),
      channel: 'email',
      receivedAt: parsed.receivedAt,
      language: recognition.language ?? parsed.languageHint ?? 'en',
    },
    actor: { id: 'requester', role: 'requester' },
    extras: {
      triage: !isRecognised,
      mayReply: mayReply && parsed.from !== undefined && lookups.recentCases < CASES_PER_HOUR_ANSWERED,
      mailSha256: stored.sha256.toString('hex'),
      hasProof: files.length > 0,
    },
    sender:
      forAnother.onBehalfOf === undefined
        ? { emailIndex: senderIndex, subjectId: lookups.subjectId ?? undefined }
        : await personOf(placing, person),
  });
  const place = { threadId: filed.threadId, subjectId: filed.subjectId };
  const message = await threadMessageOf(placing, { ...place, requestId: filed.id, author: 'requester' });
  return { place, draft: { filed, evidence, files, rows: { ...rows, thread_message: [message] } } };
}

/** Cases that are to be written for a mail, and the proof of authority that came along. */
export interface DraftedMail extends DraftedCases {
  files: readonly SentFile[];
}

/** Whether somebody may be asking for another and the mail does not say it plainly enough: a person reads it. */
export function isUnsure({ agent, recognition, otherAddresses }: Pick<Placing, 'agent' | 'recognition' | 'otherAddresses'>): boolean {
  if (agent === undefined) return false;
  const objection = recognition.rights.find(({ right }) => right === 'objection');
  // An objection to advertising takes effect at once, so it has to be known for which address.
  const isForUnknown = objection?.objectionKind === 'direct_marketing' && agent.capacity !== 'organisation' && otherAddresses.length !== 1;
  const isAgeless = agent.capacity === 'parent' && agent.childAge === undefined;
  return agent.verdict === 'unsure' || isAgeless || isForUnknown;
}

/** Whom a mail is about that is plainly written for another; the one address it names beside the writer's is the person's. */
function behalfOf({ agent, otherAddresses }: Placing): Pick<NewRequest, 'onBehalfOf' | 'behalf' | 'childAge'> {
  if (agent === undefined) return {};
  const [email, ...more] = otherAddresses;
  return {
    onBehalfOf: agent.name ?? UNNAMED,
    behalf: { capacity: agent.capacity, ...(email === undefined || more.length > 0 ? {} : { email }) },
    ...(agent.childAge === undefined ? {} : { childAge: agent.childAge }),
  };
}

/** The mail does not name the person plainly; whoever checks the authority reads who it is. */
const UNNAMED = '?';

/** Whom it is about, where the record knows them; the data of whoever writes are not looked for. */
async function personOf({ deps, client, senderIndex, agent }: Placing, email: string | undefined) {
  const emailIndex = email === undefined ? (agent?.capacity === 'organisation' ? senderIndex : undefined) : deps.vault.blindIndex(email);
  if (emailIndex === undefined) return { emailIndex, subjectId: undefined };
  const { rows } = await client.query<{ id: string }>('SELECT id FROM subject WHERE email_index = $1', [emailIndex]);
  return { emailIndex, subjectId: rows[0]?.id };
}

function objectionOf({ recognition, parsed }: Placing): { objection?: { kind: ObjectionKind; grounds: string } } {
  const found = recognition.rights.find(({ right }) => right === 'objection');
  return found === undefined
    ? {}
    : { objection: { kind: found.objectionKind ?? 'legitimate_interest', grounds: parsed.newText.slice(0, MAX_DETAILS_CHARS) } };
}
