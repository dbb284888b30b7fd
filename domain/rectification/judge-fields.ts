import { DomainError } from '../errors.js';
import type { DecisionOutcome } from '../request/types.js';
import type { Facts } from '../rights/decision-table.js';
import { type CaseResult, evaluateCase, overallOutcome } from '../rights/evaluate-case.js';
import { againstTheTable, type DecisionBasis } from '../rights/judge-decision.js';
import { type KnownFacts, mergeFacts } from '../rights/known-facts.js';
import type { RECTIFICATION } from '../rights/rectification.js';
import type { FieldDecision, FieldFacts } from './decide.js';

/** Facts of the table that are asked anew for each field (RULEBOOK 8: evaluated per field); the others hold for the whole case. */
export const FIELD_FACTS = [
  'nature',
  'claim',
  'evidence',
  'ownCheck',
  'correctAtTheTime',
  'relevantForPurpose',
] as const satisfies readonly (keyof (typeof RECTIFICATION)['facts'])[];

/** The rule that the decision on one field rests on: codes only. */
export interface FieldBasis {
  correction: string;
  apply: boolean;
  rule: string | null;
  article: string;
  letter: string | null;
  facts: string[];
  isOverride: boolean;
}

/** A field as it was decided; `reason` is what the person reads beside it, empty where the reasons of the whole are enough. */
export interface DecidedField extends FieldBasis {
  reason: string;
}

/** What its issuer said, as the table asks it. */
export function issuerVerdictFact({ controller, verdict }: Pick<FieldFacts, 'controller' | 'verdict'>): string {
  if (controller === 'company') return 'not_asked';
  if (verdict === null) return 'silent';
  return verdict === 'refuse' ? 'denied' : 'confirmed';
}

/** What the common gates and the table say about one field. `given` are the facts of this field, `recorded` those of the case. */
export function evaluateField(field: FieldFacts, recorded: KnownFacts, given: Facts = {}, pointer = ''): CaseResult & { facts: Facts } {
  const known = { ...recorded.known, issuerVerdict: issuerVerdictFact(field) };
  const facts = mergeFacts('rectification', { known, presumed: recorded.presumed }, given, pointer);
  return { ...evaluateCase('rectification', facts), facts };
}

/**
 * Whether changing or leaving a field departs from the rule that matches. A rule that adds the person's view instead of changing the
 * value ("partly granted") is followed by leaving it.
 */
export function isFieldAgainst({ rule, inLine }: Pick<CaseResult, 'rule' | 'inLine'>, apply: boolean): boolean {
  if (rule === null) return false;
  return apply
    ? !inLine.includes('granted')
    : !inLine.includes('refused') && (inLine.includes('granted') || !inLine.includes('partly-granted'));
}

/** What one field amounts to: changed, refused, or left with the person's view beside it. */
function outcomeOfField({ inLine }: Pick<CaseResult, 'inLine'>, apply: boolean): DecisionOutcome {
  if (apply) return 'granted';
  return inLine.length === 1 && inLine[0] === 'partly-granted' ? 'partly-granted' : 'refused';
}

/** The outcome of a request whose fields were decided one by one. */
export function outcomeOfFields(fields: readonly { result: Pick<CaseResult, 'inLine'>; apply: boolean }[]): DecisionOutcome {
  return overallOutcome(fields.map(({ result, apply }) => outcomeOfField(result, apply)));
}

/**
 * Holds every field against the table with its own facts; `changes` says for each whether it is changed. Throws 409 AGAINST_THE_TABLE
 * for the first that departs from a determined rule while `override` is not given.
 */
export function judgeFields(
  fields: readonly FieldFacts[],
  changes: ReadonlyMap<string, boolean>,
  recorded: KnownFacts,
  { decisions, hasOverride }: { decisions: readonly FieldDecision[]; hasOverride: boolean },
): FieldBasis[] {
  return fields.map((field) => {
    const at = decisions.findIndex((one) => one.correction === field.correction);
    const result = evaluateField(field, recorded, fieldFactsOnly(decisions[at]?.facts, at), `/fields/${at}`);
    const apply = changes.get(field.correction) === true;
    const isOverride = isFieldAgainst(result, apply);
    if (isOverride && !hasOverride) throw againstTheTable(result, apply ? 'granted' : 'refused', `field ${fields.indexOf(field) + 1}`);
    return {
      correction: field.correction,
      apply,
      rule: result.rule?.id ?? null,
      article: result.rule?.cite ?? '',
      letter: result.rule?.letter ?? null,
      facts: Object.entries(result.facts).flatMap(([name, value]) =>
        value !== undefined && value !== 'unknown' && isFieldFact(name) ? [`${name}=${value}`] : [],
      ),
      isOverride,
    };
  });
}

const isFieldFact = (name: string): boolean => name === 'issuerVerdict' || FIELD_FACTS.some((known) => known === name);

/** The facts of a field, or the 422 of one that is asked once for the whole case. */
function fieldFactsOnly(facts: Facts | undefined, at: number): Facts {
  const foreign = Object.keys(facts ?? {}).filter((name) => !FIELD_FACTS.some((known) => known === name));
  if (foreign.length === 0) return facts ?? {};
  throw new DomainError({
    code: 'FACTS_NOT_VALID',
    kind: 'invalid',
    detail: 'These facts cannot be taken as they are.',
    fields: foreign.map((name) => ({
      pointer: `/fields/${at}/facts/${name}`,
      detail: `Asked for each field are ${FIELD_FACTS.join(', ')}.`,
    })),
  });
}

/** The basis of the whole decision where its fields were judged one by one: the rule they share, or that it went field by field. */
export function basisOfFields(fields: readonly FieldBasis[]): DecisionBasis {
  const rules = [...new Set(fields.map(({ rule }) => rule))];
  const [only] = rules;
  return {
    table: 'rectification',
    rule: rules.length === 1 && only !== undefined ? only : BY_FIELD,
    article: [...new Set(fields.flatMap(({ article }) => article || []))].join('; '),
    letter: null,
    facts: fields.flatMap(({ facts, rule }, n) => [...facts, `rule=${rule ?? 'open'}`].map((fact) => `${n + 1}.${fact}`)),
    missing: [],
    isOverride: fields.some(({ isOverride }) => isOverride),
  };
}

const BY_FIELD = 'field-by-field';
