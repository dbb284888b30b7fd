import { DomainError } from '../errors.js';
import type { Outcome } from '../request/types.js';
import type { Facts } from '../rights/decision-table.js';
import type { FieldController } from './controller.js';

/** What an issuer can say to one field; a question (`ask`) is no verdict. */
export const ISSUER_VERDICTS = ['approve', 'correct', 'refuse'] as const;
export type IssuerVerdict = (typeof ISSUER_VERDICTS)[number];

/** One field as far as the decision on it depends on it. `correction` is its id. */
export interface FieldFacts {
  correction: string;
  controller: FieldController;
  verdict: IssuerVerdict | null;
}

/** What the controller decides about one field; left out, it follows from the outcome and the issuer's answer. */
export interface FieldDecision {
  correction: string;
  apply: boolean;
  /** Why, as the person will read it beside this field. */
  reason?: string;
  /** What staff answered to the table for this field (`FIELD_FACTS`). */
  facts?: Facts;
}

type DecisionOutcome = Extract<Outcome, 'granted' | 'partly-granted' | 'refused' | 'not-held'>;

/** The 409 of a step that Art. 16 does not allow. */
export function forbidRectification(code: string, detail: string): never {
  throw new DomainError({ code, kind: 'conflict', detail: `${detail} (GDPR Art. 16).`, article: 'GDPR Art. 16' });
}

/**
 * Which fields a decision changes. The issuer's answer is evidence, the decision is the controller's (RULEBOOK 2.2): it may follow or
 * overrule it field by field. Without a word on a field: granted changes all but what an issuer refused, partly granted changes what an
 * issuer approved and what is ours alone, refused changes nothing. Throws the 409 of a decision that contradicts its own outcome.
 */
export function fieldsToChange(
  outcome: DecisionOutcome,
  fields: readonly FieldFacts[],
  decisions: readonly FieldDecision[] = [],
): Map<string, boolean> {
  const unknown = decisions.find((one) => !fields.some((field) => field.correction === one.correction));
  if (unknown !== undefined) forbidRectification('NO_SUCH_CORRECTION', 'The decision names a field that this request does not have');
  const changes = new Map(
    fields.map((field) => {
      const said = decisions.find((one) => one.correction === field.correction);
      return [field.correction, said?.apply ?? byOutcome(outcome, field)] as const;
    }),
  );
  if (fields.length > 0) requireOutcomeFits(outcome, [...changes.values()]);
  return changes;
}

function byOutcome(outcome: DecisionOutcome, { controller, verdict }: FieldFacts): boolean {
  if (outcome === 'granted') return verdict !== 'refuse';
  if (outcome !== 'partly-granted') return false;
  return controller === 'company' || verdict === 'approve' || verdict === 'correct';
}

function requireOutcomeFits(outcome: DecisionOutcome, changes: readonly boolean[]): void {
  const isAny = changes.some(Boolean);
  const isAll = changes.every(Boolean);
  if (outcome === 'granted' && !isAny)
    forbidRectification('NO_FIELD_APPROVED', 'Every field was refused by its issuer: decide "refused", or name the fields to change');
  if (outcome === 'granted' && !isAll)
    forbidRectification('FIELD_REFUSED', 'A field stays as it is: decide "partly-granted", whose letter says what was not changed and why');
  if (outcome === 'refused' && isAny)
    forbidRectification('OUTCOME_CONTRADICTS_FIELDS', 'A refusal changes no field: decide "partly-granted" to change some');
}

/** Facts of the hearing of issuers that a decision depends on. */
export interface HearingFacts {
  /** Fields of an issuer that has not given its verdict. */
  unheardCount: number;
  /** From when on the controller may decide without them (ms). */
  alternativesFromMs: number;
  alternativesOn: string;
  nowMs: number;
}

/** RULEBOOK 2.2: who knows the facts is heard first, but silence stops nothing: a week before the due date the decision is free. */
export function requireIssuersHeard(facts: HearingFacts): void {
  if (facts.unheardCount === 0 || facts.nowMs >= facts.alternativesFromMs) return;
  throw new DomainError({
    code: 'ISSUER_NOT_HEARD',
    kind: 'conflict',
    detail: `The certificate issuer has not yet answered on ${facts.unheardCount === 1 ? 'one field' : `${facts.unheardCount} fields`}. Record its answer, or decide without it from ${facts.alternativesOn} on. The time for the answer runs meanwhile (GDPR Art. 16, 12(3)).`,
    article: 'GDPR Art. 16',
  });
}
