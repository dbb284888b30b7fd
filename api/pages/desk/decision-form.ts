import { FIELD_FACTS } from '../../../domain/rectification/judge-fields.js';
import type { RequestDetail } from '../../../domain/request/detail.js';
import { COMMON } from '../../../domain/rights/common.js';
import type { Rule } from '../../../domain/rights/decision-table.js';
import { type CaseResult, evaluateCase, factsAsked } from '../../../domain/rights/evaluate-case.js';
import { listField, type Problem, textField } from '../page.js';
import type { ActField, ActForm } from './act-form.js';
import { categoryFields, readCategories } from './erasure-forms.js';
import { codeWord, factWord, valueWord } from './fact-words.js';
import { hasChosenFields, isByField, readFields } from './field-decision.js';
import { OUTCOME_WORDS } from './words.js';

const DECISIONS = ['granted', 'partly-granted', 'refused', 'not-held'] as const;
const PREFIX = 'fact-';
/** Found by the system alone; nothing for staff to answer. */
const NOT_ASKED = new Set(['secondPerson', 'marketingObjection']);

/** The decision with the facts of its table: what the record knows is printed, what it presumes is chosen, the rest is asked. */
export const decision: ActForm = {
  fields: (detail) => [
    ...(isByField(detail) && (detail.rectification?.items.length ?? 0) > 1 ? [REST] : []),
    ...factFields(detail),
    isByField(detail) ? BY_FIELD_OUTCOME : WHOLE_OUTCOME,
    {
      name: 'reasons',
      label: 'Reasons, as the person will read them',
      hint: 'For a refusal: the ground of the law and what it means here',
      kind: 'area',
    },
    ...categoryFields(detail),
    ...(detail.assessment === undefined ? [] : EXTRA),
  ],
  read: (body, detail) => {
    const { outcome, fields, problems } = readOutcome(body, detail);
    const reasons = textField(body, 'reasons');
    if (!reasons) problems.push({ field: 'reasons', text: 'Give the reasons' });
    const { categories, problems: unfounded } = readCategories(body, detail);
    problems.push(...unfounded);
    if (outcome === undefined || problems.length > 0) return { problems };
    const facts = answered(body, detail);
    const reason = textField(body, 'override');
    const evidence = textField(body, 'evidence')
      .split('\n')
      .flatMap((line) => line.trim() || []);
    return {
      act: {
        type: 'decision',
        outcome,
        reasons,
        ...(Object.keys(facts).length > 0 ? { facts } : {}),
        ...(categories.length > 0 ? { categories } : {}),
        ...(fields.length > 0 ? { fields } : {}),
        ...(reason ? { override: { reason } } : {}),
        ...(evidence.length > 0 ? { evidence } : {}),
      },
    };
  },
};

const WHOLE_OUTCOME: ActField = {
  name: 'outcome',
  label: 'Outcome',
  kind: 'radio',
  options: DECISIONS.map((value) => ({ value, label: OUTCOME_WORDS[value] })),
};

/** Where fields are decided one by one they make the outcome; the whole can still be decided alike. */
const BY_FIELD_OUTCOME: ActField = {
  name: 'outcome',
  label: 'Outcome',
  kind: 'radio',
  value: 'by-field',
  options: [
    { value: 'by-field', label: 'As decided field by field' },
    ...DECISIONS.map((value) => ({ value, label: OUTCOME_WORDS[value] })),
  ],
};

/** Many fields that are alike are chosen at once. */
const REST: ActField = {
  name: 'apply-rest',
  label: 'Every field not chosen above',
  kind: 'select',
  options: [
    { value: '', label: '–' },
    { value: 'yes', label: 'Change them' },
    { value: 'no', label: 'Leave them as they are' },
  ],
};

/** The outcome: chosen for the whole, or made of the fields. */
function readOutcome(body: unknown, detail: RequestDetail) {
  const typed = textField(body, 'outcome');
  const problems: Problem[] = [];
  const outcome = DECISIONS.find((value) => value === typed);
  if (!isByField(detail) || outcome !== undefined) {
    if (outcome === undefined) problems.push({ field: 'outcome', text: 'Choose the outcome' });
    if (outcome !== undefined && isByField(detail) && hasChosenFields(body, detail))
      problems.push({
        field: 'outcome',
        text: 'You decided fields: choose “As decided field by field”, or take your choices on them back',
      });
    return { outcome, fields: [], problems };
  }
  const read = readFields(body, detail);
  if ('problems' in read) return { outcome: undefined, fields: [], problems: read.problems };
  if (read.isAgainst && !textField(body, 'override')) problems.push({ field: 'override', text: 'Say why you decide against the table' });
  return { outcome: read.outcome, fields: read.fields, problems };
}

const EXTRA: readonly ActField[] = [
  {
    name: 'evidence',
    label: 'Evidence that it is manifestly unfounded or excessive',
    hint: 'Only for a refusal under Art. 12(5), one item a line; a second person has to approve it',
    kind: 'area',
  },
  {
    name: 'override',
    label: 'Why you decide against the table',
    hint: 'Only if you do; a second person has to approve it',
    kind: 'area',
  },
];

/** The facts that are not settled by the record, those of the right first. */
function factFields(detail: RequestDetail): ActField[] {
  const { right, assessment } = detail;
  if (right === null || assessment === undefined) return [];
  const perField: readonly string[] = isByField(detail) ? [...FIELD_FACTS, 'issuerVerdict'] : [];
  const { known, presumed } = assessment;
  const gates = Object.keys(COMMON.facts);
  return Object.entries(factsAsked(right))
    .filter(([name]) => known[name] === undefined && !NOT_ASKED.has(name) && !perField.includes(name))
    .sort(([one], [other]) => Number(gates.includes(one)) - Number(gates.includes(other)))
    .map(([name, values]) => ({
      name: `${PREFIX}${name}`,
      label: factWord(name),
      kind: 'select',
      value: presumed[name] ?? 'unknown',
      options: [{ value: 'unknown', label: 'not known' }, ...values.map((value) => ({ value, label: valueWord(right, name, value) }))],
    }));
}

/** What was chosen, apart from what would hold anyway. */
function answered(body: unknown, { right, assessment }: RequestDetail): Record<string, string> {
  if (right === null || assessment === undefined) return {};
  const { known, presumed } = assessment;
  return Object.fromEntries(
    Object.keys(factsAsked(right)).flatMap((name) => {
      const value = listField(body, `${PREFIX}${name}`)[0];
      const isNew = value !== undefined && value !== '' && value !== (presumed[name] ?? 'unknown') && known[name] === undefined;
      return isNew ? [[name, value]] : [];
    }),
  );
}

/** What the table says to the facts known, presumed and typed so far; null where there is nothing to decide. */
export function tableView(detail: RequestDetail, body?: unknown) {
  const { right, assessment } = detail;
  if (right === null || assessment === undefined) return null;
  const result = evaluateCase(right, { ...assessment.presumed, ...answered(body, detail), ...assessment.known });
  return {
    ...resultView(result),
    isByField: isByField(detail),
    known: Object.entries(assessment.known)
      .filter(([name]) => !NOT_ASKED.has(name) && !(isByField(detail) && name === 'issuerVerdict'))
      .map(([name, value]) => ({ label: factWord(name), value: valueWord(right, name, value) })),
  };
}

function resultView({ rule, possible, missing, inLine }: CaseResult) {
  return {
    rule: rule === null ? null : ruleView(rule),
    inLine: inLine.map((outcome) => OUTCOME_WORDS[outcome]).join(' or '),
    missing: missing.map(factWord),
    possible: rule === null ? possible.map(ruleView) : [],
  };
}

function ruleView({ id, cite, letter, acts = [], must = [], forbid = [], outcomes }: Rule) {
  return {
    name: codeWord(id),
    cite,
    letter: letter ?? '',
    outcomes: outcomes.map((outcome) => codeWord(outcome)).join(' or '),
    acts: [...acts, ...must].map(codeWord),
    forbid: forbid.map(codeWord),
  };
}

/** The rule a decision rests on, for the case page. */
export function basisView(decision: NonNullable<RequestDetail['decision']>) {
  const { rule, article = '', facts = [], isOverride = false } = decision;
  return rule === undefined
    ? null
    : {
        rule: rule === null ? '' : codeWord(rule),
        article,
        isOverride,
        facts: facts.map((fact) => fact.replace('=', ': ').replaceAll('_', ' ')),
      };
}
