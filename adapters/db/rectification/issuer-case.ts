import { issuerAnswerBy } from '../../../domain/rectification/issuer-asking.js';
import type { IssuerCase } from '../../../domain/rectification/view.js';
import { type CaseRow, findCase } from '../requests/case-row.js';
import type { DeskDeps } from '../requests/desk-deps.js';
import { openProfile, SEALED } from '../requests/sealed.js';
import { type Connection, type CorrectionRow, correctionsOf, isOpen, openClaim, openLocated } from './correction-row.js';
import { issuerTimeOf } from './issuer-records.js';
import { filesOf, verdictView } from './present.js';

/**
 * What an issuer may see of a case while it waits for a decision: its own fields, their old and new values, the reason, the proof and
 * the name on the record. Undefined for every other case, so that whether it exists stays unknown.
 */
export async function issuerCase(deps: DeskDeps, reference: string, issuerSlug: string): Promise<IssuerCase | undefined> {
  const row = await findCase(deps.pool, { reference });
  if (row === undefined || row.right !== 'rectification' || row.collected_at === null) return undefined;
  if (row.decided_at !== null || row.closed_at !== null) return undefined;
  const own = (await correctionsOf(deps.pool, row.id)).filter((one) => one.controller === 'issuer' && one.issuer_slug === issuerSlug);
  return own.length === 0 ? undefined : presentCase(deps, row, own, issuerSlug);
}

async function presentCase(deps: DeskDeps, row: CaseRow, own: readonly CorrectionRow[], issuerSlug: string): Promise<IssuerCase> {
  const [profile, corrections, questions, files] = await Promise.all([
    openProfile(deps.vault, row),
    Promise.all(own.map((field) => presentField(deps, field))),
    questionsOf(deps, row, issuerSlug),
    filesOf(deps.vault, deps.pool, row.id),
  ]);
  return {
    reference: row.reference,
    right: 'rectification',
    status: row.status,
    receivedAt: row.received_at.toISOString(),
    dueOn: row.due_on,
    safeOn: row.safe_on,
    targetOn: row.target_on,
    answerBy: issuerAnswerBy(issuerTimeOf(row)),
    requester: { name: profile.onBehalfOf ?? profile.name },
    corrections,
    questions,
    // What is about another issuer's field is not this one's to see (GDPR Art. 5(1)(c)).
    files: files.filter(({ correction }) => correction === null || own.some(({ id }) => id === correction)),
  };
}

/** The value that stands in the record this field is about; null where no system holds one that can be told. */
async function presentField(deps: DeskDeps, field: CorrectionRow): Promise<IssuerCase['corrections'][number]> {
  const [{ record, field: name, proposed, reason }, located, verdict] = await Promise.all([
    openClaim(deps.vault, field),
    openLocated(deps.vault, field),
    verdictView(deps.vault, field),
  ]);
  const current = located[0]?.value ?? null;
  return { id: field.id, record, field: name, proposed, ...(reason === undefined ? {} : { reason }), current, verdict };
}

/** What this issuer asked the person, with the answers. */
async function questionsOf(deps: DeskDeps, row: CaseRow, issuerSlug: string): Promise<IssuerCase['questions']> {
  const { rows } = await deps.pool.query<{
    sealed_question: Buffer;
    sealed_answer: Buffer | null;
    asked_at: Date;
    answered_at: Date | null;
  }>(
    `SELECT q.sealed_question, q.sealed_answer, q.asked_at, q.answered_at FROM issuer_question iq JOIN question q ON q.id = iq.question_id
      WHERE iq.request_id = $1 AND iq.issuer_slug = $2 ORDER BY q.asked_at`,
    [row.id, issuerSlug],
  );
  const text = async (sealed: Buffer, context: string) => (await deps.vault.openText(row.subject_id, sealed, context)) ?? '';
  return Promise.all(
    rows.map(async (one) => ({
      question: await text(one.sealed_question, SEALED.question),
      askedAt: one.asked_at.toISOString(),
      ...(one.sealed_answer === null ? {} : { answer: await text(one.sealed_answer, SEALED.answer) }),
      ...(one.answered_at === null ? {} : { answeredAt: one.answered_at.toISOString() }),
    })),
  );
}

/** The cases that wait for this issuer, by time left; at most `limit`. */
export async function waitingCases(deps: DeskDeps, issuerSlug: string, limit: number): Promise<{ cases: IssuerCase[]; hasMore: boolean }> {
  const { rows } = await deps.pool.query<{ reference: string }>(
    `SELECT r.reference FROM request r WHERE r.status IN ('issuer', 'clarification') AND r.decided_at IS NULL AND EXISTS (
       SELECT FROM correction c WHERE c.request_id = r.id AND c.issuer_slug = $1 AND c.controller = 'issuer' AND c.verdict IS NULL)
     ORDER BY r.sort_on, r.id LIMIT $2`,
    [issuerSlug, limit + 1],
  );
  const found = await Promise.all(rows.slice(0, limit).map(({ reference }) => issuerCase(deps, reference, issuerSlug)));
  return { cases: found.filter((one) => one !== undefined), hasMore: rows.length > limit };
}

/** Whether any of the issuer's fields still waits. */
export async function hasOpenField(connection: Connection, requestId: string, issuerSlug: string): Promise<boolean> {
  return (await correctionsOf(connection, requestId)).some((one) => isOpen(one) && one.issuer_slug === issuerSlug);
}
