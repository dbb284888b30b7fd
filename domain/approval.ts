import { DomainError } from './errors.js';
import type { DecidedField } from './rectification/judge-fields.js';
import type { DecisionOutcome } from './request/types.js';

/** What one person may propose and only another may let happen. A new kind is one member here and one line in `APPROVED`. */
export const APPROVAL_KINDS = ['decision', 'fee'] as const;
export type ApprovalKind = (typeof APPROVAL_KINDS)[number];

/** Where a proposal stands. `superseded`: something else was proposed or done in its place. */
export type ApprovalStatus = 'open' | 'approved' | 'declined' | 'superseded';

/** A proposal as the desk shows it: codes, ids and instants; words only inside `decision`. */
export interface ApprovalItem {
  kind: ApprovalKind;
  /** Why a second person is needed: a code such as `against-the-table`. */
  ground: string;
  status: ApprovalStatus;
  /** Account or token ids. */
  proposedBy: string;
  proposedAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
  /** What a proposed decision says, while it waits. */
  decision?: ProposedDecision;
}

/** A decision as it is put to the second person. */
export interface ProposedDecision {
  outcome: DecisionOutcome;
  reasons: string;
  evidence: readonly string[];
  /** Why it departs from the table; empty where it does not. */
  why: string;
  rule: string | null;
  article: string;
  /** A rectification decided field by field. */
  fields?: readonly DecidedField[];
}

/**
 * Two pairs of eyes are two people: whoever proposed something does not approve or release it (GDPR Art. 24, 5(2); RULEBOOK 2.9, 8).
 * Throws 409 SECOND_PERSON_NEEDED.
 */
export function requireSecondPerson(proposedBy: string | null, actor: { id: string }): void {
  if (proposedBy !== actor.id) return;
  throw new DomainError({
    code: 'SECOND_PERSON_NEEDED',
    kind: 'conflict',
    detail: 'You proposed this yourself; somebody else has to look at it and approve it (GDPR Art. 5(2), 24).',
    article: 'GDPR Art. 5(2), 24',
  });
}
