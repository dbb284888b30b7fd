import { assertNever } from '../errors.js';
import type { DecisionOutcome, Right } from '../request/types.js';
import { COMMON } from './common.js';
import { evaluate, type Facts, type FactValues, type Rule, type TableResult } from './decision-table.js';
import { TABLE_OF } from './tables.js';

const ALL = ['granted', 'partly-granted', 'refused', 'not-held'] as const;

/** What the common gates and the table of a right say together, and which decisions are in line with it. */
export interface CaseResult extends TableResult {
  /** Decisions in line with the rule that matches, or with any that still can. Empty: something has to come first. */
  inLine: readonly DecisionOutcome[];
}

/** The facts asked for a right with their answers: the common gates first. */
export function factsAsked(right: Right): FactValues {
  return { ...COMMON.facts, ...TABLE_OF[right].facts };
}

/** The common gates, then the table of the right (RULEBOOK 2.0, 8). Facts that are not asked are ignored. */
export function evaluateCase(right: Right, facts: Facts): CaseResult {
  const common = evaluate(COMMON, pick(facts, COMMON.facts));
  const own = evaluate<FactValues>(TABLE_OF[right], pick(facts, TABLE_OF[right].facts));
  if (common.rule !== null && !isProceed(common.rule)) return withDecisions(common);
  if (common.rule !== null) return withDecisions(own);
  return withDecisions({
    table: common.table,
    rule: null,
    possible: [...common.possible.filter((rule) => !isProceed(rule)), ...(common.possible.some(isProceed) ? own.possible : [])],
    missing: [...common.missing, ...own.missing],
  });
}

/** True when a determined rule does not allow this decision. While facts are missing nothing is contradicted. */
export function isAgainst({ rule, inLine }: CaseResult, outcome: DecisionOutcome): boolean {
  return rule !== null && !inLine.includes(outcome);
}

/** One outcome for several categories or items: all alike, or in part (RULEBOOK 2.3: partial is the normal result). */
export function overallOutcome(outcomes: readonly DecisionOutcome[]): DecisionOutcome {
  const held = outcomes.filter((outcome) => outcome !== 'not-held');
  const [first] = held;
  if (first === undefined) return 'not-held';
  return held.every((outcome) => outcome === first) ? first : 'partly-granted';
}

function withDecisions(result: TableResult): CaseResult {
  const decisions = result.possible.flatMap(decisionsOf);
  return { ...result, inLine: ALL.filter((outcome) => decisions.includes(outcome)) };
}

const isProceed = (rule: Rule): boolean => rule.outcomes[0] === 'proceed';

/** The decisions that a rule allows; one that names what has to come first allows none. */
function decisionsOf({ outcomes }: Rule): DecisionOutcome[] {
  return outcomes.flatMap((outcome) => {
    switch (outcome) {
      case 'granted':
      case 'partly-granted':
      case 'refused':
      case 'not-held':
        return [outcome];
      case 'policy-handled': // by contract, not by the statute: any answer
        return [...ALL];
      case 'forwarded':
      case 'proceed':
      case 'pending-identity':
      case 'pending-authority':
      case 'pending-clarification':
      case 'pending-fee':
      case 'pending-approval':
      case 'pending-access':
      case 'pending-issuer':
      case 'pending-balance':
      case 'pending-acknowledgement':
      case 'pending-enquiry':
        return [];
      default:
        return assertNever(outcome);
    }
  });
}

function pick(facts: Facts, values: FactValues): Facts {
  return Object.fromEntries(Object.keys(values).map((name) => [name, facts[name]]));
}
