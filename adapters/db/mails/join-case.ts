import { saysComplaint } from '../../../domain/complaint/says-complaint.js';
import type { Placement } from '../../../domain/intake/thread.js';
import type { Actor } from '../../../domain/request/filing.js';
import { isActAllowed, isOver } from '../../../domain/request/state.js';
import type { SentFile } from '../../../domain/uploads.js';
import { openComplaintOf } from '../complaints/complaint-row.js';
import { recordAct } from '../requests/acts.js';
import { findCase } from '../requests/case-row.js';
import { isOverForGood } from '../requests/reopen.js';
import { isAuthorityAwaited } from '../requests/take-proof.js';
import { recordTransition } from '../requests/transition.js';
import { filesOf, keepAuthority, keepEvidence } from './keep-proof.js';
import { SYSTEM } from './letter-row.js';
import type { FoundCase } from './mail-lookups.js';
import type { Place, Placing } from './placing.js';
import { threadMessageOf } from './thread-message.js';

const REQUESTER: Actor = { id: 'requester', role: 'requester' };

/** The case a placement names; it was among those looked up. */
export function caseOf(placing: Placing, requestId: string): FoundCase {
  const found = placing.lookups.cases.find((one) => one.requestId === requestId);
  if (found === undefined) throw new Error('placed into a case that was not looked up');
  return found;
}

/**
 * Adds a mail to its case. It proves nobody's identity; from another address than the requester's it is attached as from an unverified
 * participant and changes nothing else (RULEBOOK 5.1.5). From the requester it answers an open question.
 */
export async function joinCase(placing: Placing, placement: Extract<Placement, { kind: 'reply' | 'reminder' }>): Promise<Place> {
  const { deps, client, stored, parsed } = placing;
  const found = caseOf(placing, placement.requestId);
  const author = placement.isUnverifiedParticipant ? 'unverified' : 'requester';
  const message = await threadMessageOf(placing, { ...found, author });
  const data = { kind: placement.kind, author, sha256: stored.sha256.toString('hex') } as const;
  const key = { id: found.requestId };
  await recordTransition(
    deps,
    key,
    REQUESTER,
    () => ({ facts: [{ event: 'message-received', data }], rows: { thread_message: [message] } }),
    { client },
  );
  if (author !== 'requester') return found;
  const files = await filesOf(placing);
  await keepEvidence(placing, found.threadId, files);
  await takeAuthority(placing, found, files);
  const text = (parsed.newText || parsed.text).slice(0, 20_000);
  if (found.hasOpenQuestion) await answerQuestion(placing, found, text);
  else if (saysComplaint(text)) await complain(placing, found, text);
  return found;
}

/** Files that come while the authority of whoever asks is waited for are its proof. */
async function takeAuthority({ deps, client, otherAddresses }: Placing, found: FoundCase, files: readonly SentFile[]): Promise<void> {
  if (files.length === 0) return;
  const row = await findCase(client, { id: found.requestId }, { lock: true });
  if (row === undefined || !isAuthorityAwaited(row)) return;
  const [personEmail, ...more] = otherAddresses;
  const person = personEmail === undefined || more.length > 0 ? {} : { personEmail };
  await keepAuthority({ deps, client }, row, { files, ...person });
}

async function answerQuestion({ deps, client }: Placing, found: FoundCase, text: string): Promise<void> {
  const row = await findCase(client, { id: found.requestId }, { lock: true });
  if (row === undefined || !row.has_open_question || isOverForGood(row) || !isActAllowed('clarification-answer', row.status)) return;
  await recordAct(deps, found.reference, { type: 'clarification-answer', text }, REQUESTER, { client });
}

/** The answer to a letter that ended a case may complain about it; what comes while that is looked into stays a message. */
async function complain({ deps, client }: Placing, found: FoundCase, text: string): Promise<void> {
  const row = await findCase(client, { id: found.requestId }, { lock: true });
  if (row === undefined || !isOver(row.status) || (await openComplaintOf(client, row.id)) !== undefined) return;
  await recordAct(deps, found.reference, { type: 'complaint', text, channel: 'email' }, REQUESTER, { client });
}

/** Files an out-of-office reply with its case. It starts nothing. */
export async function noteAutoReply(placing: Placing, requestId: string): Promise<Place> {
  const found = caseOf(placing, requestId);
  const author = found.isFromRequester ? 'requester' : 'unverified';
  const message = await threadMessageOf(placing, { ...found, author: 'system' });
  const data = { kind: 'auto-reply', author, sha256: placing.stored.sha256.toString('hex') } as const;
  const change = { facts: [{ event: 'message-received' as const, data }], rows: { thread_message: [message] } };
  await recordTransition(placing.deps, { id: requestId }, SYSTEM, () => change, { client: placing.client });
  return found;
}
