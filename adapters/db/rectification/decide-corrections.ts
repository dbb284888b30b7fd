import type { PoolClient } from 'pg';
import { isIdentifyingField } from '../../../domain/identifying-field.js';
import { AUTHENTICATED, identityTooWeak, isEnough, LEVEL_FOR_DOUBT } from '../../../domain/identity.js';
import { type FieldFacts, fieldsToChange, type HearingFacts } from '../../../domain/rectification/decide.js';
import { alternativesFromMs, issuerAnswerBy } from '../../../domain/rectification/issuer-asking.js';
import type { Act } from '../../../domain/request/filing.js';
import type { CaseRow } from '../requests/case-row.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import type { ActContext } from '../requests/judge.js';
import { type Connection, type CorrectionRow, correctionsOf, isOpen, openClaim } from './correction-row.js';
import { issuerTimeOf } from './issuer-records.js';

/** Whether the issuers of a case were heard, and from when their silence no longer counts. */
export async function hearingOf(connection: Connection, row: CaseRow, now: Date): Promise<HearingFacts> {
  const { rows } = await connection.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM correction WHERE request_id = $1 AND controller = 'issuer' AND verdict IS NULL`,
    [row.id],
  );
  const time = issuerTimeOf(row);
  return {
    unheardCount: rows[0]?.n ?? 0,
    alternativesFromMs: alternativesFromMs(time),
    alternativesOn: issuerAnswerBy(time),
    nowMs: now.getTime(),
  };
}

/**
 * Writes with the decision which fields it changes. A field left as it is although its issuer kept silent is marked as disputed
 * (RULEBOOK 2.2). Throws the 409 of a decision that contradicts itself.
 */
export async function decideFields(
  act: Extract<Act, { type: 'decision' }>,
  { client, deps, row }: Pick<ActContext, 'client' | 'deps' | 'row'>,
): Promise<(connection: PoolClient) => Promise<void>> {
  const fields = await correctionsOf(client, row.id);
  const ours = fields.filter(({ controller }) => controller !== 'other');
  const changes = fieldsToChange(act.outcome, ours.map(factsOf), act.fields);
  await requireLevelToChange(
    deps,
    row,
    ours.filter(({ id }) => changes.get(id) === true),
  );
  return async (connection) => {
    for (const field of fields) {
      const isToChange = changes.get(field.id) === true;
      await connection.query('UPDATE correction SET outcome = $2 WHERE id = $1', [field.id, isToChange ? 'apply' : 'leave']);
      if (!isToChange && isOpen(field)) await raise(connection, 'record-disputed', field);
    }
  };
}

/**
 * Throws the 409 of changing what somebody is recognised by for whoever has shown no more than a mailbox. What its issuer confirmed is as
 * sure as L3: the issuer knows its holder (RULEBOOK section 4).
 */
async function requireLevelToChange({ vault }: DeskDeps, row: CaseRow, changed: readonly CorrectionRow[]): Promise<void> {
  if (isEnough(row.identity_level, LEVEL_FOR_DOUBT['identity-data-change']) || row.identity_level === AUTHENTICATED) return;
  for (const field of changed.filter(({ verdict }) => verdict !== 'approve' && verdict !== 'correct')) {
    if (isIdentifyingField((await openClaim(vault, field)).field)) throw identityTooWeak();
  }
}

export const factsOf = (row: CorrectionRow): FieldFacts => ({ correction: row.id, controller: row.controller, verdict: row.verdict });

/** Puts down what happened to a record, for whoever issues certificates and seals from it. Once per field and kind. */
export async function raise(connection: Connection, kind: 'record-rectified' | 'record-disputed', field: CorrectionRow): Promise<void> {
  await connection.query(
    `INSERT INTO record_event (kind, request_id, correction_id, issuer_slug, member_id, certificate_id) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (correction_id, kind) DO NOTHING`,
    [kind, field.request_id, field.id, field.issuer_slug, field.member_id, field.certificate_id],
  );
}

interface Verdicts {
  asked: number;
  open: number;
  confirmed: number;
}

/**
 * What the issuers said, as the decision table asks it (RULEBOOK 8). Where they said different things about different fields there is
 * no one answer, and the table leaves it to the desk.
 */
export async function issuerVerdictOf(connection: Connection, requestId: string): Promise<string | undefined> {
  const { rows } = await connection.query<Verdicts>(
    `SELECT count(*)::int AS asked, count(*) FILTER (WHERE verdict IS NULL)::int AS open,
            count(*) FILTER (WHERE verdict IN ('approve', 'correct'))::int AS confirmed
       FROM correction WHERE request_id = $1 AND controller = 'issuer'`,
    [requestId],
  );
  const { asked, open, confirmed } = rows[0] ?? { asked: 0, open: 0, confirmed: 0 };
  if (asked === 0) return 'not_asked';
  if (open > 0) return open === asked ? 'silent' : undefined;
  if (confirmed === asked) return 'confirmed';
  return confirmed === 0 ? 'denied' : undefined;
}
