import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { Authority } from '../../../domain/behalf.js';
import { AUTHENTICATED } from '../../../domain/identity.js';
import type { Actor, NewRequest } from '../../../domain/request/filing.js';
import { referenceOf } from '../../../domain/request/ids.js';
import type { ObjectionKind, Right, Status } from '../../../domain/request/types.js';
import { RIGHTS } from '../../../domain/request/types.js';
import type { IdempotencyClaim } from '../idempotency.js';
import { clockColumns, clockOf } from './case-clock.js';
import type { DeskDeps, Establishment } from './desk-deps.js';
import { type RaisedLevel, raisedLevelOf } from './raised-level.js';
import { type Content, type Profile, SEALED } from './sealed.js';
import { isForAnother, personEmailOf } from './whom-it-is-about.js';

/** What a mail adds to a filing: where its answer may go and which letter it has already had. */
export interface FilingExtras {
  /** Null: nobody could say which right is meant; a person reads it (triage). */
  triage?: boolean;
  /** RFC 3834: a machine wrote it, so no letter goes back by itself. */
  mayReply?: boolean;
  mailSha256?: string;
  /** The client's Idempotency-Key, written in the same statement. */
  claim?: IdempotencyClaim;
  /** The account that files, freshly signed in with the address of the request: nothing more is asked (RULEBOOK section 4, L2). */
  signedInAs?: string;
  /** A proof of the authority came along. */
  hasProof?: boolean;
  /** Join a thread that exists: further cases found when a mail is classified. */
  thread?: { threadId: string; threadToken: string; subjectId: string };
}

/** A case that is not written yet. */
export interface NewCase {
  id: string;
  reference: string;
  row: Record<string, unknown>;
  dueOn: string | null;
  safeOn: string;
}

/** What all cases of one filing share. */
export interface Filing {
  actor: Actor;
  establishment: Establishment;
  extras: FilingExtras;
  thread: { threadId: string; threadToken: string; subjectId: string; newSubject?: { email_index: Buffer | null } };
}

/** One case per right, access before erasure, each with its clock and its sealed fields. */
export async function newCases(deps: DeskDeps, input: NewRequest, filing: Filing): Promise<NewCase[]> {
  const { vault } = deps;
  const { subjectId } = filing.thread;
  const profile = profileOf(input);
  const content: Content = {
    details: input.details,
    corrections: input.corrections,
    transferTo: input.transferTo,
    grounds: input.objection?.grounds,
  };
  const [sealedProfile, sealedContent] = await Promise.all([
    vault.seal(subjectId, profile, SEALED.profile),
    vault.seal(subjectId, content, SEALED.content),
  ]);
  const rights: (Right | null)[] = filing.extras.triage === true ? [null] : RIGHTS.filter((right) => input.rights.includes(right));
  return rights.map((right) => newCase(deps, input, filing, { right, sealedProfile, sealedContent }));
}

function profileOf({ requester, onBehalfOf, behalf, childAge, answerTo }: NewRequest): Profile {
  const personEmail = personEmailOf({ behalf, requester });
  return {
    ...requester,
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    ...(personEmail === undefined ? {} : { personEmail }),
    ...(childAge === undefined ? {} : { childAge }),
    ...(answerTo === undefined ? {} : { newAddress: answerTo }),
  };
}

/** What is known from the start about who asks: the level that is needed and proven, and for whom. */
function identityColumns(deps: DeskDeps, input: NewRequest, extras: FilingExtras, { isMarketing }: { isMarketing: boolean }) {
  const raised: RaisedLevel | undefined = isMarketing ? undefined : raisedLevelOf(input);
  const isAgent = isForAnother(input);
  const authority: Authority | null = isAgent && extras.hasProof === true ? 'received' : null;
  const isSignedIn = extras.signedInAs !== undefined && !isAgent;
  return {
    is_identity_proven: isMarketing || isSignedIn,
    identity_level: isSignedIn ? AUTHENTICATED : 'L0',
    required_level: raised?.level ?? null,
    level_reason: raised?.because ?? null,
    behalf: isAgent ? (input.behalf?.capacity ?? 'authorised') : null,
    authority,
    authority_asked_at: authority === null ? null : (input.receivedAt ?? deps.now()).toISOString(),
    answer_to: 'requester',
    agent_index: isAgent ? deps.vault.blindIndex(input.requester.email) : null,
    // Corporate data are no personal data: the policy applies, not the regulation (GDPR Recital 14).
    regime: isAgent && input.behalf?.capacity === 'organisation' ? 'POLICY_ONLY' : 'STATUTORY',
  };
}

function newCase(
  deps: DeskDeps,
  input: NewRequest,
  filing: Filing,
  own: { right: Right | null; sealedProfile: Buffer; sealedContent: Buffer },
): NewCase {
  const { establishment, thread, extras } = filing;
  const receivedAt = input.receivedAt ?? deps.now();
  const subject = { ...establishment, right: own.right, receivedAt };
  const clock = clockOf(subject, [], deps.calendars);
  const id = uuidv7();
  const reference = referenceOf(Number(clock.receivedOn.slice(0, 4)), randomBytes(6));
  const status: Status = own.right === null ? 'triage' : 'received';
  const objectionKind: ObjectionKind | null = own.right === 'objection' ? (input.objection?.kind ?? 'legitimate_interest') : null;
  const row = {
    id,
    reference,
    thread_id: thread.threadId,
    thread_token: thread.threadToken,
    subject_id: thread.subjectId,
    right: own.right,
    objection_kind: objectionKind,
    status,
    channel: input.channel,
    language: input.language,
    jurisdiction: establishment.jurisdiction,
    calendar: establishment.calendar,
    time_zone: establishment.timeZone,
    received_at: receivedAt.toISOString(),
    ...clockColumns(clock),
    may_reply: extras.mayReply ?? true,
    ...identityColumns(deps, input, extras, { isMarketing: objectionKind === 'direct_marketing' }),
    sealed_profile: own.sealedProfile,
    sealed_content: own.sealedContent,
    search_tokens: deps.vault.searchTokens([reference, input.requester.name, input.requester.email]).map(String),
    created_at: deps.now().toISOString(),
  };
  return { id, reference, row, dueOn: clock.due, safeOn: clock.safe };
}
