import type { PoolClient } from 'pg';
import type { Capacity } from '../../../domain/behalf.js';
import type { AgencyView, RequestDetail } from '../../../domain/request/detail.js';
import { WAITING_FOR } from '../../../domain/request/state.js';
import type { Language } from '../../../domain/request/types.js';
import { complaintItems } from '../complaints/complaint-row.js';
import { erasureView } from '../erasure/erasure-row.js';
import { portabilityOf } from '../portability/portability-detail.js';
import { recipientNotices } from '../recipients/notice-desk.js';
import { namedCorrections } from '../rectification/field-id.js';
import { rectificationView } from '../rectification/present.js';
import { poolForUse } from '../restrictions/allowed-use.js';
import { restrictionItemOf } from '../restrictions/restriction-item.js';
import { proposedDecision } from './act-decision.js';
import { allowedActsOf } from './allowed-acts.js';
import { approvalsOf, presentApproval } from './approvals.js';
import { clockOf, clockSubjectOf } from './case-clock.js';
import { caseItems } from './case-items.js';
import { type CaseRow, clockEventsOf } from './case-row.js';
import { lettersOf, messagesOf, questionsOf } from './correspondence.js';
import type { DeskDeps } from './desk-deps.js';
import { earlierAnswerOf } from './earlier-answer.js';
import { presentFee } from './fees/fee-row.js';
import { endedWith } from './joined.js';
import { recordedFacts } from './known-facts.js';
import { notesOf } from './notes.js';
import { organisationsOf } from './organisations.js';
import { proofItemsOf } from './proof-files.js';
import { isAnswerReturned } from './reopen.js';
import { heldBackRowsOf } from './review.js';
import { openContent, openProfile, type Profile } from './sealed.js';
import { openDecision } from './sealed-decision.js';
import { timelineOf } from './timeline.js';

type Connection = Pick<PoolClient, 'query'>;

/** Everything about one case, opened. A case whose person was erased says so and shows no personal data. */
export async function detailOf(
  deps: DeskDeps,
  row: CaseRow,
  connection: Connection = deps.pool,
  timelineIn: Language = row.language,
): Promise<RequestDetail> {
  const [profile, content, events, linked] = await Promise.all([
    openProfile(deps.vault, row),
    openContent(deps.vault, row),
    clockEventsOf(connection, row.id),
    linkedOf(connection, row),
  ]);
  // What is restricted counts too: whose data they are does not change with it.
  const own = connection === deps.pool ? poolForUse(deps.pool, 'rights-of-the-person') : connection;
  const restriction = await restrictionItemOf(connection, row);
  const erasure = row.right === 'erasure' ? await erasureView(connection, row.id) : undefined;
  const now = deps.now();
  const isOpen = row.status !== 'answered' && row.status !== 'closed';
  return {
    id: row.id,
    reference: row.reference,
    right: row.right,
    status: row.status,
    ...(await endedWith(connection, row)),
    channel: row.channel,
    language: row.language,
    receivedAt: row.received_at.toISOString(),
    dueOn: row.due_on,
    safeOn: row.safe_on,
    targetOn: row.target_on,
    expiresAt: row.expires_at?.toISOString() ?? null,
    linked,
    isOverdue: isOpen && row.expires_at !== null && row.expires_at <= now,
    waitingFor: WAITING_FOR[row.status],
    assignedTo: row.assigned_to,
    regime: row.regime,
    jurisdiction: row.jurisdiction,
    calendar: row.calendar,
    timeZone: row.time_zone,
    identityLevel: row.identity_level,
    isIdentityProven: row.is_identity_proven,
    requester: { name: profile.name, email: profile.email },
    ...(profile.onBehalfOf === undefined ? {} : { onBehalfOf: profile.onBehalfOf }),
    ...(row.behalf === null ? {} : { agency: agencyViewOf(row, profile, row.behalf) }),
    ...(row.required_level === null || row.level_reason === null
      ? {}
      : { raisedLevel: { level: row.required_level, because: row.level_reason } }),
    ...withoutUndefined({ childAge: profile.childAge, newAddress: profile.newAddress }),
    proofs: await proofItemsOf(connection, row.id),
    ...withoutUndefined({ details: content.details, transferTo: content.transferTo }),
    ...(content.corrections === undefined ? {} : { corrections: await namedCorrections(connection, row, content.corrections) }),
    ...(row.objection_kind === null ? {} : { objection: { kind: row.objection_kind, ...withoutUndefined({ grounds: content.grounds }) } }),
    isUnreadable: profile.email === '',
    clock: clockOf(clockSubjectOf(row), events, deps.calendars),
    ...(await parts(deps, row, connection, timelineIn)),
    ...(await portabilityOf(deps, row, connection)),
    ...(await rectificationView(deps, row, connection)),
    organisations: await organisationsOf(own, row.subject_id),
    items: await caseItems(own, row.id),
    recipients: await recipientNotices(connection, row.id),
    ...withoutUndefined({ earlierAnswer: await earlierAnswerOf(connection, row) }),
    isAnswerReturned: await isAnswerReturned(connection, row.id),
    complaints: await complaintItems(connection, deps.vault, row),
    ...withoutUndefined({ restriction, erasure }),
    allowedActs: allowedActsOf(row, { restriction, erasure }),
  };
}

function agencyViewOf(row: CaseRow, { personEmail }: Profile, capacity: Capacity): AgencyView {
  return {
    capacity,
    authority: row.authority,
    answerTo: row.answer_to,
    ...(personEmail === undefined ? {} : { personEmail }),
  };
}

async function parts(deps: DeskDeps, row: CaseRow, connection: Connection, timelineIn: Language) {
  const [timeline, questions, messages, notes, letters, sources, heldBack, decision, approvals, assessment, answer, fee] =
    await Promise.all([
      timelineOf(deps, row, timelineIn),
      questionsOf(deps, row, connection),
      messagesOf(deps, row, connection),
      notesOf(deps, row, connection),
      lettersOf(row, connection),
      sourcesOf(row, connection),
      heldBackRowsOf(connection, deps.vault, row),
      decisionOf(deps, row),
      approvalItems(deps, row, connection),
      assessmentOf(deps, row, connection),
      packageOf(deps, row, connection),
      presentFee(connection, deps.vault, row),
    ]);
  return {
    timeline,
    questions,
    messages,
    notes,
    letters,
    sources,
    heldBack: heldBack.map(({ id: _id, ...rest }) => rest),
    ...decision,
    approvals,
    waitsForApproval: row.status !== 'closed' && approvals.some((one) => one.status === 'open'),
    ...assessment,
    ...answer,
    ...fee,
  };
}

function withoutUndefined<T extends Record<string, unknown>>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>; // only members of T are left
}

async function linkedOf(connection: Connection, row: CaseRow): Promise<string[]> {
  const { rows } = await connection.query<{ reference: string }>(
    'SELECT reference FROM request WHERE thread_id = $1 AND id <> $2 ORDER BY id',
    [row.thread_id, row.id],
  );
  return rows.map((one) => one.reference);
}

async function sourcesOf(row: CaseRow, connection: Connection): Promise<RequestDetail['sources']> {
  const { rows } = await connection.query<RequestDetail['sources'][number]>(
    `SELECT system, status, row_count AS "rowCount", held_back_count AS "heldBackCount", is_complete AS "isComplete", problem
     FROM source_search WHERE request_id = $1 ORDER BY system`,
    [row.id],
  );
  return rows;
}

/** What was proposed to a second person; a decision that waits is opened for them. */
async function approvalItems(deps: DeskDeps, row: CaseRow, connection: Connection): Promise<RequestDetail['approvals']> {
  const approvals = await approvalsOf(connection, row.id);
  return Promise.all(
    approvals.map(async (one) => {
      const decision = one.status === 'open' && one.kind === 'decision' ? await proposedDecision(deps, row, one) : undefined;
      return { ...presentApproval(one), ...(decision === undefined ? {} : { decision }) };
    }),
  );
}

/** The facts of the right's table that the record answers, while there is something to decide. */
async function assessmentOf(deps: DeskDeps, row: CaseRow, connection: Connection): Promise<Pick<RequestDetail, 'assessment'>> {
  if (row.decided_at !== null || row.closed_at !== null) return {};
  const recorded = await recordedFacts(connection, deps, row);
  return recorded === undefined ? {} : { assessment: { known: recorded.known, presumed: recorded.presumed } };
}

async function decisionOf(deps: DeskDeps, row: CaseRow): Promise<Pick<RequestDetail, 'decision'>> {
  if (row.sealed_decision === null || row.outcome === null || row.decided_at === null) return {};
  const opened = await openDecision(deps, row);
  const { reasons = '', basis, fields } = opened ?? {};
  const byField = fields === undefined ? {} : { fields };
  return { decision: { outcome: row.outcome, reasons, by: row.decided_by ?? '', at: row.decided_at.toISOString(), ...basis, ...byField } };
}

async function packageOf(deps: DeskDeps, row: CaseRow, connection: Connection): Promise<Pick<RequestDetail, 'package'>> {
  const { rows } = await connection.query<{ sha256: string; size_bytes: string; expires_at: Date }>(
    'SELECT sha256, size_bytes, expires_at FROM answer_package WHERE request_id = $1',
    [row.id],
  );
  const answer = rows[0];
  if (answer === undefined) return {};
  const url = `${deps.settings.publicUrl}/api/v1/requests/${row.reference}/package`;
  return { package: { url, sha256: answer.sha256, sizeBytes: Number(answer.size_bytes), expiresAt: answer.expires_at.toISOString() } };
}
