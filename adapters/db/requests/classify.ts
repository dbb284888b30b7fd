import type { Act } from '../../../domain/request/filing.js';
import { RIGHTS } from '../../../domain/request/types.js';
import type { ActContext } from './act-context.js';
import { fileRequest } from './intake.js';
import { letter } from './letters.js';
import { openContent } from './sealed.js';
import type { Change } from './transition.js';

/**
 * A person has read a mail that waited in triage and says which rights it asks for. The waiting case becomes that of the first right;
 * each further right gets a linked case with the same receipt. None: it was no rights request, and is handed on.
 */
export async function classify(act: Extract<Act, { type: 'classification' }>, context: ActContext): Promise<Change> {
  const [first, ...others] = RIGHTS.filter((right) => act.rights.includes(right));
  if (first === undefined) return handOn(context);
  if (act.onBehalfOf !== undefined) return refileForAnother(act, act.onBehalfOf, context);
  if (others.length > 0) await openLinkedCases(act, others, context);
  const kind = first === 'objection' ? (act.objectionKind ?? 'legitimate_interest') : null;
  return {
    facts: [{ event: 'classified', data: { right: first, before: null, by: 'staff', objectionKind: kind } }],
    set: { right: first, objection_kind: kind },
    letters: context.row.may_reply ? [letter('ACK', 'ack', { reading: [first, ...others], next: 'identity' })] : [],
  };
}

/**
 * The mail was written for another: it goes on as a request about that person, whose key seals it and under whose address data are looked
 * for, with the day it came (GDPR Art. 12(3)). The waiting case was only the mail of whoever wrote.
 */
async function refileForAnother(act: Extract<Act, { type: 'classification' }>, onBehalfOf: string, context: ActContext): Promise<Change> {
  const { deps, row, profile, client, actor, today, now } = context;
  const { details } = await openContent(deps.vault, row);
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
    { mayReply: row.may_reply },
    client,
  );
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
  const { name, email, onBehalfOf, personEmail, childAge } = profile;
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
