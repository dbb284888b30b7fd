import type { PoolClient } from 'pg';
import type { Authority, Capacity } from '../../../domain/behalf.js';
import type { ClockEvent } from '../../../domain/clock/input.js';
import { DomainError } from '../../../domain/errors.js';
import { type IdentityDoubt, type IdentityNeed, isEnough, requiredLevelOf } from '../../../domain/identity.js';
import type { CaseFacts } from '../../../domain/request/state.js';
import type {
  Channel,
  IdentityLevel,
  Jurisdiction,
  Language,
  ObjectionKind,
  Outcome,
  Right,
  Status,
} from '../../../domain/request/types.js';

/** What the clock said last, as stored on the row; the explanation is computed anew from the events whenever someone asks why. */
export interface StoredClock {
  start: string;
  firstPeriodEnd: string | null;
  excludedDays: number;
  ruleSet: string;
  calendarVersion: string;
}

/** One row of `request` with what decides its state. Dates are YYYY-MM-DD texts, instants are Date. */
export interface CaseRow {
  id: string;
  reference: string;
  thread_id: string;
  thread_token: string;
  subject_id: string;
  right: Right | null;
  objection_kind: ObjectionKind | null;
  status: Status;
  outcome: Outcome | null;
  channel: Channel;
  language: Language;
  regime: 'STATUTORY' | 'POLICY_ONLY';
  jurisdiction: Jurisdiction;
  calendar: string;
  time_zone: string;
  received_at: Date;
  due_on: string | null;
  safe_on: string;
  target_on: string;
  expires_at: Date | null;
  clock: StoredClock;
  identity_level: IdentityLevel;
  is_identity_proven: boolean;
  required_level: IdentityLevel | null;
  level_reason: IdentityDoubt | null;
  behalf: Capacity | null;
  authority: Authority | null;
  authority_asked_at: Date | null;
  answer_to: 'requester' | 'person';
  may_reply: boolean;
  warned: string[];
  sealed_profile: Buffer;
  sealed_content: Buffer;
  sealed_decision: Buffer | null;
  decided_by: string | null;
  decided_at: Date | null;
  acknowledged_at: Date | null;
  identity_asked_at: Date | null;
  collected_at: Date | null;
  fulfilled_at: Date | null;
  answered_at: Date | null;
  closed_at: Date | null;
  /** The request of the same person that answers for this one too. */
  joined_to: string | null;
  /** The account that works it. */
  assigned_to: string | null;
  has_open_question: boolean;
  has_open_fee: boolean;
  has_open_task: boolean;
  /** Of the decision of now; one of an earlier decision stays to be fetched until it is replaced. */
  has_package: boolean;
  is_issuer_awaited: boolean;
}

const COLUMNS = `r.*,
  EXISTS (SELECT FROM question q WHERE q.request_id = r.id AND q.answered_at IS NULL) AS has_open_question,
  EXISTS (SELECT FROM fee f WHERE f.request_id = r.id AND f.status IN ('proposed', 'notified', 'disputed')) AS has_open_fee,
  EXISTS (SELECT FROM human_task t WHERE t.request_id = r.id AND t.kind = 'fulfil' AND t.status = 'open') AS has_open_task,
  EXISTS (SELECT FROM answer_package p WHERE p.request_id = r.id AND p.created_at >= r.decided_at) AS has_package,
  EXISTS (SELECT FROM correction c WHERE c.request_id = r.id AND c.controller = 'issuer' AND c.verdict IS NULL) AS is_issuer_awaited`;

type Connection = Pick<PoolClient, 'query'>;

/** Reads one case and, inside a transaction with `lock`, keeps others from changing it meanwhile. */
export async function findCase(
  connection: Connection,
  key: { id: string } | { reference: string },
  options: { lock?: boolean } = {},
): Promise<CaseRow | undefined> {
  const [column, value] = 'id' in key ? ['id', key.id] : ['reference', key.reference];
  const { rows } = await connection.query<CaseRow>(
    `SELECT ${COLUMNS} FROM request r WHERE r.${column} = $1 ${options.lock === true ? 'FOR UPDATE OF r' : ''}`,
    [value],
  );
  return rows[0];
}

export async function requireCase(
  connection: Connection,
  key: { id: string } | { reference: string },
  options: { lock?: boolean } = {},
): Promise<CaseRow> {
  const row = await findCase(connection, key, options);
  if (row === undefined)
    throw new DomainError({
      code: 'REQUEST_NOT_FOUND',
      kind: 'missing',
      detail: 'There is no request with this reference. Check it, it looks like RR-2026-4F7K2M.',
    });
  return row;
}

export async function clockEventsOf(connection: Connection, requestId: string): Promise<ClockEvent[]> {
  const { rows } = await connection.query<{
    type: ClockEvent['type'];
    on: string;
    ref: string | null;
    ground: ClockEvent['ground'] | null;
    promptly: boolean | null;
  }>('SELECT type, "on", ref, ground, promptly FROM clock_event WHERE request_id = $1 ORDER BY created_at, id', [requestId]);
  return rows.map((row) => ({
    type: row.type,
    on: row.on,
    ...(row.ref === null ? {} : { ref: row.ref }),
    ...(row.ground === null ? {} : { ground: row.ground }),
    ...(row.promptly === null ? {} : { promptly: row.promptly }),
  }));
}

const iso = (value: Date | null): string | null => (value === null ? null : value.toISOString());

/** What decides how much identity a case needs; undefined while its right is not known. */
export function needOf(row: Pick<CaseRow, 'right' | 'objection_kind' | 'required_level'>): IdentityNeed | undefined {
  return row.right === null ? undefined : { right: row.right, objectionKind: row.objection_kind, raisedTo: row.required_level };
}

/** Whether this level is enough for the case; never while its right is not known. */
export function isEnoughFor(row: Parameters<typeof needOf>[0], level: IdentityLevel): boolean {
  const need = needOf(row);
  return need !== undefined && isEnough(level, requiredLevelOf(need));
}

export function factsOf(row: CaseRow): CaseFacts {
  return {
    right: row.right,
    objectionKind: row.objection_kind,
    status: row.status,
    outcome: row.outcome,
    identityLevel: row.identity_level,
    raisedTo: row.required_level,
    isIdentityProven: row.is_identity_proven,
    authority: row.authority,
    acknowledgedAt: iso(row.acknowledged_at),
    identityAskedAt: iso(row.identity_asked_at ?? row.authority_asked_at),
    collectedAt: iso(row.collected_at),
    decidedAt: iso(row.decided_at),
    answeredAt: iso(row.answered_at),
    closedAt: iso(row.closed_at),
    hasOpenQuestion: row.has_open_question,
    hasOpenFee: row.has_open_fee,
    hasOpenTask: row.has_open_task,
    hasPackage: row.has_package,
    isIssuerAwaited: row.is_issuer_awaited,
  };
}
