import { randomBytes } from 'node:crypto';
import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../../domain/errors.js';
import type { EvidenceFact } from '../../../domain/evidence.js';
import type { Actor, FiledRequest, NewRequest } from '../../../domain/request/filing.js';
import { referenceOf } from '../../../domain/request/ids.js';
import type { ObjectionKind, Right, Status } from '../../../domain/request/types.js';
import { RIGHTS } from '../../../domain/request/types.js';
import { groundMeanwhile } from '../../../domain/restriction.js';
import { suppressionRows } from '../marketing/suppression.js';
import { firstEvidence } from '../../evidence/chain.js';
import type { IdempotencyClaim } from '../idempotency.js';
import { clockColumns, clockOf } from './case-clock.js';
import type { StoredClock } from './case-row.js';
import type { DeskDeps, Establishment } from './desk-deps.js';
import { statusUrlOf } from './letters.js';
import { type Content, type Profile, SEALED } from './sealed.js';
import { roleOf } from './transition.js';
import { type DraftedCases, writeDrafts } from './write-drafts.js';

/** What a mail adds to a filing: where its answer may go and which letter it has already had. */
export interface FilingExtras {
  /** Null: nobody could say which right is meant; a person reads it (triage). */
  triage?: boolean;
  /** RFC 3834: a machine wrote it, so no letter goes back by itself. */
  mayReply?: boolean;
  mailSha256?: string;
  /** The client's Idempotency-Key, written in the same statement. */
  claim?: IdempotencyClaim;
  /** Join a thread that exists: further cases found when a mail is classified. */
  thread?: { threadId: string; threadToken: string; subjectId: string };
}

interface NewCase {
  id: string;
  reference: string;
  row: Record<string, unknown>;
  dueOn: string | null;
  safeOn: string;
}

/**
 * Files one case per right, access before erasure (GDPR Art. 17: what is erased can no longer be shown). Row, evidence and outbox of
 * all cases come into being in one statement, before anybody is told. Throws DomainError invalid, or what the database threw.
 */
export async function fileRequest(
  deps: DeskDeps,
  input: NewRequest,
  actor: Actor,
  extras: FilingExtras = {},
  client?: PoolClient,
): Promise<FiledRequest & { ids: string[]; threadId: string; subjectId: string }> {
  const connection = client ?? deps.pool;
  const emailIndex = deps.vault.blindIndex(input.requester.email);
  for (let attempt = 1; ; attempt++) {
    const subjectId = extras.thread === undefined ? await subjectOf(connection, emailIndex) : undefined;
    const draft = await draftCases(deps, { input, actor, extras, sender: { emailIndex, subjectId } });
    try {
      await writeDrafts(connection, [draft]);
      return draft.filed;
    } catch (error) {
      // Somebody filed for the same new address at the same moment, or a reference was drawn twice: once more, with what is now known.
      if (client !== undefined || attempt >= 4 || !isUniqueViolation(error)) throw error;
    }
  }
}

/** Who files: the blind index of the address, and whom the record knows by it. */
interface Sender {
  emailIndex: Buffer;
  subjectId: string | undefined;
}

/** The same, not yet written: for a caller that writes it with rows of its own (`writeDrafts`). Throws DomainError invalid. */
export async function draftCases(
  deps: DeskDeps,
  { input, actor, extras, sender }: { input: NewRequest; actor: Actor; extras: FilingExtras; sender: Sender },
): Promise<DraftedCases> {
  const establishment = establishmentOf(deps, input);
  const thread = extras.thread ?? (await newThread(deps, sender));
  const cases = await newCases(deps, input, { actor, establishment, extras, thread });
  const filed = filedOf(deps, input, cases);
  return {
    filed: { ...filed, ids: cases.map((one) => one.id), threadId: thread.threadId, subjectId: thread.subjectId },
    rows: { ...rowsOf(cases, { filed, thread, claim: extras.claim }), ...consequencesOf(deps, { input, cases, actor }, deps.now()) },
    evidence: firstEvidence(
      cases.flatMap((one) =>
        firstFacts({ input, actor, extras }, one).map((fact) => ({
          requestId: one.id,
          at: deps.now(),
          actor: actor.id,
          role: roleOf(actor),
          ...fact,
        })),
      ),
    ),
  };
}

async function subjectOf(connection: Pick<PoolClient, 'query'>, emailIndex: Buffer): Promise<string | undefined> {
  const text = 'SELECT id FROM subject WHERE email_index = $1';
  const { rows } = await connection.query<{ id: string }>({ name: 'subject-of', text, values: [emailIndex] });
  return rows[0]?.id;
}

async function newThread(deps: DeskDeps, { emailIndex, subjectId }: Sender): Promise<Filing['thread']> {
  const begun = { threadId: uuidv7(), threadToken: deps.vault.newThreadToken() };
  return subjectId === undefined ? { ...begun, subjectId: await deps.vault.freshSubject(), emailIndex } : { ...begun, subjectId };
}

function isUniqueViolation(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === '23505' &&
    'constraint' in error &&
    error.constraint !== 'idempotency_key_pkey'
  );
}

/** The establishment asked for, or the first; only those the controller has configured (PRODUCT section 4). */
export function establishmentOf(deps: Pick<DeskDeps, 'settings'>, input: Pick<NewRequest, 'jurisdiction' | 'calendar'>): Establishment {
  const { establishments } = deps.settings;
  const found = establishments.find(
    (place) =>
      (input.jurisdiction === undefined || place.jurisdiction === input.jurisdiction) &&
      (input.calendar === undefined || place.calendar === input.calendar),
  );
  if (found !== undefined) return found;
  const known = establishments.map((place) => `${place.jurisdiction}/${place.calendar}`).join(', ');
  const pointer = establishments.some((place) => place.jurisdiction === input.jurisdiction || input.jurisdiction === undefined)
    ? '/calendar'
    : '/jurisdiction';
  throw new DomainError({
    code: 'ESTABLISHMENT_UNKNOWN',
    kind: 'invalid',
    detail: 'The controller has no establishment there.',
    fields: [{ pointer, detail: `Choose one of ${known}, or leave it out.` }],
  });
}

interface Filing {
  actor: Actor;
  establishment: Establishment;
  extras: FilingExtras;
  thread: { threadId: string; threadToken: string; subjectId: string; emailIndex?: Buffer };
}

async function newCases(deps: DeskDeps, input: NewRequest, filing: Filing): Promise<NewCase[]> {
  const { vault } = deps;
  const { subjectId } = filing.thread;
  const profile: Profile = { ...input.requester, ...(input.onBehalfOf === undefined ? {} : { onBehalfOf: input.onBehalfOf }) };
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
    is_identity_proven: objectionKind === 'direct_marketing',
    sealed_profile: own.sealedProfile,
    sealed_content: own.sealedContent,
    search_tokens: deps.vault.searchTokens([reference, input.requester.name, input.requester.email]).map(String),
    created_at: deps.now().toISOString(),
  };
  return { id, reference, row, dueOn: clock.due, safeOn: clock.safe };
}

function rowsOf(
  cases: readonly NewCase[],
  { filed, thread, claim }: { filed: FiledRequest; thread: Filing['thread']; claim: IdempotencyClaim | undefined },
): DraftedCases['rows'] {
  return {
    subject: thread.emailIndex === undefined ? [] : [{ id: thread.subjectId, email_index: thread.emailIndex }],
    idempotency_key: claim === undefined ? [] : [{ scope: claim.scope, body_hash: claim.bodyHash, status: 201, response: filed }],
    request: cases.map((one) => one.row),
    outbox: cases.map((one) => ({ kind: 'start', target_id: one.id })),
  };
}

/** What a filing brings about before anybody has looked at it: advertising ends (Art. 21(3)), a wish for restriction is put down (18(1)). */
function consequencesOf(deps: DeskDeps, { input, cases, actor }: { input: NewRequest; cases: NewCase[]; actor: Actor }, at: Date) {
  const isMarketing = cases.some((one) => one.row.objection_kind === 'direct_marketing');
  const wishes = cases.flatMap((one) => {
    const ground = groundMeanwhile(one.row.right as Right | null, one.row.objection_kind as ObjectionKind | null); // set by newCase above
    const wish = { request_id: one.id, is_meanwhile: true, scope: [], allowed_uses: [], set_by: actor.id, set_at: at.toISOString() };
    return input.restrictMeanwhile === true && ground !== undefined ? [{ ...wish, ground }] : [];
  });
  const addressIndex = deps.vault.blindIndex(input.requester.email);
  return { suppression: isMarketing ? suppressionRows({ addressIndex, source: 'objection', since: at }) : [], restriction_terms: wishes };
}

function firstFacts(filing: { input: NewRequest; actor: Actor; extras: FilingExtras }, one: NewCase): EvidenceFact[] {
  const { input, extras } = filing;
  const right = one.row.right as Right | null; // set by newCase above
  const { ruleSet, calendarVersion } = one.row.clock as StoredClock; // likewise
  const stored = { ruleSet, calendarVersion };
  return [
    {
      event: 'received',
      data: {
        channel: input.channel,
        receivedAt: String(one.row.received_at),
        timeZone: String(one.row.time_zone),
        isByStaff: filing.actor.role === 'staff',
        ...(extras.mailSha256 === undefined ? {} : { sha256: extras.mailSha256 }),
      },
    },
    right === null
      ? { event: 'sent-to-triage', data: { reason: 'not-recognised-with-confidence' } }
      : {
          event: 'classified',
          data: { right, by: input.channel === 'email' ? 'recogniser' : filing.actor.role === 'staff' ? 'staff' : 'requester' },
        },
    {
      event: 'deadline-computed',
      data: { dueOn: one.dueOn, safeOn: one.safeOn, targetOn: String(one.row.target_on), calendar: String(one.row.calendar), ...stored },
    },
  ];
}

/** What the sender is told: the case of the right named first, the others as linked. */
function filedOf(deps: DeskDeps, input: NewRequest, cases: readonly NewCase[]): FiledRequest {
  const first = cases.find((one) => one.row.right === input.rights[0]) ?? cases[0];
  const others = cases.filter((one) => one !== first);
  if (first === undefined)
    throw new DomainError({
      code: 'NO_RIGHT',
      kind: 'invalid',
      detail: 'Name at least one right.',
      fields: [{ pointer: '/right', detail: `Choose of ${RIGHTS.join(', ')}.` }],
    });
  return {
    reference: first.reference,
    id: first.id,
    status: (first.row.right === null ? 'triage' : 'received') satisfies Status as Status,
    receivedAt: String(first.row.received_at),
    dueOn: first.dueOn,
    safeOn: first.safeOn,
    statusUrl: statusUrlOf(deps, first),
    linked: others.map((one) => one.reference),
  };
}
