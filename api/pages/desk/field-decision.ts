import type { FieldDecision } from '../../../domain/rectification/decide.js';
import { evaluateField, FIELD_FACTS, isFieldAgainst, outcomeOfFields } from '../../../domain/rectification/judge-fields.js';
import type { CorrectionItem } from '../../../domain/rectification/view.js';
import type { RequestDetail } from '../../../domain/request/detail.js';
import type { DecisionOutcome } from '../../../domain/request/types.js';
import type { Facts } from '../../../domain/rights/decision-table.js';
import type { KnownFacts } from '../../../domain/rights/known-facts.js';
import { RECTIFICATION } from '../../../domain/rights/rectification.js';
import { difference } from '../difference.js';
import { type Problem, textField } from '../page.js';
import { codeWord, factWord, valueWord } from './fact-words.js';
import { issuerSays } from './rectification-view.js';

const MOST_OF_REASON = 4000;

/** Whether the fields of this case are decided one by one: a rectification that names them, before its decision. */
export const isByField = ({ right, rectification, assessment }: RequestDetail): boolean =>
  right === 'rectification' && assessment !== undefined && (rectification?.items.length ?? 0) > 0;

const nameOf = (fact: string, item: { id: string }) => `${fact}-${item.id}`;

/** The facts of one field as they were answered. */
function factsOf(body: unknown, item: CorrectionItem): Facts {
  return Object.fromEntries(
    FIELD_FACTS.flatMap((fact) => {
      const value = RECTIFICATION.facts[fact].find((known) => known === textField(body, nameOf(fact, item)));
      return value === undefined ? [] : [[fact, value]];
    }),
  );
}

function resultOf(item: CorrectionItem, recorded: KnownFacts, facts: Facts) {
  return evaluateField({ correction: item.id, controller: item.controller, verdict: item.verdict?.verdict ?? null }, recorded, facts);
}

/** What was chosen for a field: for itself, or for all that are left. */
function applyOf(body: unknown, item: CorrectionItem): boolean | undefined {
  const chosen = textField(body, nameOf('apply', item)) || textField(body, 'apply-rest');
  return chosen === 'yes' ? true : chosen === 'no' ? false : undefined;
}

/** One card for each field: old and new, what its issuer says, the facts asked, the rule that matches, and the choice. */
export function fieldCards(
  detail: RequestDetail,
  body: unknown,
  { problems, isShown }: { problems: readonly Problem[]; isShown: boolean },
) {
  const { assessment, rectification } = detail;
  if (assessment === undefined || rectification === undefined || !isByField(detail)) return [];
  const error = (field: string) => problems.find((problem) => problem.field === field)?.text ?? '';
  return rectification.items.map((item, index) => {
    const facts = factsOf(body, item);
    const result = resultOf(item, assessment, facts);
    const apply = applyOf(body, item);
    const name = nameOf('apply', item);
    return {
      id: item.id,
      n: index + 1,
      title: isShown ? item.field : `Field ${index + 1}`,
      record: isShown ? item.record : '',
      difference: isShown ? difference(item.current[0]?.value ?? '', item.proposed) : null,
      reason: isShown ? (item.reason ?? '') : '',
      issuer: issuerSays(item, isShown),
      facts: FIELD_FACTS.map((fact) => ({
        id: nameOf(fact, item),
        label: factWord(fact),
        options: ['unknown', ...RECTIFICATION.facts[fact]].map((value) => ({
          value,
          label: value === 'unknown' ? 'not known' : valueWord('rectification', fact, value),
          isChosen: (facts[fact] ?? 'unknown') === value,
        })),
      })),
      rule: result.rule === null ? null : { name: codeWord(result.rule.id), cite: result.rule.cite, letter: result.rule.letter ?? '' },
      says: result.rule === null ? '' : courseOf(result.inLine, result.rule.outcomes),
      missing: result.missing.map(factWord),
      acts: result.rule === null ? [] : [...(result.rule.acts ?? []), ...(result.rule.must ?? [])].map(codeWord),
      isAgainst: apply !== undefined && isFieldAgainst(result, apply),
      choices: [
        { id: name, name, value: 'yes', label: changeWords(item, isShown), isChosen: apply === true },
        { id: `${name}-no`, name, value: 'no', label: 'Leave it as it is', isChosen: apply === false },
      ],
      why: textField(body, nameOf('why', item)),
      whyId: nameOf('why', item),
      errors: { apply: error(name), why: error(nameOf('why', item)) },
    };
  });
}

const changeWords = (item: CorrectionItem, isShown: boolean): string =>
  isShown && item.verdict?.verdict === 'correct' ? `Change it to “${item.verdict.value ?? ''}”` : 'Change it';

/** What the rule that matches leads to, in words of this page. */
function courseOf(inLine: readonly DecisionOutcome[], outcomes: readonly string[]): string {
  if (inLine.length === 0) return `first ${outcomes.map(codeWord).join(' or ')}`;
  if (inLine.includes('granted')) return 'change it';
  return inLine.includes('refused') ? 'leave it as it is' : 'leave it as it is, with the person’s view beside it';
}

/** Whether any field was decided by itself. */
export const hasChosenFields = (body: unknown, { rectification }: RequestDetail): boolean =>
  (rectification?.items ?? []).some((item) => applyOf(body, item) !== undefined);

export interface ByField {
  outcome: DecisionOutcome;
  fields: FieldDecision[];
  /** True where a field departs from its rule: then a reason and a second person are needed. */
  isAgainst: boolean;
}

/** The decision on every field, with the outcome they amount to; or what is missing. */
export function readFields(body: unknown, detail: RequestDetail): ByField | { problems: Problem[] } {
  const { assessment, rectification } = detail;
  const items = rectification?.items ?? [];
  if (assessment === undefined) return { problems: [] };
  const read = items.map((item, index) => {
    const facts = factsOf(body, item);
    const why = textField(body, nameOf('why', item));
    return { item, index, facts, why, apply: applyOf(body, item), result: resultOf(item, assessment, facts) };
  });
  const problems = read.flatMap(({ item, index, apply, why }) => [
    ...(apply === undefined ? [{ field: nameOf('apply', item), text: `Choose what happens to field ${index + 1}` }] : []),
    ...(why.length > MOST_OF_REASON ? [{ field: nameOf('why', item), text: `Write at most ${MOST_OF_REASON} characters` }] : []),
  ]);
  if (problems.length > 0) return { problems };
  const decided = read.map(({ apply = false, ...one }) => ({ ...one, apply }));
  return {
    outcome: outcomeOfFields(decided),
    isAgainst: decided.some(({ result, apply }) => isFieldAgainst(result, apply)),
    fields: decided.map(({ item, facts, why, apply }) => ({
      correction: item.id,
      apply,
      ...(why ? { reason: why } : {}),
      ...(Object.keys(facts).length > 0 ? { facts } : {}),
    })),
  };
}
