import { EVIDENCE_LIMITS } from '../../../domain/rectification/evidence-file.js';
import type { Act } from '../../../domain/request/filing.js';
import { RIGHTS } from '../../../domain/request/types.js';
import { filesOfThread, keepAuthority, keepEvidence } from '../mails/keep-proof.js';
import { evidenceChange } from '../rectification/evidence-files.js';
import { together } from './approvals.js';
import type { Change } from './change.js';
import { fileRequest } from './intake.js';
import type { ActContext } from './judge.js';
import { letter } from './letters.js';
import { openContent, SEALED } from './sealed.js';

/**
 * A person has read a mail that waited in triage and says which rights it asks for. The waiting case becomes that of the first right;
 * each further right gets a linked case with the same receipt. None: it was no rights request, and is handed on.
 */
export async function classify(act: Extract<Act, { type: 'classification' }>, context: ActContext): Promise<Change> {
  const [first, ...others] = RIGHTS.filter((right) => act.rights.includes(right));
  if (first === undefined) return handOn(context);
  if (act.onBehalfOf !== undefined) return refileForAnother(act, act.onBehalfOf, context);
  const { deps, client, row } = context;
  if (others.length > 0) await openLinkedCases(act, others, context);
  const files = act.rights.includes('rectification') ? await filesOfThread(context, row.thread_id) : [];
  await keepEvidence({ deps, client }, row.thread_id, files);
  const kind = first === 'objection' ? (act.objectionKind ?? 'legitimate_interest') : null;
  const classified: Change = {
    facts: [{ event: 'classified', data: { right: first, before: null, by: 'staff', objectionKind: kind } }],
    set: { right: first, objection_kind: kind },
    letters: row.may_reply ? [letter('ACK', 'ack', { reading: [first, ...others], next: 'identity' })] : [],
  };
  return [
    ...(first === 'rectification' ? [await evidenceChange(deps, context, files.slice(0, EVIDENCE_LIMITS.files))] : []),
    ...(act.childAge === undefined ? [] : [await aboutChild(act.childAge, context)]),
  ].reduce<Change>(together, classified);
}

/** A child wrote for itself: how old it is decides whether it is presumed able to (domain/minors.ts). */
async function aboutChild(childAge: number, { deps, row, profile }: ActContext): Promise<Change> {
  const sealed = await deps.vault.seal(row.subject_id, { ...profile, childAge }, SEALED.profile);
  return { facts: [], also: (client) => client.query('UPDATE request SET sealed_profile = $2 WHERE id = $1', [row.id, sealed]) };
}

/**
 * The mail was written for another: it goes on as a request about that person, whose key seals it and under whose address data are looked
 * for, with the day it came (GDPR Art. 12(3)). The waiting case was only the mail of whoever wrote.
 */
async function refileForAnother(act: Extract<Act, { type: 'classification' }>, onBehalfOf: string, context: ActContext): Promise<Change> {
  const { deps, row, profile, client, actor, today, now } = context;
  const { details } = await openContent(deps.vault, row);
  const files = await filesOfThread(context, row.thread_id);
  const filed = await fileRequest(
    deps,
    {
      rights: act.rights,
      jurisdiction: row.jurisdiction,
      calendar: row.calendar,
      requester: { name: profile.name, email: profile.email },
      onBehalfOf,
      ...(act.behalf === undefined ? {} : { behalf: act.behalf }),
      ...(act.childAge === undefined ? {} : { childAge: act.childAge }),
      ...(details === undefined ? {} : { details }),
      ...(act.objectionKind === undefined ? {} : { objection: { kind: act.objectionKind } }),
      channel: row.channel,
      receivedAt: row.received_at,
      language: row.language,
    },
    actor,
    { mayReply: row.may_reply, hasProof: files.length > 0 },
    client,
  );
  // What came with the mail is proof of the authority, and of the corrections where one is asked for.
  await keepAuthority({ deps, client }, filed, { files });
  await keepEvidence({ deps, client }, filed.threadId, files);
  const otherReferences = [{ reference: filed.reference, right: act.rights[0] ?? null }];
  return {
    facts: [{ event: 'joined', data: { with: filed.reference } }],
    set: { closed_at: now },
    letters: row.may_reply ? [letter('CLOSED', 'closed', { why: 'joined', closedOn: today, otherReferences })] : [],
  };
}

function handOn({ now, deps, today }: ActContext): Change {
  const { controller } = deps.settings;
  return {
    facts: [
      { event: 'forwarded', data: { to: 'support' } },
      { event: 'closed', data: { outcome: 'forwarded' } },
    ],
    set: { outcome: 'forwarded', closed_at: now },
    letters: [letter('FORWARDED', 'closed', { forwardedTo: controller.name, contact: controller.email, forwardedOn: today })],
  };
}

async function openLinkedCases(
  act: Extract<Act, { type: 'classification' }>,
  rights: readonly (typeof RIGHTS)[number][],
  context: ActContext,
): Promise<void> {
  const { deps, row, profile, client, actor } = context;
  const content = await openContent(deps.vault, row);
  const { name, email, onBehalfOf, personEmail } = profile;
  const childAge = act.childAge ?? profile.childAge;
  await fileRequest(
    deps,
    {
      rights,
      jurisdiction: row.jurisdiction,
      calendar: row.calendar,
      requester: { name, email },
      ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
      ...(row.behalf === null ? {} : { behalf: { capacity: row.behalf, ...(personEmail === undefined ? {} : { email: personEmail }) } }),
      ...(childAge === undefined ? {} : { childAge }),
      ...(content.details === undefined ? {} : { details: content.details }),
      ...(act.objectionKind === undefined ? {} : { objection: { kind: act.objectionKind } }),
      channel: row.channel,
      receivedAt: row.received_at,
      language: row.language,
    },
    actor,
    { thread: { threadId: row.thread_id, threadToken: row.thread_token, subjectId: row.subject_id }, mayReply: row.may_reply },
    client,
  );
}
