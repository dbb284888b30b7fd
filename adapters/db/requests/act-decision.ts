import { DomainError } from '../../../domain/errors.js';
import type { Act } from '../../../domain/request/filing.js';
import { requireLawfulDecision } from '../../../domain/request/law.js';
import type { ActContext, Judge } from './act-context.js';
import { type ApprovalRow, openProposal } from './approvals.js';
import { SEALED } from './sealed.js';
import type { Change } from './transition.js';

type Decision = Extract<Act, { type: 'decision' }>;

/** The decision of a person: outcome and reasons, sealed; the reasons go into the answer (GDPR Art. 12(4)). */
export const decide: Judge<'decision'> = async (act, context) => {
  requireLawfulDecision(act, context.law);
  return decided(act, context, context.actor.id);
};

/** A proposed decision that a second person has approved takes its course; the decider on record is who proposed it. */
export async function applyDecision(approval: ApprovalRow, context: ActContext): Promise<Change> {
  const proposed = await openProposal<Decision>(context.deps, context.row, approval);
  if (proposed === undefined)
    throw new DomainError({ code: 'PROPOSAL_UNREADABLE', kind: 'conflict', detail: 'The data of this person were erased; decide anew.' });
  requireLawfulDecision(proposed, context.law);
  return decided(proposed, context, approval.proposed_by);
}

async function decided(act: Decision, { deps, row, now }: ActContext, by: string): Promise<Change> {
  const sealed = await deps.vault.seal(row.subject_id, { reasons: act.reasons }, SEALED.decision);
  return {
    facts: [{ event: 'decided', data: { outcome: act.outcome, hasReasons: act.reasons !== '' }, text: act.reasons }],
    set: { outcome: act.outcome, sealed_decision: sealed, decided_by: by, decided_at: now },
  };
}
