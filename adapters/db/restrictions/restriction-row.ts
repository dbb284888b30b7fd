import type { PoolClient } from 'pg';
import type { RestrictionGround } from '../../../domain/letters/answer-facts.js';
import type { RestrictedPart } from '../../../domain/restriction.js';
import { OWN_REGISTERS } from '../../connectors/registers/own-registers.js';

type Connection = Pick<PoolClient, 'query'>;

/** One restriction with what its end depends on. Dates are YYYY-MM-DD texts. */
export interface RestrictionRow {
  id: string;
  request_id: string;
  subject_id: string;
  ground: RestrictionGround;
  allowed_uses: string[];
  started_at: Date;
  review_on: string;
  linked_request_id: string | null;
  lift_on: string | null;
  lift_notice_sent_at: Date | null;
  lifted_at: Date | null;
  /** The letter that announces the lift, once written: its state. */
  letter_status: string | null;
  /** The case it waits for was answered or closed; null where it waits for none. */
  is_cause_ended: boolean | null;
  /** That case. */
  cause_id: string | null;
}

const COLUMNS = `r.*, l.status AS letter_status, c.id AS cause_id,
  CASE WHEN c.id IS NOT NULL THEN c.answered_at IS NOT NULL OR c.closed_at IS NOT NULL END AS is_cause_ended`;
// A restriction asked for meanwhile waits for the very case that asked; another one for the case it is linked with.
const JOINS = `LEFT JOIN letter l ON l.id = r.lift_letter_id
  LEFT JOIN request own ON own.id = r.request_id
  LEFT JOIN request c ON c.id = CASE WHEN own.outcome = 'withdrawn' THEN own.id WHEN r.ground IN ('accuracy-contested', 'objection-pending')
    THEN coalesce(r.linked_request_id, CASE WHEN own."right" <> 'restriction' THEN own.id END) END`;

/** The newest restriction that a case asked for, lifted or not. */
export async function restrictionOf(connection: Connection, requestId: string): Promise<RestrictionRow | undefined> {
  const { rows } = await connection.query<RestrictionRow>(
    `SELECT ${COLUMNS} FROM restriction r ${JOINS} WHERE r.request_id = $1 ORDER BY r.started_at DESC LIMIT 1`,
    [requestId],
  );
  return rows[0];
}

/** One part of a restriction and how far it is carried out there. */
export interface ScopeRow {
  system: string;
  collection: string;
  row_key: string;
  applied_at: Date | null;
  released_at: Date | null;
  problem: string | null;
}

export async function scopeOf(connection: Connection, restrictionId: string): Promise<ScopeRow[]> {
  const { rows } = await connection.query<ScopeRow>(
    'SELECT system, collection, row_key, applied_at, released_at, problem FROM restriction_scope WHERE restriction_id = $1 ORDER BY system, collection, row_key',
    [restrictionId],
  );
  return rows;
}

/** The parts as the letter names them; one not yet carried out says so. */
export function partsOf(scope: readonly ScopeRow[]): (RestrictedPart & { isOpen: boolean })[] {
  return scope.map(({ system, collection, row_key, applied_at }) => ({
    system,
    ...(collection === '' ? {} : { collection }),
    ...(row_key === '' ? {} : { rowKey: row_key }),
    isOpen: applied_at === null && system !== OWN_REGISTERS,
  }));
}

/** What is to be restricted for a case, as staff or the person put it down. */
export interface TermsRow {
  ground: RestrictionGround;
  is_meanwhile: boolean;
  scope: RestrictedPart[];
  allowed_uses: string[];
  review_on: string | null;
  linked_request_id: string | null;
}

export async function termsOf(connection: Connection, requestId: string): Promise<TermsRow | undefined> {
  const { rows } = await connection.query<TermsRow>('SELECT * FROM restriction_terms WHERE request_id = $1', [requestId]);
  return rows[0];
}
