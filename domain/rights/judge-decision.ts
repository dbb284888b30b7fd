import { DomainError } from '../errors.js';
import type { DecisionOutcome, Right } from '../request/types.js';
import type { Facts } from './decision-table.js';
import { type CaseResult, evaluateCase, isAgainst } from './evaluate-case.js';

/** What a person decides, as far as the tables judge it. */
interface Decision {
  outcome: DecisionOutcome;
  reasons: string;
  override?: { reason: string };
  evidence?: readonly string[];
}

/** Why a decision waits for a second person. */
export type ApprovalGround = 'against-the-table' | 'unfounded-or-excessive';

/** The rule a decision rests on, as it is recorded and shown: codes only. */
export interface DecisionBasis {
  table: string;
  /** Null while facts were missing: then nothing was contradicted either. */
  rule: string | null;
  article: string;
  letter: string | null;
  /** `name=value`, only what was known. */
  facts: string[];
  missing: string[];
  isOverride: boolean;
}

export interface JudgedDecision {
  basis: DecisionBasis;
  /** Undefined: it takes its course at once. */
  needs: ApprovalGround | undefined;
}

/** What else decides whether a refusal under Art. 12(5) is lawful. */
export interface RefusalFacts {
  /** A fee was asked on the ground that the request is manifestly unfounded or excessive, and not waived. */
  hasUnfoundedFee: boolean;
}

/** GDPR Art. 12(4): the person is told why. Blanks are no reasons. */
export function requireReasons(reasons: string): void {
  if (reasons.trim() === '')
    throw new DomainError({
      code: 'REASONS_MISSING',
      kind: 'invalid',
      detail: 'A decision says why, in words the person can check (GDPR Art. 12(1), (4)).',
      article: 'GDPR Art. 12(4)',
      fields: [{ pointer: '/reasons', detail: 'Give the reasons.' }],
    });
}

/**
 * Holds a decision against the tables. A rule that does not depend on anything unknown binds: deciding otherwise is 409
 * AGAINST_THE_TABLE, or with `override` waits for a second person. A refusal under Art. 12(5) always waits for one.
 */
export function judgeDecision(act: Decision, right: Right, facts: Facts, also: RefusalFacts): JudgedDecision {
  requireReasons(act.reasons);
  const isUnfounded = facts.unfoundedOrExcessive === 'proven' && act.outcome === 'refused';
  if (isUnfounded) requireUnfoundedShown(act, also);
  const result = evaluateCase(right, isUnfounded ? { ...facts, secondPerson: 'yes' } : facts);
  const isOverride = isAgainst(result, act.outcome);
  if (isOverride && (act.override === undefined || act.override.reason.trim() === '')) throw againstTheTable(result, act.outcome);
  const needs = isOverride ? 'against-the-table' : isUnfounded && result.rule?.id === 'unfounded' ? 'unfounded-or-excessive' : undefined;
  return { basis: basisOf(result, facts, isOverride), needs };
}

/** GDPR Art. 12(5): the controller bears the burden; a fee or a refusal, not both. */
function requireUnfoundedShown(act: Decision, { hasUnfoundedFee }: RefusalFacts): void {
  if ((act.evidence ?? []).every((item) => item.trim() === ''))
    throw conflict(
      'EVIDENCE_NEEDED',
      'Refusing a request as manifestly unfounded or excessive needs the evidence that shows it, as a list in "evidence"',
      'GDPR Art. 12(5)',
    );
  if (hasUnfoundedFee)
    throw conflict(
      'FEE_OR_REFUSAL',
      'A fee was asked on the same ground: it is a fee or a refusal, not both. Waive the fee first',
      'GDPR Art. 12(5)',
    );
}

/** The 409 of a decision that departs from the rule that matches; `where` names the part of the request it is about. */
export function againstTheTable(result: CaseResult, outcome: DecisionOutcome, where = ''): DomainError {
  const rule = result.rule;
  const wanted = result.inLine.length > 0 ? `In line: ${result.inLine.join(' or ')}` : `First: ${rule?.outcomes.join(' or ') ?? ''}`;
  return conflict(
    'AGAINST_THE_TABLE',
    `"${outcome}"${where === '' ? '' : ` for ${where}`} contradicts the rule "${rule?.id ?? ''}" of the table "${result.table}". ${wanted}. To decide otherwise send "override" with the reason; a second person then has to approve`,
    rule?.cite ?? 'GDPR Art. 12(3)',
  );
}

function conflict(code: string, detail: string, article: string): DomainError {
  return new DomainError({ code, kind: 'conflict', detail: `${detail} (${article}).`, article });
}

function basisOf(result: CaseResult, facts: Facts, isOverride: boolean): DecisionBasis {
  return {
    table: result.table,
    rule: result.rule?.id ?? null,
    article: result.rule?.cite ?? '',
    letter: result.rule?.letter ?? null,
    facts: Object.entries(facts).flatMap(([name, value]) => (value === undefined || value === 'unknown' ? [] : [`${name}=${value}`])),
    missing: [...result.missing],
    isOverride,
  };
}
