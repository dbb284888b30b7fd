import type { ProposedDecision } from '../../../domain/approval.js';
import { DomainError } from '../../../domain/errors.js';
import { basisOfFields, type DecidedField, type FieldBasis } from '../../../domain/rectification/judge-fields.js';
import type { Act } from '../../../domain/request/filing.js';
import { requireLawfulDecision } from '../../../domain/request/law.js';
import { noteOf } from '../../../domain/request/letter-acts.js';
import { type JudgedDecision, judgeDecision, requireReasons } from '../../../domain/rights/judge-decision.js';
import { mergeFacts } from '../../../domain/rights/known-facts.js';
import { decideCategories, requireLawfulErasure } from '../erasure/decide-erasure.js';
import { requireLawfulObjectionDecision } from '../marketing/act-objection.js';
import { decideFields } from '../rectification/decide-corrections.js';
import { judgeByField } from '../rectification/judge-by-field.js';
import { type ApprovalRow, openProposal, proposeApproval, supersedeApproval, together } from './approvals.js';
import type { Change } from './change.js';
import type { ActContext, Judge } from './judge.js';
import { recordedFacts } from './known-facts.js';
import { SEALED } from './sealed.js';
import type { SealedDecision } from './sealed-decision.js';

type Decision = Extract<Act, { type: 'decision' }>;

/** What the tables say to a decision; for a rectification decided field by field, to each field too. */
type Judged = JudgedDecision & { fields?: readonly FieldBasis[] };

/** A proposed decision waits with the rule it was judged by. */
export interface Proposal {
  act: Decision;
  judged: Judged;
}

/**
 * The decision of a person: outcome and reasons, sealed; the reasons go into the answer (GDPR Art. 12(4)). Held against the table of the
 * right first; what departs from it, and a refusal under Art. 12(5), waits for a second person.
 */
export const decide: Judge<'decision'> = async (act, context) => {
  await requireLawful(act, context);
  const judged = await judge(act, context);
  if (judged?.needs !== undefined)
    return proposeApproval(context, {
      kind: 'decision',
      ground: judged.needs,
      content: { act, judged } satisfies Proposal,
      ...(act.override === undefined ? {} : { reason: act.override.reason }),
    });
  const change = await decided(act, context, { by: context.actor.id, judged });
  return together(change, { facts: [], also: (client) => supersedeApproval(client, context.row.id, 'decision') });
};

/** What no reason can set aside, nor a second person: asked when a decision is proposed, and again when it takes its course. */
async function requireLawful(act: Decision, context: ActContext): Promise<void> {
  requireLawfulDecision(act, context.law);
  await requireLawfulObjectionDecision(act, context);
  await requireLawfulErasure(act, context);
}

/** What the table of the right says to this decision; undefined while the right is not known. */
async function judge(act: Decision, { client, deps, row }: ActContext): Promise<Judged | undefined> {
  requireReasons(act.reasons);
  const recorded = await recordedFacts(client, deps, row);
  if (recorded === undefined || row.right === null) return undefined;
  const facts = mergeFacts(row.right, recorded, act.facts);
  const isUnfounded = facts.unfoundedOrExcessive === 'proven' && act.outcome === 'refused';
  if (row.right !== 'rectification' || (act.fields ?? []).length === 0 || isUnfounded)
    return judgeDecision(act, row.right, facts, recorded);
  const fields = await judgeByField(client, row.id, act, { known: recorded.known, presumed: facts });
  const basis = basisOfFields(fields);
  return { basis, needs: basis.isOverride ? 'against-the-table' : undefined, fields };
}

/** A proposed decision that a second person has approved takes its course; the decider on record is who proposed it. */
export async function applyDecision(approval: ApprovalRow, context: ActContext): Promise<Change> {
  const proposed = await openProposal<Proposal>(context.deps, context.row, approval);
  if (proposed === undefined)
    throw new DomainError({ code: 'PROPOSAL_UNREADABLE', kind: 'conflict', detail: 'The data of this person were erased; decide anew.' });
  await requireLawful(proposed.act, context);
  return decided(proposed.act, context, { by: approval.proposed_by, judged: proposed.judged });
}

/** A proposed decision as the second person reads it; undefined when the key of the person was destroyed. */
export async function proposedDecision(
  deps: ActContext['deps'],
  row: { subject_id: string },
  approval: ApprovalRow,
): Promise<ProposedDecision | undefined> {
  const proposed = await openProposal<Proposal>(deps, row, approval);
  if (proposed === undefined) return undefined;
  const { act, judged } = proposed;
  const { rule, article, isOverride } = judged.basis;
  return {
    outcome: act.outcome,
    reasons: act.reasons,
    evidence: act.evidence ?? [],
    why: isOverride ? (act.override?.reason ?? '') : '',
    rule,
    article,
    ...(judged.fields === undefined ? {} : { fields: decidedFields(act, judged.fields) }),
  };
}

/** Each field as it was decided, with its rule and the words to the person. */
const decidedFields = (act: Decision, fields: readonly FieldBasis[]): DecidedField[] =>
  fields.map((field) => ({ ...field, reason: act.fields?.find((one) => one.correction === field.correction)?.reason ?? '' }));

/** The rule in the evidence: codes only. */
function evidenceOf(judged: JudgedDecision | undefined) {
  if (judged === undefined) return {};
  const { table, rule, article, facts, isOverride } = judged.basis;
  return { table, rule, article, facts, isOverride };
}

interface Decided {
  by: string;
  judged: Judged | undefined;
}

async function decided(act: Decision, context: ActContext, { by, judged }: Decided): Promise<Change> {
  const { deps, row, now } = context;
  const content: SealedDecision = {
    reasons: act.reasons,
    evidence: act.evidence ?? [],
    basis: judged?.basis,
    ...(judged?.fields === undefined ? {} : { fields: decidedFields(act, judged.fields) }),
    ...(row.right === 'objection' && act.stops !== undefined ? { stops: act.stops } : {}),
    ...(noteOf(act) === undefined ? {} : { note: noteOf(act) }),
  };
  const sealed = await deps.vault.seal(row.subject_id, content, SEALED.decision);
  return {
    facts: [{ event: 'decided', data: { outcome: act.outcome, hasReasons: true, ...evidenceOf(judged) }, text: act.reasons }],
    set: { outcome: act.outcome, sealed_decision: sealed, decided_by: by, decided_at: now },
    ...(row.right === 'rectification' ? { also: await decideFields(act, context) } : {}),
    ...(row.right === 'erasure' ? { also: decideCategories(context, act) } : {}),
  };
}
