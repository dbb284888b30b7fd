import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import { requireLawfulBehalf } from '../../../domain/behalf.js';
import { DomainError } from '../../../domain/errors.js';
import type { Actor, FiledRequest, NewRequest } from '../../../domain/request/filing.js';
import type { ObjectionKind, Right, Status } from '../../../domain/request/types.js';
import { RIGHTS } from '../../../domain/request/types.js';
import { groundMeanwhile } from '../../../domain/restriction.js';
import { firstEvidence } from '../../evidence/chain.js';
import type { IdempotencyClaim } from '../idempotency.js';
import { suppressionRows } from '../marketing/suppression.js';
import type { DeskDeps } from './desk-deps.js';
import { establishmentOf } from './establishment.js';
import { firstFacts } from './first-facts.js';
import { statusUrlOf } from './letters.js';
import { type Filing, type FilingExtras, type NewCase, newCases } from './new-case.js';
import { roleOf } from './transition.js';
import { personIndexOf } from './whom-it-is-about.js';
import { type DraftedCases, writeDrafts } from './write-drafts.js';

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
  const emailIndex = personIndexOf(deps, input);
  for (let attempt = 1; ; attempt++) {
    const subjectId = extras.thread === undefined && emailIndex !== undefined ? await subjectOf(connection, emailIndex) : undefined;
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

/** Whom it is about: the blind index of the address, where one is known, and whom the record knows by it. */
interface Sender {
  emailIndex: Buffer | undefined;
  subjectId: string | undefined;
}

/** The same, not yet written: for a caller that writes it with rows of its own (`writeDrafts`). Throws DomainError invalid. */
export async function draftCases(
  deps: DeskDeps,
  { input, actor, extras, sender }: { input: NewRequest; actor: Actor; extras: FilingExtras; sender: Sender },
): Promise<DraftedCases> {
  const establishment = establishmentOf(deps, input);
  if (extras.triage !== true)
    requireLawfulBehalf({
      ...input,
      isMarketingObjection: input.rights.includes('objection') && input.objection?.kind === 'direct_marketing',
    });
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
  if (subjectId !== undefined) return { ...begun, subjectId };
  return { ...begun, subjectId: await deps.vault.freshSubject(), newSubject: { email_index: emailIndex ?? null } };
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

function rowsOf(
  cases: readonly NewCase[],
  { filed, thread, claim }: { filed: FiledRequest; thread: Filing['thread']; claim: IdempotencyClaim | undefined },
): DraftedCases['rows'] {
  return {
    subject: thread.newSubject === undefined ? [] : [{ id: thread.subjectId, ...thread.newSubject }],
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
  const addressIndex = personIndexOf(deps, input) ?? deps.vault.blindIndex(input.requester.email);
  return { suppression: isMarketing ? suppressionRows({ addressIndex, source: 'objection', since: at }) : [], restriction_terms: wishes };
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
