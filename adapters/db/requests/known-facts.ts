import type { PoolClient } from 'pg';
import { parseDay } from '../../../domain/clock/day.js';
import { type CaseRecord, type KnownFacts, knownFactsOf } from '../../../domain/rights/known-facts.js';
import { OWN_REGISTERS } from '../../connectors/registers/own-registers.js';
import { issuerVerdictOf } from '../rectification/decide-corrections.js';
import { agentFacts } from './act-authority.js';
import { localDateOf } from './case-clock.js';
import type { CaseRow } from './case-row.js';
import type { DeskDeps } from './desk-deps.js';
import { openContent, openProfile } from './sealed.js';

type Connection = Pick<PoolClient, 'query'>;

interface Counted {
  rows: number;
  own_rows: number;
  is_answered: boolean;
  held_back: number;
  redacted: number;
  asked: boolean;
  had_copy: boolean;
  settled_fee: boolean;
  unfounded_fee: boolean;
  waits_for_copy: boolean;
}

/** What the record answers of the facts that the tables ask; undefined while the right is not known. */
export async function recordedFacts(
  connection: Connection,
  deps: Pick<DeskDeps, 'vault' | 'now'>,
  row: CaseRow,
): Promise<(KnownFacts & { hasUnfoundedFee: boolean }) | undefined> {
  if (row.right === null) return undefined;
  const [counted, profile, content] = await Promise.all([
    count(connection, row),
    openProfile(deps.vault, row),
    openContent(deps.vault, row),
  ]);
  const record: CaseRecord = {
    right: row.right,
    objectionKind: row.objection_kind,
    regime: row.regime,
    isIdentityProven: row.is_identity_proven,
    hasAgent: (profile.onBehalfOf ?? '') !== '',
    rowCount: counted.rows - counted.own_rows,
    ownRequestRowCount: counted.own_rows,
    isEverySystemAnswered: counted.is_answered,
    openHeldBackCount: counted.held_back,
    redactionCount: counted.redacted,
    hasAskedBefore: counted.asked,
    hadFirstCopy: counted.had_copy,
    fee: row.has_open_fee ? 'open' : counted.settled_fee ? 'settled' : 'none',
    hasUnansweredAccess: counted.waits_for_copy,
    hasGrounds: (content.grounds ?? '').trim() !== '',
    hasTransferTarget: (content.transferTo ?? '').trim() !== '',
    daysLeft: (parseDay(row.due_on ?? row.safe_on) ?? 0) - (parseDay(localDateOf(deps.now(), row.time_zone)) ?? 0),
    established: {
      ...(row.right === 'rectification' ? { issuerVerdict: await issuerVerdictOf(connection, row.id) } : {}),
      ...agentFacts(row),
    },
  };
  return { ...knownFactsOf(record), hasUnfoundedFee: counted.unfounded_fee };
}

/** One look at the tables. A search that held rows back has found rows, whoever they belong to: they are looked at by a person. */
async function count(connection: Connection, row: CaseRow): Promise<Counted> {
  const { rows } = await connection.query<Counted>(
    `SELECT (SELECT coalesce(sum(row_count + held_back_count + coalesce((summary->>'files')::int, 0)), 0)::int FROM source_search WHERE request_id = $1) AS rows,
            (SELECT coalesce(sum((c->>'rowCount')::int), 0)::int FROM source_search s, jsonb_array_elements(s.summary->'collections') c
             WHERE s.request_id = $1 AND s.system = $4 AND c->>'name' IN ('request', 'thread_message', 'case_note')) AS own_rows,
            (SELECT count(*) > 0 AND bool_and(is_complete) FROM source_search WHERE request_id = $1) AS is_answered,
            (SELECT count(*)::int FROM held_back_row WHERE request_id = $1 AND verdict IS DISTINCT FROM 'released') AS held_back,
            (SELECT count(*)::int FROM redaction WHERE request_id = $1) AS redacted,
            EXISTS (SELECT FROM question WHERE request_id = $1) AS asked,
            EXISTS (SELECT FROM request r JOIN answer_package p ON p.request_id = r.id
                    WHERE r.subject_id = $2 AND r.id <> $1 AND p.released_at IS NOT NULL) AS had_copy,
            EXISTS (SELECT FROM fee WHERE request_id = $1 AND status IN ('paid', 'settled')) AS settled_fee,
            EXISTS (SELECT FROM fee WHERE request_id = $1 AND ground = 'unfounded-or-excessive'
                    AND status NOT IN ('waived', 'cancelled', 'refunded')) AS unfounded_fee,
            EXISTS (SELECT FROM request r WHERE r.thread_id = $3 AND r.id <> $1 AND r."right" IN ('access', 'portability')
                    AND r.status NOT IN ('answered', 'closed')) AS waits_for_copy`,
    [row.id, row.subject_id, row.thread_id, OWN_REGISTERS],
  );
  const counted = rows[0];
  if (counted === undefined) throw new Error('a SELECT without FROM has one row');
  return counted;
}
