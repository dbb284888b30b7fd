import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../../domain/errors.js';
import { forbidRectification } from '../../../domain/rectification/decide.js';
import type { Act, Actor } from '../../../domain/request/filing.js';
import { askQuestion } from '../requests/act-questions.js';
import type { Change } from '../requests/change.js';
import type { ActContext, Judge } from '../requests/judge.js';
import { type CorrectionRow, correctionsOf, isOpen, openClaim, SEALED_HERE } from './correction-row.js';

type IssuerDecision = Extract<Act, { type: 'issuer-decision' }>;

/**
 * The issuer's answer to one field, or to all its open ones: evidence for the controller's decision, not the decision (RULEBOOK 2.2).
 * Staff may enter it for the issuer. Another issuer's case does not exist for who asks.
 */
export const answerOfIssuer: Judge<'issuer-decision'> = async (act, context) => {
  const fields = await fieldsMeant(act, context);
  requireWords(act, fields);
  return act.verdict === 'ask' ? questionOf(act, context, fields) : verdictOf(act, context, fields);
};

async function fieldsMeant(act: IssuerDecision, { client, row, actor }: ActContext): Promise<CorrectionRow[]> {
  const all = await correctionsOf(client, row.id);
  const own = all.filter((one) => one.controller === 'issuer' && isFor(one, actor));
  if (actor.role === 'issuer' && own.length === 0) throw notTheirs();
  const named = act.correction === undefined ? own : own.filter((one) => one.id === act.correction);
  if (act.correction !== undefined && named.length === 0) throw noSuchField();
  const open = named.filter(isOpen);
  if (open.length > 0) return open;
  if (all.length === 0) forbidRectification('NO_ISSUER_ASKED', 'No issuer was asked about this request');
  return forbidRectification('ISSUER_HAS_ANSWERED', 'The issuer has answered on this already; its answer is on record and does not change');
}

const isFor = (field: CorrectionRow, actor: Actor): boolean => actor.role !== 'issuer' || field.issuer_slug === actor.issuerSlug;

/** Whether such a case exists is itself not for another issuer to know. */
export function notTheirs(): DomainError {
  return new DomainError({
    code: 'REQUEST_NOT_FOUND',
    kind: 'missing',
    detail: 'There is no request with this reference that you may see.',
  });
}

function noSuchField(): DomainError {
  const fields = [{ pointer: '/correction', detail: 'Give the id of a field of this request, or leave it out to answer all of them.' }];
  return new DomainError({ code: 'INVALID_INPUT', kind: 'invalid', detail: 'There is no such field.', fields });
}

function requireWords(act: IssuerDecision, fields: readonly CorrectionRow[]): void {
  const problem = (pointer: string, detail: string) =>
    new DomainError({ code: 'INVALID_INPUT', kind: 'invalid', detail: 'The answer is not complete.', fields: [{ pointer, detail }] });
  const hasReason = (act.reason ?? '').trim() !== '';
  if (act.verdict === 'refuse' && !hasReason) throw problem('/reason', 'Say why: the person has a right to the reasons (GDPR Art. 12(4)).');
  if (act.verdict === 'ask' && !hasReason) throw problem('/reason', 'Write the question to the person.');
  if (act.verdict !== 'correct') return;
  if ((act.value ?? '').trim() === '') throw problem('/value', 'Give the right value.');
  if (fields.length > 1) throw problem('/correction', 'Several fields wait: name the one that this value is for.');
}

/** The issuer named in the evidence: its own where it acts, else that of the field. */
const issuerOf = (field: CorrectionRow | undefined, actor: Actor): string => actor.issuerSlug ?? field?.issuer_slug ?? 'unassigned';

async function verdictOf(act: IssuerDecision, { deps, row, actor, now }: ActContext, fields: CorrectionRow[]): Promise<Change> {
  const { verdict } = act;
  if (verdict === 'ask') return { facts: [] }; // answered by questionOf
  const said = { ...(act.value === undefined ? {} : { value: act.value }), ...(act.reason === undefined ? {} : { reason: act.reason }) };
  const sealed = await deps.vault.seal(row.subject_id, said, SEALED_HERE.verdict);
  return {
    facts: fields.map((field) => ({
      event: 'issuer-decided' as const,
      data: { issuer: issuerOf(field, actor), verdict },
      ...(act.reason === undefined ? {} : { text: act.reason }),
    })),
    also: (client) =>
      client.query('UPDATE correction SET verdict = $2, sealed_verdict = $3, verdict_by = $4, verdict_at = $5 WHERE id = ANY($1::uuid[])', [
        fields.map((field) => field.id),
        verdict,
        sealed,
        actor.id,
        now,
      ]),
  };
}

/** The issuer's question goes to the person; the time for the answer runs on (Recital 63 pauses an access request only). */
async function questionOf(act: IssuerDecision, context: ActContext, fields: CorrectionRow[]): Promise<Change> {
  const { actor, row } = context;
  const [field] = fields;
  const about = act.correction === undefined || field === undefined ? '' : `${(await openClaim(context.deps.vault, field)).field}: `;
  const asked = await askQuestion({ type: 'clarification', question: `${about}${act.reason ?? ''}` }, context);
  const questionId = String(asked.rows?.question?.[0]?.id ?? uuidv7());
  const issuer = issuerOf(field, actor);
  const link = { question_id: questionId, request_id: row.id, issuer_slug: issuer, correction_id: act.correction ?? null };
  return {
    ...asked,
    facts: [{ event: 'issuer-decided', data: { issuer, verdict: 'ask' } }, ...asked.facts],
    rows: { ...asked.rows, issuer_question: [link] },
  };
}
